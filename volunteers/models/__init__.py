"""The nouns of the volunteers floor."""

from volunteers.models.organisation import Agreement, PartnerMember, PartnerOrganisation
from volunteers.models.task import Task, TaskKind, VisitNote, VolunteerAssignment
from volunteers.models.volunteer import Volunteer, VolunteerCheck

__all__ = [
    "Agreement",
    "PartnerMember",
    "PartnerOrganisation",
    "Task",
    "TaskKind",
    "VisitNote",
    "Volunteer",
    "VolunteerAssignment",
    "VolunteerCheck",
]
