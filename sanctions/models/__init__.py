"""The nouns of the sanctions floor."""

from sanctions.models.acknowledgement import Acknowledgement
from sanctions.models.application import Application, ApplicationComment, ServiceView
from sanctions.models.application_decision import ApplicationDecision
from sanctions.models.appointment import Appointment
from sanctions.models.authority import AuthorityMember, DecidingAuthority, Power
from sanctions.models.catalogue import AdmittedCondition, ConditionType, SanctionType
from sanctions.models.condition import Condition
from sanctions.models.consent import PersonConsent
from sanctions.models.hearing import FactRequest, Hearing
from sanctions.models.hours import HourLine
from sanctions.models.noncompliance import Allegation, AllegedFailure, Comment, NonComplianceReport
from sanctions.models.passage import DraftPassage, Passage, ReportPassage, UnseenPassage
from sanctions.models.placement import Placement
from sanctions.models.reparation import ReparationLine
from sanctions.models.ruling import Consequence, FactFinding, Ruling, RulingDelivery
from sanctions.models.sanction import Decision, OrderQuery, Sanction
from sanctions.models.transcript import RulingTranscript, TranscriptFinding

__all__ = [
    "Acknowledgement",
    "AdmittedCondition",
    "Allegation",
    "AllegedFailure",
    "Application",
    "ApplicationComment",
    "ApplicationDecision",
    "Appointment",
    "AuthorityMember",
    "Comment",
    "Condition",
    "ConditionType",
    "Consequence",
    "DecidingAuthority",
    "Decision",
    "DraftPassage",
    "FactFinding",
    "FactRequest",
    "Hearing",
    "HourLine",
    "NonComplianceReport",
    "OrderQuery",
    "Passage",
    "PersonConsent",
    "Placement",
    "Power",
    "ReparationLine",
    "ReportPassage",
    "Ruling",
    "RulingDelivery",
    "RulingTranscript",
    "Sanction",
    "SanctionType",
    "ServiceView",
    "TranscriptFinding",
    "UnseenPassage",
]
