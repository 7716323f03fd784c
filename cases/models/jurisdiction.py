"""What a country brings: limits, holidays and texts as data (law 12)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.disclosure.purposes import EVERYBODY
from cases.history.record import Record


class Jurisdiction(Record):
    """The country's data. One row is in use; the demo ships a fictional one."""

    reached_by = "service"

    name = models.CharField(_("name"), max_length=120)
    holiday_calendar = models.CharField(_("public holidays of"), max_length=10, help_text=_("Country code."))
    adult_age = models.PositiveSmallIntegerField(_("age of adulthood"), default=18)
    contest_answer_days = models.PositiveSmallIntegerField(_("days to answer a disagreement"), default=30)
    contest_review_ask_days = models.PositiveSmallIntegerField(
        _("days to ask for the review of an answer to a disagreement"), default=30
    )
    contest_review_days = models.PositiveSmallIntegerField(_("days to review an answer to a disagreement"), default=30)
    recipient_notice_working_days = models.PositiveSmallIntegerField(
        _("working days to tell whoever got what was corrected or is disputed"), default=5
    )
    message_working_days = models.PositiveSmallIntegerField(_("working days to answer a message"), default=3)
    silent_case_days = models.PositiveSmallIntegerField(_("days without an entry before a case is listed"), default=28)
    unshared_entry_days = models.PositiveSmallIntegerField(_("days before an unshared entry is listed"), default=28)
    arrange_working_days = models.PositiveSmallIntegerField(
        _("working days before a meeting by which an interpreter, or what somebody needs, is arranged"), default=3
    )
    removal_working_days = models.PositiveSmallIntegerField(
        _("working days to decide whether an entry leaves a record"), default=5
    )
    erasure_days = models.PositiveSmallIntegerField(_("days until a removed entry is erased"), default=30)
    recording_review_days = models.PositiveSmallIntegerField(_("days until a recording is looked at again"), default=90)
    file_review_days = models.PositiveSmallIntegerField(_("days until another file is looked at again"), default=365)
    release_check_working_days = models.PositiveSmallIntegerField(
        _("working days to check a copy before it leaves"), default=3
    )
    break_glass_minutes = models.PositiveSmallIntegerField(_("minutes a record stays open in an emergency"), default=30)
    break_glass_review_working_days = models.PositiveSmallIntegerField(
        _("working days to look at what was opened in an emergency"), default=2
    )
    comment_working_days = models.PositiveSmallIntegerField(_("working days to comment on a failure"), default=5)
    counting_failures = models.PositiveSmallIntegerField(_("failures that propose a report"), default=2)
    counting_months = models.PositiveSmallIntegerField(_("months that count"), default=12)
    order_query_days = models.PositiveSmallIntegerField(_("days for a court to answer a query"), default=14)
    failure_working_days = models.PositiveSmallIntegerField(_("working days to decide about a failure"), default=2)
    report_working_days = models.PositiveSmallIntegerField(
        _("working days to report a significant failure"), default=10
    )
    report_check_working_days = models.PositiveSmallIntegerField(_("working days to check a report"), default=2)
    urgent_service_working_days = models.PositiveSmallIntegerField(
        _("working days to serve an urgent report"), default=2
    )
    hearing_working_days = models.PositiveSmallIntegerField(_("working days to a first hearing"), default=20)
    ruling_working_days = models.PositiveSmallIntegerField(_("working days to a ruling"), default=25)
    application_view_working_days = models.PositiveSmallIntegerField(
        _("working days for the service's view of an application"), default=10
    )
    application_decision_working_days = models.PositiveSmallIntegerField(
        _("working days to decide an application"), default=30
    )
    consent_working_days = models.PositiveSmallIntegerField(
        _("working days to ask for an agreement that an order needs"), default=5
    )
    change_working_days = models.PositiveSmallIntegerField(
        _("working days to carry out what an authority changed"), default=5
    )
    appeal_days = models.PositiveSmallIntegerField(_("days to appeal"), default=30)
    complaint_admission_working_days = models.PositiveSmallIntegerField(
        _("working days to say whether a complaint is admissible"), default=5
    )
    complaint_decision_working_days = models.PositiveSmallIntegerField(
        _("working days to decide a complaint"), default=25
    )
    complaint_appeal_working_days = models.PositiveSmallIntegerField(
        _("working days to appeal against a decision about a complaint"), default=20
    )

    withholding_decision_working_days = models.PositiveSmallIntegerField(
        _("working days to decide what is withheld"), default=5
    )
    disclosure_answer_working_days = models.PositiveSmallIntegerField(
        _("working days to answer a request for information"), default=10
    )
    disclosure_approval_working_days = models.PositiveSmallIntegerField(
        _("working days to approve a disclosure"), default=3
    )
    names_in_looks = models.BooleanField(_("the person reads the names of staff who looked"), default=False)

    most_cases_an_hour = models.PositiveSmallIntegerField(
        _("cases one member of staff opens in an hour before it is noticed"), default=40
    )

    class Meta:
        verbose_name = _("jurisdiction")
        verbose_name_plural = _("jurisdictions")

    class Disclosure:
        name = EVERYBODY
        holiday_calendar = EVERYBODY
        adult_age = EVERYBODY
        contest_answer_days = EVERYBODY
        contest_review_ask_days = EVERYBODY
        contest_review_days = EVERYBODY
        recipient_notice_working_days = EVERYBODY
        message_working_days = EVERYBODY
        silent_case_days = EVERYBODY
        unshared_entry_days = EVERYBODY
        arrange_working_days = EVERYBODY
        removal_working_days = EVERYBODY
        break_glass_minutes = EVERYBODY
        break_glass_review_working_days = EVERYBODY
        erasure_days = EVERYBODY
        recording_review_days = EVERYBODY
        file_review_days = EVERYBODY
        release_check_working_days = EVERYBODY
        comment_working_days = EVERYBODY
        counting_failures = EVERYBODY
        counting_months = EVERYBODY
        order_query_days = EVERYBODY
        failure_working_days = EVERYBODY
        report_working_days = EVERYBODY
        report_check_working_days = EVERYBODY
        urgent_service_working_days = EVERYBODY
        hearing_working_days = EVERYBODY
        ruling_working_days = EVERYBODY
        application_view_working_days = EVERYBODY
        application_decision_working_days = EVERYBODY
        consent_working_days = EVERYBODY
        change_working_days = EVERYBODY
        appeal_days = EVERYBODY
        complaint_admission_working_days = EVERYBODY
        complaint_decision_working_days = EVERYBODY
        complaint_appeal_working_days = EVERYBODY
        withholding_decision_working_days = EVERYBODY
        disclosure_answer_working_days = EVERYBODY
        disclosure_approval_working_days = EVERYBODY
        names_in_looks = EVERYBODY
        most_cases_an_hour = EVERYBODY

    def __str__(self):
        return self.name
