"""An import that is ended as a power cut would end it, at the n-th thing it does: `python -m … N FILE MAPPING`.

Things done are counted: statements, rows taken, batches moved, and the moments before and after the commit. With 0
it is not ended. What it did is printed as a number.
"""

import itertools
import os
import signal
import sys

import django


def main(at, file, mapping):
    django.setup()

    from django.core.management import call_command  # noqa: PLC0415 (after the setup)
    from django.db import connection  # noqa: PLC0415

    from cases.history import batches_postgresql  # noqa: PLC0415
    from config.importing.writing import Writer  # noqa: PLC0415

    done = itertools.count(1)

    def die():
        if next(done) == at:
            os.kill(os.getpid(), signal.SIGKILL)

    def counted(function, after=False):
        def counting(*args, **kwargs):
            die()
            result = function(*args, **kwargs)
            if after:
                die()
            return result

        return counting

    def statement(execute, *given):
        die()
        return execute(*given)

    connection.ensure_connection()
    connection.execute_wrappers.append(statement)
    batches_postgresql._execute = counted(batches_postgresql._execute)
    Writer.add = counted(Writer.add)
    connection._commit = counted(connection._commit, after=True)
    call_command("import_cases", file, mapping=mapping, by="records", verbosity=0)
    print(f"done {next(done) - 1}")


if __name__ == "__main__":
    main(int(sys.argv[1]), *sys.argv[2:])
