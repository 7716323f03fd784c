"""How the log is written: what failed and where, never in the error's own words (law 15)."""

import copy
import logging
import traceback


class Wordless(logging.Formatter):
    """An error is told by its class and the lines it came from: its words may quote a record, as a database's do."""

    def format(self, record):
        """A line of the log; what another handler made of the error is not taken over."""
        fresh = copy.copy(record)
        fresh.exc_text = None
        return super().format(fresh)

    def formatException(self, exc_info):  # noqa: N802 (logging's name)
        """The error, and before it those it came from."""
        return "\n".join(_told(exc_info[1])).rstrip()


def _told(error):
    earlier = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if earlier is not None:
        yield from _told(earlier)
        yield "Which led to:"
    yield "Traceback (most recent call last):"
    yield "".join(traceback.format_tb(error.__traceback__)) + type(error).__name__
