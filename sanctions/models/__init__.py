"""The nouns of the sanctions floor."""

from sanctions.models.appointment import Appointment
from sanctions.models.authority import AuthorityMember, DecidingAuthority, Power
from sanctions.models.catalogue import AdmittedCondition, ConditionType, SanctionType
from sanctions.models.condition import Condition
from sanctions.models.hours import HourLine
from sanctions.models.sanction import Decision, OrderQuery, Sanction

__all__ = [
    "AdmittedCondition",
    "Appointment",
    "AuthorityMember",
    "Condition",
    "ConditionType",
    "DecidingAuthority",
    "Decision",
    "HourLine",
    "OrderQuery",
    "Power",
    "Sanction",
    "SanctionType",
]
