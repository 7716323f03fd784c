"""Sealing while the service is written, as the worker does beside people at work."""

from contextlib import contextmanager
from threading import Event, Thread

from django.db import connection
from django.utils import timezone

from cases.history import ledger

PAUSE_SECONDS = 0.5


class Sealer(Thread):
    """Seals what waits, again and again, on a connection of its own, until it is told that nothing more comes."""

    def __init__(self):
        super().__init__(daemon=True)
        self.no_more, self.failed = Event(), None

    def run(self):
        """Seal; the last time after nothing more comes."""
        try:
            while not self.no_more.wait(PAUSE_SECONDS):
                ledger.seal(timezone.now())
            ledger.seal(timezone.now())
        except Exception as error:  # it is raised again where somebody waits for the end
            self.failed = error
        finally:
            connection.close()


@contextmanager
def sealed():
    """Whatever is written inside is sealed at its end: beside it where the engine lets two write, else afterwards."""
    if connection.vendor != "postgresql":
        yield
        ledger.seal(timezone.now())
        return
    sealer = Sealer()
    sealer.start()
    try:
        yield
    finally:
        sealer.no_more.set()
        sealer.join()
    if sealer.failed:
        raise sealer.failed
