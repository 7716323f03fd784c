"""The documents this floor brings: how a sanction is complied with, and a report as it was sent (rules 43, 66)."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cases.access.roles import Act
from cases.disclosure.view import disclosed, disclosed_or_404
from cases.models.fields import in_language
from cases.views.header import full_name, the_case
from cases.views.words import in_a_row, longdate, moment
from reports.press.blocks import Sheet
from reports.press.kinds import register_document
from sanctions.actions.hearing import before
from sanctions.actions.papers import BUNDLE, OWN_REPORT
from sanctions.actions.sending import REPORT_ON_PAPER
from sanctions.models import Appointment, Comment, NonComplianceReport
from sanctions.models.reparation import PARTS
from sanctions.views.bundle import allegations, bundle, rows_of, sections, the_report
from sanctions.views.standing import counting, made_good_of, sanctions_of, told, with_conditions

KIND = "compliance-report"


@register_document(KIND, title=gettext_lazy("Compliance report"), act=Act.READ_CASE, is_offered=True)
def compliance_report(door, subject=None):
    """What was ordered, how each condition stands and by which rule it is counted, and every appointment held."""
    case = the_case(door)
    sheet = Sheet(_("Compliance report"), issuer=case.unit.name)
    sheet.facts(
        [
            (_("Person"), full_name(case.person)),
            (_("Case number"), case.reference),
            (_("Born"), case.person.birth_date),
            (_("As of"), moment(door.visitor.now)),
        ]
    )
    standings = with_conditions(sanctions_of(door), door)
    for standing in standings:
        _sanction(sheet, standing)
    if not standings:
        sheet.paragraph(_("No sanction is recorded yet."))
    _failures(sheet, counting(door))
    _appointments(sheet, door)
    _explained(sheet, door)
    return sheet.content()


def _sanction(sheet, standing):
    sanction = standing["sanction"]
    sheet.heading_of(in_language(sanction.sanction_type.title))
    sheet.facts(
        [
            (_("State"), capfirst(standing["state_label"])),
            (_("Court or authority"), sanction.decision.authority.name),
            (_("Begins on"), sanction.starts_on),
            (_("Ends on"), sanction.ends_on),
            *([(_("Left"), standing["days_left"])] if standing["days_left"] else []),
        ]
    )
    for row in standing["conditions"]:
        _condition(sheet, row)


def _condition(sheet, row):
    sheet.heading_of(row["title"], 3)
    sheet.paragraph(row["condition"].wording)
    sheet.facts(
        [
            (_("How much"), capfirst(row["how_much"])),
            *([(_("Agreement"), _("Waits for it; asks nothing until then"))] if row["waits"] else []),
            *([(_("Lifted from"), row["condition"].lifted_on)] if row["condition"].lifted_on else []),
            (_("How it stands"), _stands(row)),
            (_("How it is counted"), row["rule"]),
            (_("Last recorded"), row["updated_at"]),
        ]
    )


def _stands(row):
    done = _("%(done)s of %(total)s %(unit)s") % row["bar"] if row["bar"] else row["words"]
    return in_a_row((done, row["left"]))


def _failures(sheet, counted):
    sheet.heading_of(_("Failures that count"))
    count = ngettext("%(count)s failure since %(opens)s.", "%(count)s failures since %(opens)s.", counted["count"]) % {
        "count": counted["count"],
        "opens": longdate(counted["opens"]),
    }
    rule = _(
        "Counted over %(months)s months; %(number)s failures propose that it is significant. The officer decides."
    ) % {"months": counted["months"], "number": counted["proposes_at"]}
    sheet.paragraph(count)
    sheet.note(rule)


def _appointments(sheet, door):
    held = Appointment.objects.filter(case_id=door.case_id, starts_at__lte=door.visitor.now)
    rows = disclosed(held.order_by("-starts_at", "-id"), door.purpose, door.visitor)
    sheet.heading_of(_("Appointments"))
    sheet.table(
        _("Appointments held, the latest first"),
        [_("When"), _("What"), _("Outcome")],
        [(row.starts_at, row.kind_label, row.outcome_label if row.outcome else _("Not recorded")) for row in rows],
    )


def _explained(sheet, door):
    sheet.heading_of(_("What the person was told"))
    sheet.facts(
        [
            (each["label"], each["explanation"].explained_at if each["explanation"] else _("Not explained yet"))
            for each in told(door)
        ]
    )


@register_document(OWN_REPORT, title=gettext_lazy("The report about you"), act=Act.READ_OWN)
def own_report_on_paper(door, subject=None):
    """A report as it was served on the person, for them to take along."""
    return _report(door, subject, served_at__isnull=False).content()


@register_document(REPORT_ON_PAPER, title=gettext_lazy("Report of non-compliance"), act=Act.READ_CASE)
def report_on_paper(door, subject=None):
    """A report as it was sent and is served on the person: the same words as on their page, none about others."""
    return _report(door, subject).content()


@register_document(BUNDLE, title=gettext_lazy("Report of non-compliance with its papers"), act=Act.DECIDE)
def bundle_on_paper(door, subject=None):
    """What a decision needs, on paper: the report, both accounts, what was complied with, and the safeguards."""
    sheet = _report(door, subject, authority_id__in=before(door.visitor).values("authority_id"))
    found = bundle(the_report(before(door.visitor), subject, door), door)
    _unseen(sheet, found["unseen"])
    sheet.heading_of(_("What was complied with"))
    for row in found["compliance"]:
        sheet.paragraph(f"{row['title']}: {_figure(row)}. {row['rule']}")
    _disagreed(sheet, found["statements"], found["name"])
    _heard(sheet, found["hearings"], found["name"])
    sheet.heading_of(_("Safeguards"))
    sheet.facts([(safeguard.label, safeguard.says) for safeguard in found["safeguards"]])
    return sheet.content()


def _unseen(sheet, passages):
    if passages:
        sheet.heading_of(_("Passages the person has not seen"))
        sheet.note(_("Before you rest anything on them, have them disclosed or summarised for the person."))
    for passage in passages:
        sheet.tagged(_("About %(whom)s") % {"whom": passage.about_label}, passage.text)


def _figure(row):
    figure = row["figure"]
    if row["measure"] == "hours":
        done = {"done": round(figure.done, 1), "total": figure.total}
        return _("%(done)s of %(total)s hours worked") % done
    if row["measure"] == "weekly":
        kept = {"done": int(figure.done), "total": int(figure.total), "failures": figure.failures}
        return _("%(done)s of %(total)s meetings kept, %(failures)s failures") % kept
    if row["measure"] in PARTS:
        return made_good_of(row["measure"], figure.done, figure.total)
    return _("nothing is counted here")


def _disagreed(sheet, statements, name):
    """The person's words against entries it rests on, and how they were answered, whenever they were said."""
    if statements:
        sheet.heading_of(_("What the person disagrees with"))
    for words in statements:
        sheet.beside(name, words)


def _heard(sheet, hearings, name):
    sheet.heading_of(_("Hearings"))
    for hearing in hearings:
        sheet.paragraph(_hearing(hearing))
        if hearing.account:
            sheet.own_words(name, hearing.account)
    if not hearings:
        sheet.paragraph(_("No hearing is set."))


def _hearing(hearing):
    """When and where, who interprets, and whether the person was there."""
    said = [f"{in_a_row((moment(hearing.starts_at), hearing.place))}."]
    if hearing.interpreter:
        said.append(_("Interpreter: %(name)s.") % {"name": hearing.interpreter})
    held = _("The person %(what)s.") % {"what": hearing.attendance_label} if hearing.attendance else ""
    return " ".join([*said, held or _("Still to be held.")])


def _report(door, subject, **only):
    """The report itself as a sheet; Http404 where there is none to be had."""
    sent = NonComplianceReport.objects.filter(pk=subject, case_id=door.case_id, submitted_at__isnull=False, **only)
    links = ("authority", "author", "checker", "sanction__decision", "sanction__sanction_type")
    report = disclosed_or_404(sent, door.purpose, door.visitor, *links)
    case = the_case(door)
    sheet = Sheet(_("Report of non-compliance"), issuer=case.unit.name)
    _report_facts(sheet, report, case)
    _alleged(sheet, report, door)
    for _part, label, runs in sections(report.id, door):
        sheet.heading_of(label)
        for _nature, nature, passages in runs:
            for passage in passages:
                sheet.tagged(capfirst(nature), passage.text)
    _comment(sheet, report, full_name(case.person), door)
    return sheet


def _report_facts(sheet, report, case):
    decision = report.sanction.decision
    sheet.facts(
        [
            (_("To"), report.authority.name),
            (_("Person"), full_name(case.person)),
            (_("Case number"), case.reference),
            (_("Sanction"), in_language(report.sanction.sanction_type.title)),
            (_("Decision"), _("%(reference)s of %(day)s") % _dated(decision)),
            (_("Written by"), report.author.name),
            (_("Checked by"), report.checker.name if report.checker else _("nobody: it was urgent")),
            (_("Sent"), moment(report.submitted_at)),
            (_("Reference"), report.id),
            *([(_("Corrects the report"), report.corrects_id)] if report.corrects_id else []),
        ]
    )


def _dated(decision):
    return {"reference": decision.reference, "day": longdate(decision.decided_on)}


def _alleged(sheet, report, door):
    sheet.heading_of(_("What is alleged, and why it is significant"))
    for alleged in allegations(report.id, door):
        failure = alleged.failure
        named = {"number": alleged.number, "day": longdate(failure.happened_at)}
        named["condition"] = in_language(failure.condition.condition_type.title)
        sheet.paragraph(_("%(number)s. %(condition)s, %(day)s") % named)
    sheet.tagged(_("Assessment"), report.significance)
    if report.considered:
        sheet.tagged(_("How the disagreement was considered"), report.considered)
    if report.urgency:
        sheet.tagged(_("Why it could not wait"), report.urgent_reason)


def _comment(sheet, report, name, door):
    sheet.heading_of(_("The person’s comment"))
    comment = next(iter(rows_of(Comment, report.id, door)), None)
    if comment and comment.text:
        sheet.own_words(name, comment.text)
    elif comment and comment.manner:
        sheet.paragraph(_("Said that they do not wish to comment."))
    else:
        sheet.paragraph(_("Nothing was said so far."))
