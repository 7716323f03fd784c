"""A command that somebody does: their log-in is named, and must be allowed."""

from django.core.management.base import CommandError

from cases.access.visitor import Visitor
from cases.models import User


def add_by(parser):
    """Ask for the log-in."""
    parser.add_argument("--by", required=True, metavar="LOG-IN", help="who does it, as the ledger will say")


def somebody_who_may(act, username, now) -> Visitor:
    """The visitor of a log-in that may do `act`. Raises CommandError for any other."""
    user = User.objects.filter(username__iexact=username).first()
    visitor = user and Visitor(user, now)
    if not visitor or not visitor.may(act):
        raise CommandError(f"--by names nobody who may {act.label}: a records manager may, by their own log-in.")
    return visitor
