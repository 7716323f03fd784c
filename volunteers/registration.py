"""What volunteers bring to pages of others, and partner organisations as recipients of what is disclosed."""

from cases.access.roles import Role
from cases.composition import composition
from cases.disclosure.recipients import register_recipients
from cases.models.disclosure import Asker
from cases.models.mandate import Part
from volunteers import recipients
from volunteers.models import Task
from volunteers.views.asking import helped_by, helpers_of, own_help


def tasks_of(case, person_goes):
    """The tasks of volunteers in a case are destroyed with it."""
    return Task.objects.filter(case=case).values_list("id", flat=True)


composition.hanging.append(tasks_of)
composition.overview.append(helped_by)
composition.help.append(helped_by)
composition.readers.append(helpers_of)
composition.own_sections.append(own_help)
composition.parts[own_help] = Part.RECORD
register_recipients(
    Asker.ORGANISATION,
    role=Role.AGENCY,
    listed=recipients.organisations,
    of_visitor=recipients.own_organisations,
    refusal=recipients.not_to_be_told,
)
