"""What must be in order before somebody helps anybody (rules 85–89)."""

from django.utils.translation import gettext as _

from volunteers.models import Volunteer, VolunteerCheck

Kind = VolunteerCheck.Kind


def checks_missing(checks, until) -> list[str]:
    """Of the checks of one volunteer, what was not passed or does not count until a day; in words, nothing if all do.

    The last check of each kind counts. `checks` are records or view objects, in any order.
    """
    last = {check.kind: check for check in sorted(checks, key=lambda check: (check.done_on, check.id))}
    gaps = []
    for kind in Kind:
        check = last.get(kind)
        if check is None:
            gaps.append(_("%(what)s: not checked.") % {"what": _first_up(kind.label)})
        elif not check.passed:
            gaps.append(_("%(what)s: something stood against it.") % {"what": _first_up(kind.label)})
        elif check.valid_until and check.valid_until < until:
            gaps.append(_("%(what)s: no longer counts on the last day.") % {"what": _first_up(kind.label)})
    return gaps


def not_ready(volunteer, checks, until) -> list[str]:
    """Why a volunteer cannot be given a task that lasts until a day; nothing where they can."""
    gaps = checks_missing(checks, until)
    if volunteer.state != Volunteer.State.ACCEPTED:
        gaps.insert(0, _("Is not accepted as a volunteer."))
    if not volunteer.undertaking_on:
        gaps.append(_("The undertaking of confidentiality is not signed."))
    if not volunteer.insured_until or volunteer.insured_until < until:
        gaps.append(_("Is not insured until the last day of the task."))
    return gaps


def _first_up(label):
    text = str(label)
    return text[:1].upper() + text[1:]
