"""Reports of non-compliance: one being written, one before the court, one not leading to prison, one that did."""

import datetime

from cases.models import CaseRecord
from config.demo.story import WEEKLY, Story, hours_of
from sanctions.actions.appointments import FAILURES
from sanctions.actions.hearing import acknowledge, note_hearing, set_hearing
from sanctions.actions.hours import record_session
from sanctions.actions.noncompliance import note_failure
from sanctions.actions.reporting import add_passage, ask_check, check_report, draft_report
from sanctions.actions.ruling import decide_consequence, rule
from sanctions.actions.sending import invite_comment, note_comment, submit_report
from sanctions.models import Allegation, Appointment, NonComplianceReport

RISK = "No new suspicion is known. The risk of serious harm is low, as at the start."
RECOMMENDATION = "Continue with a meeting every week and help with the move; nothing speaks for imprisonment."


class Breach(Story):
    """Tells a case up to its report: two missed meetings, the person's own words, a second reader, the sending."""

    def missed(self, condition, *days):
        """Meetings to which the person did not come, each noted as an alleged failure."""
        failures = []
        for number, day in enumerate(days):
            measure = {"measure": "warning" if number == 0 else "breach", "respond_by": self.day(day + 7)}
            note = "Did not come. No message by the end of the day."
            appointment = self.meet(day, condition, "unacceptable", note, hour=10, **measure)
            given = {"appointment_id": appointment.id, "happened_at": None, "manner": note}
            failures.append(self.do(note_failure, day + 1, 11, **given))
        return failures

    def begin(self, days, failures, significance, recommendation=RECOMMENDATION):
        """Draft a report and invite the person to comment. Returns both."""
        keys = [failure.id for failure in failures]
        report = self.do(draft_report, days, 9, failure_ids=keys, significance=significance)
        for section, text in (("risk", RISK), ("recommendation", recommendation)):
            given = {"section": section, "nature": "assessment", "text": text}
            self.do(add_passage, days, 9, 30, report_id=report.id, **given)
        return report, self.do(invite_comment, days, 10, report_id=report.id)

    def report(self, days, failures, comment, significance, recommendation=RECOMMENDATION):
        """Draft, invite, hear, check and send the report; it leaves a week after it was begun."""
        report, invited = self.begin(days - 9, failures, significance, recommendation)
        self.do(note_comment, days - 5, 15, comment_id=invited.id, manner="oral", text=comment)
        reader = {"checker": self.cast.posts["manager"]}
        self.do(ask_check, days - 4, 9, report_id=report.id, version=self._version(report), **reader)
        given = {"report_id": report.id, "passes": True, "note": "Fair, and the facts are in the record."}
        self.do(check_report, days - 2, 16, by="manager", version=self._version(report), **given)
        return self.do(submit_report, days, 11, report_id=report.id, version=self._version(report))

    def heard(self, days, report, said):
        """The court confirms receipt, sets a hearing and writes down what was said."""
        self.do(acknowledge, days - 20, 9, by="authority", report_id=report.id)
        given = {"starts_at": self.moment(days, 9), "place": "District Court North, room 4"}
        hearing = self.do(set_hearing, days - 19, 9, by="authority", report_id=report.id, **given)
        self.do(note_hearing, days, 10, by="authority", hearing_id=hearing.id, attendance="came", account=said)

    def ruled(self, days, report, reference, outcome, reasons, **fields):
        """The court finds each fact established and rules."""
        keys = Allegation.objects.filter(report=report).order_by("number").values_list("id", flat=True)
        why = "The record says so, and the person does not deny it."
        findings = [{"allegation_id": key, "found": "established", "reasons": why} for key in keys]
        given = {"documents": "given", "heard": "given", "legal_help": "given", "ruled_on": self.day(days)}
        given |= {"report_id": report.id, "findings": findings, "reference": reference, "outcome": outcome}
        return self.do(rule, days, 15, by="authority", reasons=reasons, **given, **fields)

    def _version(self, report):
        return NonComplianceReport.objects.values_list("version", flat=True).get(pk=report.id)


def a_report_before_the_court(cast):
    """Piotr moved twice and missed two meetings. The report waits for the court, ready to be heard (rules 64–67)."""
    story = Breach(cast)
    story.take_on(
        -120,
        given_names="Piotr",
        family_name="Nowicki",
        birth_date=datetime.date(1989, 8, 3),
        sex="m",
        language="en",
        contact_points=[("phone", "555 0161")],
    )
    _, conditions = story.sentence(-120, "supervision-order", "DC-N 2026/470", "Handling stolen goods", 365, WEEKLY)
    story.tell(-119, "en")
    weekly = conditions["report-weekly"]
    for week in (15, 13, 11, 9):
        story.meet(-7 * week, weekly, "complied", "On time. Still looking for a room of his own.")
    failures = story.missed(weekly, -42, -28)
    comment = "I lost my room and slept at a friend's. The letters went to the old address. I want to go on."
    story.report(-10, failures, comment, "The second meeting missed within a month, after a warning.")


def a_breach_that_did_not_lead_to_prison(cast):
    """Samira missed two meetings while her child was ill; the court warned her, and she goes on (rule 68)."""
    story = Breach(cast)
    story.take_on(
        -200,
        given_names="Samira",
        family_name="Benali",
        birth_date=datetime.date(1993, 1, 19),
        sex="f",
        language="fr",
    )
    _, conditions = story.sentence(-200, "supervision-order", "DC-N 2026/298", "Theft", 365, WEEKLY)
    story.tell(-199, "fr")
    weekly = conditions["report-weekly"]
    for week in (26, 23, 20):
        story.meet(-7 * week, weekly, "complied", "Came with the child. Talked about the nursery.")
    failures = story.missed(weekly, -126, -112)
    said = "My child was in hospital and I forgot to call. I am sorry."
    report = story.report(-90, failures, said, "Two meetings missed without a word, after a warning.")
    story.heard(-60, report, said)
    reasons = "Both meetings were missed without a message. The reason is understandable; a warning is enough."
    story.ruled(-60, report, "DC-N 2026/298-W", "warning", reasons)
    story.meet(-7, weekly, "complied", "Comes every week since the ruling.")


def a_breach_that_led_to_prison_with_credit(cast):
    """Henrik stopped coming altogether; the order was revoked, and what he had done was credited (rules 12, 70)."""
    story = Breach(cast)
    story.take_on(
        -300,
        given_names="Henrik",
        family_name="Dahlberg",
        birth_date=datetime.date(1979, 4, 27),
        sex="m",
        language="en",
    )
    _, conditions = story.sentence(-300, "supervision-order", "DC-N 2026/104", "Assault", 540, WEEKLY | hours_of(120))
    story.tell(-299, "en")
    weekly, hours = conditions["report-weekly"], conditions["community-service"]
    for week in (40, 38, 36, 34):
        story.meet(-7 * week, weekly, "complied", "Came on time.")
        story.do(
            record_session,
            -7 * week + 1,
            17,
            condition_id=hours.id,
            worked_on=story.day(-7 * week + 1),
            started=datetime.time(8),
            ended=datetime.time(16),
            minutes_not_worked=60,
            note="City gardens",
        )
    failures = story.missed(weekly, -196, -182, -168)
    said = "I do not want to come any more."
    report = story.report(-140, failures, said, "Has not come since the spring, and says that he will not.", "Revoke.")
    story.heard(-105, report, said)
    reasons = "The order cannot be carried out against the declared will of the person."
    ruling = story.ruled(-105, report, "DC-N 2026/104-R", "revoked", reasons)
    story.do(
        decide_consequence,
        -105,
        16,
        by="authority",
        ruling_id=ruling.id,
        kind="imprisonment",
        amount="Two months",
        reasons="The assault was serious and nothing of the order's purpose was reached.",
        nothing_less="A fine cannot be paid, and another order would be refused like this one.",
        credit="28 hours worked and four months kept, credited as 30 days.",
        decided_on=story.day(-105),
    )


def a_comment_is_invited(cast):
    """A report about Tomas is being written; before anybody reads it he can say how he sees it (rules 29, 64)."""
    story = Breach(cast)
    story.case_id = CaseRecord.objects.values_list("id", flat=True).get(person__user=cast.users["person"])
    failed = Appointment.objects.filter(case_id=story.case_id, outcome__in=FAILURES).order_by("starts_at")
    failures = [
        story.do(note_failure, -4, 8, appointment_id=row.id, happened_at=None, manner=row.entry.text)
        for row in failed.select_related("entry")
    ]
    story.begin(-2, failures, "The second meeting within a month that was missed in part or wholly, after a warning.")
