"""The nouns of the ground floor, one to a file (and the ledger's tables, which are no nouns)."""

from cases.access.grants import CaseGrant, UnitGrant
from cases.history.tables import Action, Leaf, LeafForm, Look, RootKey, Seal, SealQueue
from cases.jobs.table import Job
from cases.models.alert import Alert
from cases.models.assessment import CaseAssessment, VictimAssessment
from cases.models.break_glass import BreakGlass
from cases.models.caserecord import Assignment, CaseRecord
from cases.models.consent import ConsentPurpose, VictimConsent
from cases.models.contest import Contest
from cases.models.deadline import Deadline
from cases.models.destruction import Destruction, Erased
from cases.models.disclosure import DisclosureRequest, LegalGround, OffenceClass
from cases.models.disclosure_made import Deferral, DisclosureFile, DisclosureItem, DisclosureMade, DisclosureStep
from cases.models.draft import Draft
from cases.models.duplicate import PersonJoin, PossibleMatch
from cases.models.entry import Entry, OthersSegment
from cases.models.exclusion import Exclusion, Named, Restriction
from cases.models.explanation import Explanation
from cases.models.instrument import Instrument
from cases.models.jurisdiction import Jurisdiction
from cases.models.mandate import Mandate
from cases.models.message import Message
from cases.models.needs import NeedsSummary
from cases.models.origin import CaseImport, Origin
from cases.models.own_login import OwnLogin
from cases.models.person import ContactPoint, Person
from cases.models.recipient import Omission, RecipientNotice
from cases.models.referral import Referral, VictimReferral
from cases.models.release import Blackening, FileTerm, ReleaseCopy
from cases.models.removal import Carrier, ErasureOrder, Incident, IncidentViewer, Removal
from cases.models.retention import Hold, RetentionRule
from cases.models.retention_proposal import RetentionProposal
from cases.models.stored_file import StoredBytes, StoredFile
from cases.models.third_party import ShownAllTheSame, ThirdPartyIdentifier, VictimIdentifier
from cases.models.tie import Tie, TieMatch
from cases.models.unit import StaffMember, Unit
from cases.models.user import User
from cases.models.victim import ProtectiveInstruction, VictimContact
from cases.models.victim_notice import AgreedWork, VictimEvent, VictimNotice
from cases.models.withholding import Withholding, WithholdingGround
from cases.search.tables import FoundBy, KnownWord, SearchMade, TextOf

__all__ = [
    "Action",
    "AgreedWork",
    "Alert",
    "Assignment",
    "Blackening",
    "BreakGlass",
    "Carrier",
    "CaseAssessment",
    "CaseGrant",
    "CaseImport",
    "CaseRecord",
    "ConsentPurpose",
    "ContactPoint",
    "Contest",
    "Deadline",
    "Deferral",
    "Destruction",
    "DisclosureFile",
    "DisclosureItem",
    "DisclosureMade",
    "DisclosureRequest",
    "DisclosureStep",
    "Draft",
    "Entry",
    "Erased",
    "ErasureOrder",
    "Exclusion",
    "Explanation",
    "FileTerm",
    "FoundBy",
    "Hold",
    "Incident",
    "IncidentViewer",
    "Instrument",
    "Job",
    "Jurisdiction",
    "KnownWord",
    "Leaf",
    "LeafForm",
    "LegalGround",
    "Look",
    "Mandate",
    "Message",
    "NeedsSummary",
    "OffenceClass",
    "Omission",
    "Named",
    "Origin",
    "OthersSegment",
    "OwnLogin",
    "Person",
    "PersonJoin",
    "PossibleMatch",
    "ProtectiveInstruction",
    "Referral",
    "ReleaseCopy",
    "RecipientNotice",
    "Removal",
    "Restriction",
    "RetentionProposal",
    "RetentionRule",
    "RootKey",
    "Seal",
    "SealQueue",
    "SearchMade",
    "ShownAllTheSame",
    "StaffMember",
    "StoredBytes",
    "StoredFile",
    "TextOf",
    "ThirdPartyIdentifier",
    "Tie",
    "TieMatch",
    "Unit",
    "UnitGrant",
    "User",
    "VictimAssessment",
    "VictimConsent",
    "VictimContact",
    "VictimEvent",
    "VictimNotice",
    "VictimReferral",
    "Withholding",
    "WithholdingGround",
    "VictimIdentifier",
]
