"""What the person was asked and answered, who was asked to help, and how their officer sums it up, as they read it."""

from django.utils.translation import gettext as _

from cases.composition import Item, Section
from cases.disclosure.view import disclosed
from cases.models.assessment import CaseAssessment
from cases.models.fields import in_language
from cases.models.needs import NeedsSummary
from cases.models.referral import Referral
from cases.views.assessments import question_rows
from cases.views.needs import threshold_title
from cases.views.words import in_a_row, in_full


def _if_any(name, label, value):
    return [(name, label, value)] if value else []


def assessments(door) -> Section:
    """Each sitting with its questions, answers and score. One query."""
    rows = CaseAssessment.objects.filter(case_id=door.case_id).order_by("-done_on", "-id")
    shown = disclosed(rows, door.purpose, door.visitor, "instrument")
    corrected = {each.replaces_id for each in shown}
    items = [
        Item(
            in_language(each.instrument.title),
            [
                ("done_on", _("Answered on"), each.done_on),
                ("author", _("Written by"), each.author),
                ("recorded_at", _("Written on"), each.recorded_at),
                *_if_any(
                    "replaced", _("How it stands"), each.id in corrected and _("corrected since by other answers")
                ),
                *(
                    (row["key"], row["question"], in_a_row((row["answer"], row["source"])))
                    for row in question_rows(each)
                ),
                ("score", _("Score"), _("%(score)s of %(highest)s") % _scores(each)),
                *_if_any("met_from", _("What it means"), threshold_title(each)),
            ],
            each.notes,
            key=each.id,
        )
        for each in shown
    ]
    return Section("assessments", _("What you were asked about your needs"), items)


def _scores(shown):
    return {"score": shown.score, "highest": shown.instrument.highest}


def referrals(door) -> Section:
    """Who was asked to help because of the answers, and what came of it. One query."""
    rows = Referral.objects.filter(case_id=door.case_id).order_by("-id")
    items = [
        Item(
            in_full(each.opened_at),
            [
                ("opened_at", _("Opened by your answers"), each.opened_at),
                ("state", _("How it stands"), each.state_label),
                *_if_any("due_on", _("Next step until"), not each.closed_at and each.due_on),
                *_if_any("to_whom", _("Passed on to"), each.to_whom),
                *_if_any("passed_on_at", _("Passed on"), each.passed_on_at),
                *_if_any("passed_on_by", _("Passed on by"), each.passed_on_by),
                *_if_any("help_given", _("What came of it"), each.help_given),
                *_if_any("helped_by", _("Who helps"), each.helped_by),
                *_if_any("helped_since", _("Helps since"), each.helped_since),
                *_if_any("why_not", _("Why it was not passed on"), each.why_not),
                *_if_any("closed_at", _("Closed on"), each.closed_at),
                *_if_any("closed_by", _("Closed by"), each.closed_by),
            ],
            key=each.id,
        )
        for each in disclosed(rows, door.purpose, door.visitor)
    ]
    return Section("referrals", _("Whether a social worker was asked to help you"), items)


def summaries(door) -> Section:
    """The officer's own words about risk and needs, the latest first. One query."""
    rows = NeedsSummary.objects.filter(case_id=door.case_id).order_by("-id")
    items = [
        Item(
            in_full(each.recorded_at),
            [("author", _("Written by"), each.author), ("recorded_at", _("Written on"), each.recorded_at)],
            each.text,
            key=each.id,
        )
        for each in disclosed(rows, door.purpose, door.visitor)
    ]
    return Section("needs", _("What your officer writes about your needs"), items)
