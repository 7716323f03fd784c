"""Fill an empty database with a synthetic service of any size."""

from time import perf_counter

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from cases.models import CaseRecord, User
from config.demo.cast import PASSWORD
from config.seeding import service
from config.seeding.sealing import sealed

MOST = 1_000_000
EVERY = 10


def size_of(text) -> int:
    """How many persons `--size` asks for."""
    try:
        size = int(text.replace(",", "").replace("_", ""))
    except ValueError:
        size = 0
    if not 0 < size <= MOST:
        raise CommandError(f"--size {text}: give the number of persons, from 1 to {MOST:,}; 3500 is a small service.")
    return size


class Command(BaseCommand):
    help = (
        "Fill an empty database with an invented service: so many persons with their cases, sanctions, appointments,"
        " hours and a year of entries, history and ledger included. Same seed and day, same data. A second call goes"
        " on where the first ended, up to the size asked for."
    )

    def add_arguments(self, parser):
        parser.add_argument("--size", required=True, metavar="PERSONS", help="3500: a small service")
        parser.add_argument("--seed", default="1", help="another seed makes other people (1, unless said)")
        parser.add_argument("--outside-demo", action="store_true", help="without DEMO=1; then no log-in has a password")

    def handle(self, *args, size, seed, outside_demo, **options):
        size = size_of(size)
        if not settings.DEMO and not outside_demo:
            raise CommandError("Invented people, with a known password: set DEMO=1, or say --outside-demo for none.")
        password = PASSWORD if settings.DEMO else None
        try:
            known = service.begin(seed, timezone.localdate(), password)
        except service.NotOurs as refused:
            raise CommandError(str(refused)) from refused
        self._grow(known, size, password)

    def _grow(self, known, size, password):
        here = CaseRecord.objects.count()
        world = service.world(**known, persons=max(size, here), password=password)
        person = User.objects.filter(username="person").values_list("id", flat=True).first()
        self.began, self.records = perf_counter(), 0
        with sealed():
            said = self.began
            for done, written in service.grow(world, here, size, own_login=person):
                self.records += written
                if perf_counter() - said > EVERY:
                    said = perf_counter()
                    self._say(f"{done:,} of {size:,} persons")
            if not here:
                service.let_represent()
            self._say(f"{max(size, here):,} persons, all written; sealing what waits")
        self._say("All is sealed. The log-ins are the demo's (officer, manager, …), then officer-0002 and so on")

    def _say(self, what):
        self.stdout.write(f"{perf_counter() - self.began:6.0f} s  {self.records:11,} records  {what}.")
        self.stdout.flush()
