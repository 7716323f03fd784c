"""The embedded broker: messages as files in a folder, each of which is there whole or not at all.

Kombu's own transport opens a message's file and writes it afterwards. Whoever looks in between reads an empty file,
which ends the worker (celery/kombu issue 1551); so it is with the table of an exchange when it is first written.
"""

import os
from contextlib import suppress
from pathlib import Path
from time import monotonic
from uuid import uuid4

from kombu.transport import TRANSPORT_ALIASES, filesystem
from kombu.utils.json import dumps

TRANSPORT_ALIASES["filesystem"] = "config.broker:Transport"


class Channel(filesystem.Channel):
    """Writes under a name that nobody looks for, then shows it under its own."""

    def _put(self, queue, payload, **_kwargs):
        name = f"{round(monotonic() * 1000)}_{uuid4()}.{queue}.msg"
        _shown_whole(Path(self.data_folder_out, name), dumps(payload))

    def _queue_bind(self, exchange, *bound):
        self.control_folder.mkdir(exist_ok=True)
        table = self._exchange_file(exchange)
        if not table.exists():
            _shown_whole(table, "[]", instead=False)
        super()._queue_bind(exchange, *bound)


def _shown_whole(path, text, instead=True):
    """Write a file in one step; where there is one already, in its place, or not at all."""
    unfinished = path.with_name(f"{path.name}.{uuid4()}")
    unfinished.write_text(text)
    if instead:
        os.replace(unfinished, path)
        return
    with suppress(FileExistsError):
        os.link(unfinished, path)
    os.remove(unfinished)


class Transport(filesystem.Transport):
    Channel = Channel
