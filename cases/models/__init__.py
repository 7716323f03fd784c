"""The nouns of the ground floor, one to a file (and the ledger's tables, which are no nouns)."""

from cases.access.grants import CaseGrant, UnitGrant
from cases.history.tables import Action, Leaf, LeafForm, Look, RootKey, Seal, SealQueue
from cases.jobs.table import Job
from cases.models.alert import Alert
from cases.models.caserecord import Assignment, CaseRecord
from cases.models.contest import Contest
from cases.models.deadline import Deadline
from cases.models.draft import Draft
from cases.models.entry import Entry, OthersSegment
from cases.models.exclusion import Exclusion
from cases.models.explanation import Explanation
from cases.models.jurisdiction import Jurisdiction
from cases.models.mandate import Mandate
from cases.models.message import Message
from cases.models.own_login import OwnLogin
from cases.models.person import ContactPoint, Person
from cases.models.retention import Hold, RetentionRule
from cases.models.stored_file import StoredBytes, StoredFile
from cases.models.third_party import ShownAllTheSame, ThirdPartyIdentifier, VictimIdentifier
from cases.models.unit import StaffMember, Unit
from cases.models.user import User
from cases.models.victim import ProtectiveInstruction, VictimContact
from cases.models.withholding import Withholding, WithholdingGround

__all__ = [
    "Action",
    "Alert",
    "Assignment",
    "CaseGrant",
    "CaseRecord",
    "ContactPoint",
    "Contest",
    "Deadline",
    "Draft",
    "Entry",
    "Exclusion",
    "Explanation",
    "Hold",
    "Job",
    "Jurisdiction",
    "Leaf",
    "LeafForm",
    "Look",
    "Mandate",
    "Message",
    "OthersSegment",
    "OwnLogin",
    "Person",
    "ProtectiveInstruction",
    "RetentionRule",
    "RootKey",
    "Seal",
    "SealQueue",
    "ShownAllTheSame",
    "StaffMember",
    "StoredBytes",
    "StoredFile",
    "ThirdPartyIdentifier",
    "Unit",
    "UnitGrant",
    "User",
    "VictimContact",
    "Withholding",
    "WithholdingGround",
    "VictimIdentifier",
]
