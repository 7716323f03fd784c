"""What is arranged so that the person can take part in an appointment: an interpreter, an adjustment (rule 30)."""

from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils.timezone import localdate

from cases.deadlines.limits import working_days_after, working_days_before
from cases.models.explanation import Explanation
from cases.models.jurisdiction import Jurisdiction
from cases.models.person import Person
from sanctions.models import NonComplianceReport

NOT_ARRANGED = Q(interpreter="", case__person__interpreter=True) | Q(arranged="") & ~Q(case__person__disability_need="")
# What the jurisdiction says of how long before it is arranged, read along with the rows.
LEAD = ("lead", "calendar")


def with_lead(rows):
    """Rows with how many working days before, or after, and by which calendar."""
    law = {"lead": "arrange_working_days", "calendar": "holiday_calendar"}
    return rows.annotate(**{name: Subquery(Jurisdiction.objects.values(field)[:1]) for name, field in law.items()})


def not_explained():
    """Reports that were served on somebody who takes part through others, and were not explained to them yet."""
    told = Explanation.objects.filter(about=OuterRef("pk"), content=Explanation.Content.REPORT)
    through_others = Q(case__person__interpreter=True) | Q(case__person__reads__in=Person.HEARS)
    return NonComplianceReport.objects.filter(~Exists(told), through_others, served_at__isnull=False)


def lacks(appointment, person) -> dict:
    """Which of the two is needed and not there: of records, or of what is shown of them."""
    return {
        "interpreter": bool(person.interpreter and not appointment.interpreter),
        "arranged": bool(person.disability_need and not appointment.arranged),
    }


def explain_by(report):
    """The last day on which a report that was served, read with its lead, is explained in time."""
    return working_days_after(localdate(report.served_at), report.lead, report.calendar)


def arrange_by(appointment):
    """The last day on which what is needed at an appointment, read with its lead, is arranged in time."""
    return working_days_before(localdate(appointment.starts_at), appointment.lead, appointment.calendar)
