"""Limits in calendar or working days, over the jurisdiction's public holidays and in the service's own time zone."""

import datetime
from dataclasses import dataclass

import holidays
from django.utils.timezone import localdate

from cases.models.jurisdiction import Jurisdiction

WORKING, CALENDAR = "working", "calendar"


@dataclass(frozen=True)
class Limit:
    """How long something may take: the jurisdiction's field that says how many days, and which days count."""

    field: str
    days: str


# The limits a jurisdiction sets (practice: 5 working days to comment, 10 to report, 30 days to appeal, …).
LIMITS = {
    "contest.answer": Limit("contest_answer_days", CALENDAR),
    "contest.ask_review": Limit("contest_review_ask_days", CALENDAR),
    "contest.review": Limit("contest_review_days", CALENDAR),
    "recipient.tell": Limit("recipient_notice_working_days", WORKING),
    "message.answer": Limit("message_working_days", WORKING),
    "removal.decide": Limit("removal_working_days", WORKING),
    "break_glass.review": Limit("break_glass_review_working_days", WORKING),
    "erasure.carry_out": Limit("erasure_days", CALENDAR),
    "recording.review": Limit("recording_review_days", CALENDAR),
    "file.review": Limit("file_review_days", CALENDAR),
    "release.check": Limit("release_check_working_days", WORKING),
    "order.answer": Limit("order_query_days", CALENDAR),
    "failure.decide": Limit("failure_working_days", WORKING),
    "comment.make": Limit("comment_working_days", WORKING),
    "report.submit": Limit("report_working_days", WORKING),
    "report.correct": Limit("report_working_days", WORKING),
    "report.check": Limit("report_check_working_days", WORKING),
    "transcript.check": Limit("report_check_working_days", WORKING),
    "report.serve": Limit("urgent_service_working_days", WORKING),
    "hearing.set": Limit("hearing_working_days", WORKING),
    "ruling.make": Limit("ruling_working_days", WORKING),
    "application.view": Limit("application_view_working_days", WORKING),
    "application.comment": Limit("comment_working_days", WORKING),
    "application.decide": Limit("application_decision_working_days", WORKING),
    "consent.ask": Limit("consent_working_days", WORKING),
    "change.carry_out": Limit("change_working_days", WORKING),
    "ruling.appeal": Limit("appeal_days", CALENDAR),
    "complaint.admit": Limit("complaint_admission_working_days", WORKING),
    "complaint.decide": Limit("complaint_decision_working_days", WORKING),
    "complaint.appeal": Limit("complaint_appeal_working_days", WORKING),
    "disclosure.answer": Limit("disclosure_answer_working_days", WORKING),
    "disclosure.approve": Limit("disclosure_approval_working_days", WORKING),
    "withholding.decide": Limit("withholding_decision_working_days", WORKING),
}


def limit_from(day: datetime.date | datetime.datetime, code: str, jurisdiction=None) -> datetime.date:
    """The last day of a limit that begins after `day` (a moment counts as the service's own day)."""
    jurisdiction = jurisdiction or Jurisdiction.objects.get()
    limit = LIMITS[code]
    count = getattr(jurisdiction, limit.field)
    day = localdate(day) if isinstance(day, datetime.datetime) else day
    if limit.days == CALENDAR:
        return day + datetime.timedelta(days=count)
    return working_days_after(day, count, jurisdiction.holiday_calendar)


def working_days_after(day: datetime.date, count: int, calendar: str) -> datetime.date:
    """The day on which `count` working days have passed after `day`; `calendar` is a country's code."""
    return _counted(day, count, calendar, datetime.timedelta(days=1))


def working_days_before(day: datetime.date, count: int, calendar: str) -> datetime.date:
    """The day from which `count` working days are left before `day`."""
    return _counted(day, count, calendar, datetime.timedelta(days=-1))


def _counted(day, count, calendar, step):
    free = holidays.country_holidays(calendar) if calendar in holidays.list_supported_countries() else ()
    while count:
        day += step
        if day.weekday() < 5 and day not in free:
            count -= 1
    return day
