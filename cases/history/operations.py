"""What each verb is by the law of the log: one of the six operations of Directive (EU) 2016/680, article 25.

Each app registers its own verbs with the operation they are and the words by which the ledger's page tells them. What
names a recipient is a disclosure, whatever else its verb does.
"""

from dataclasses import dataclass

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Operation(models.TextChoices):
    """What can be done with a person's data, as the law's article lists it."""

    COLLECTION = "collection", _("collection")
    ALTERATION = "alteration", _("alteration")
    CONSULTATION = "consultation", _("consultation")
    DISCLOSURE = "disclosure", _("disclosure")
    COMBINATION = "combination", _("combination")
    ERASURE = "erasure", _("erasure")


SENTENCES = {
    Operation.COLLECTION: _("Something new was recorded."),
    Operation.ALTERATION: _("What was recorded was changed, ended or decided about."),
    Operation.CONSULTATION: _("Somebody looked."),
    Operation.DISCLOSURE: _("Something left the service, or was handed to somebody."),
    Operation.COMBINATION: _("What is recorded was put together into something else."),
    Operation.ERASURE: _("Something was erased, by an order."),
}


@dataclass(frozen=True)
class Deed:
    """A verb as the ledger tells it: its operation, and what was done in words."""

    operation: Operation
    words: str


_deeds: dict[str, Deed] = {}


def register_deeds(operation, words):
    """Let an app say which operation its verbs are: `words` is verb to what was done."""
    for verb, said in words.items():
        assert verb not in _deeds, verb
        _deeds[verb] = Deed(operation, said)


def deeds() -> dict[str, Deed]:
    """Every verb with its deed."""
    return dict(_deeds)


def operation_of(verb, recipient="") -> Operation:
    """The operation an action is; one that nobody registered changed something, as far as anybody knows."""
    if recipient:
        return Operation.DISCLOSURE
    return _deeds[verb].operation if verb in _deeds else Operation.ALTERATION


def words_of(verb) -> str:
    """What was done, in words; the verb itself where nobody said any."""
    return _deeds[verb].words if verb in _deeds else verb


def of_operation(operation):
    """The condition on actions that they are this operation."""
    verbs = [verb for verb, deed in _deeds.items() if deed.operation == operation]
    if operation == Operation.DISCLOSURE:
        return ~Q(recipient="") | Q(verb__in=verbs)
    if operation == Operation.ALTERATION:
        others = [verb for verb in _deeds if verb not in verbs]
        return Q(recipient="") & ~Q(verb__in=others)
    return Q(recipient="", verb__in=verbs)
