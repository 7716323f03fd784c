"""Ruling on a report, and deciding what follows: acts of the authority alone (rules 12, 67–70)."""

from django.core.exceptions import ValidationError
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cases.access.roles import Act, Role
from cases.actions.verb import keep, verb
from cases.deadlines.keeping import meet_deadlines
from cases.deadlines.limits import limit_from
from cases.models.fields import in_force
from sanctions.actions.applying import lapse
from sanctions.actions.carrying_out import changed_by_authority
from sanctions.actions.hearing import before, report_before
from sanctions.models import (
    Allegation,
    AuthorityMember,
    Consequence,
    FactFinding,
    Ruling,
    RulingDelivery,
    Sanction,
    UnseenPassage,
)
from sanctions.readiness import disputed
from sanctions.workflow import BEFORE_THE_COURT, take

Outcome, Found = Ruling.Outcome, FactFinding.Found
# Rulings that lay something on the person need a fact that is established.
BURDENS = {Outcome.WARNING, Outcome.MODIFIED, Outcome.PARTLY_REVOKED, Outcome.REVOKED}
CHANGES = {Outcome.MODIFIED, Outcome.PARTLY_REVOKED}
# A consequence follows only where something was revoked.
REVOKES = {Outcome.PARTLY_REVOKED, Outcome.REVOKED}
SAFEGUARDS = ("documents", "heard", "legal_help")


@verb("ruling.make", Act.DECIDE, to=(Role.PERSON, Role.OFFICER))
def rule(*, door, now, report_id, findings, version=None, **fields):
    """Rule on a report: each alleged fact examined with reasons, then the ruling. Returns the ruling.

    `findings` is a list of dicts: allegation_id, found, reasons. A missing safeguard never blocks; it needs its
    legal basis written. The ruling is served on the person's and the officer's own pages at once.
    """
    report = report_before(door, report_id, version)
    if report.state not in BEFORE_THE_COURT:
        raise ValidationError(_("This report has been ruled on. Nothing about it can be changed."))
    if fields["ruled_on"] > localdate(now):
        raise ValidationError({"ruled_on": _("The ruling cannot lie in the future. Check the date.")})
    _each_fact_examined(report, findings)
    _fits_findings(fields["outcome"], findings)
    _says_all_it_must(report, fields)
    member = AuthorityMember.objects.filter(in_force(now), user_id=door.visitor.user_id, authority=report.authority)
    ruling = written(door, now, report, fields | {"member": member.get().name})
    for finding in findings:
        keep(FactFinding(case_id=door.case_id, ruling=ruling, **finding))
    return ruling


def _each_fact_examined(report, findings):
    alleged = set(Allegation.objects.filter(report=report).values_list("id", flat=True))
    if {finding["allegation_id"] for finding in findings} != alleged:
        raise ValidationError(_("Examine each alleged fact: established, not established or left undecided."))
    if not all(finding["found"] and finding["reasons"].strip() for finding in findings):
        raise ValidationError(_("Give a finding and reasons for each alleged fact."))


def _fits_findings(outcome, findings):
    established = any(finding["found"] == Found.ESTABLISHED for finding in findings)
    if outcome in BURDENS and not established:
        message = _("No alleged fact is established, so nothing can be laid on the person for it.")
        raise ValidationError({"outcome": message})
    if outcome == Outcome.UNFOUNDED and established:
        raise ValidationError({"outcome": _("A fact is established, so the report is not unfounded.")})


def _says_all_it_must(report, fields):
    needed = {}
    if fields["outcome"] in CHANGES and not fields.get("what_changes", "").strip():
        needed["what_changes"] = _("Say exactly what changes.")
    missing = any(fields[name] != Ruling.Safeguard.GIVEN for name in SAFEGUARDS)
    if missing and not fields.get("despite", "").strip():
        needed["despite"] = _("A safeguard is missing. Write the legal basis for ruling without it.")
    if UnseenPassage.objects.filter(report=report).exists() and not fields.get("unseen"):
        needed["unseen"] = _("The person has not seen some passages. Say how they were treated.")
    if disputed(report.id).exists() and not fields.get("statements_considered", "").strip():
        needed["statements_considered"] = _(
            "The person disagrees with an entry this rests on. Say how you considered it."
        )
    if needed:
        raise ValidationError(needed)


def written(door, now, report, fields):
    """The ruling itself, what it does to the sanction, and its service on person and officer. Returns the ruling."""
    ruling = keep(
        Ruling(
            case_id=door.case_id,
            report=report,
            authority=report.authority,
            recorded_at=now,
            appeal_until=limit_from(fields["ruled_on"], "ruling.appeal"),
            **fields,
        )
    )
    keep(take(report, "ruling.make"))
    meet_deadlines(report.id, now, "hearing.set", "ruling.make", "comment.make", "report.serve", "report.correct")
    if ruling.outcome == Outcome.REVOKED:
        keep(take(report.sanction, "order.revoke"))
        lapse(Sanction.objects.filter(pk=report.sanction_id), now)
    if ruling.outcome in CHANGES:
        changed_by_authority(report.sanction, now)
    for to in (RulingDelivery.To.PERSON, RulingDelivery.To.OFFICER):
        channel = RulingDelivery.Channel.PAGE
        keep(RulingDelivery(case_id=door.case_id, ruling=ruling, to=to, channel=channel, delivered_at=now))
    return ruling


@verb("consequence.decide", Act.DECIDE, to=(Role.PERSON, Role.OFFICER))
def decide_consequence(*, door, now, ruling_id, **fields):
    """Decide, separately and with reasons, what follows from a revocation. Returns the consequence.

    Imprisonment says why nothing less serves, and what credit is given for what was done.
    """
    ruling = Ruling.objects.filter(pk=ruling_id, report__in=before(door.visitor), case_id=door.case_id).first()
    if ruling is None or ruling.outcome not in REVOKES:
        raise ValidationError(_("A consequence follows only from a ruling that revokes."))
    if Consequence.objects.filter(ruling=ruling).exists():
        raise ValidationError(_("What follows from this ruling is decided already."))
    if fields["decided_on"] > localdate(now):
        raise ValidationError({"decided_on": _("The decision cannot lie in the future. Check the date.")})
    _imprisonment(fields)
    return keep(Consequence(case_id=door.case_id, ruling=ruling, recorded_at=now, **fields))


def _imprisonment(fields):
    if fields["kind"] not in (Consequence.Kind.IMPRISONMENT, Consequence.Kind.SUSPENDED):
        return
    needed = {
        "nothing_less": _("Say why nothing less than imprisonment serves."),
        "credit": _("Say what credit is given for what was done, even if it is none."),
        "amount": _("Say how long."),
    }
    missing = {name: said for name, said in needed.items() if not fields.get(name, "").strip()}
    if missing:
        raise ValidationError(missing)
