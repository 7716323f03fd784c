"""What the ground itself brings to the composition, beside what higher floors register."""

from django.utils.translation import gettext_lazy as _

from cases.access.roles import Act
from cases.composition import Tab, composition
from cases.deadlines.keeping import register_step
from cases.deadlines.lists import due_to, overdue_in
from cases.history.names import name_rows, register_names
from cases.history.verify_files import register_stored
from cases.models.mandate import Part
from cases.models.person import Person
from cases.models.stored_file import StoredFile
from cases.models.unit import StaffMember
from cases.views import messages, own_sections, withholding
from cases.views.victims import protective_instruction


@register_names
def staff_names(keys):
    """Staff are known by the name of their post."""
    return name_rows(StaffMember.objects.filter(user_id__in=keys), "name")


@register_names
def person_names(keys):
    """The person is known by their family name."""
    return name_rows(Person.objects.filter(user_id__in=keys), "family_name")


composition.tabs += [
    Tab(_("Overview"), "cases:detail", Act.READ_CASE, place=1),
    Tab(_("Record"), "cases:record", Act.READ_CASE, place=2),
    Tab(_("Messages"), "cases:messages", Act.READ_CASE, place=7),
    Tab(_("Who looked"), "cases:looks", Act.READ_LOOKS, place=9),
]

register_stored(StoredFile, "digest", "content__data")
register_step("contest.answer", _("Answer to a disagreement"), _("Answer"), "cases:contest_answer")
register_step("message.answer", _("The person wrote a message"), _("Answer"), "cases:messages", about=False)
composition.overview.insert(0, protective_instruction)
composition.work += [due_to, withholding.waiting_for]
composition.team += [overdue_in, withholding.overdue_in]

# The ground's own come first, whatever the order in which the apps start.
composition.own_sections[:0] = [
    own_sections.identity,
    own_sections.contacts,
    own_sections.keepers,
    own_sections.mandates,
    own_sections.files,
    own_sections.explanations,
    messages.own_section,
    own_sections.contests,
    own_sections.entries,
]
composition.parts |= dict.fromkeys(
    (
        own_sections.contacts,
        own_sections.files,
        own_sections.explanations,
        messages.own_section,
        own_sections.contests,
        own_sections.entries,
    ),
    Part.RECORD,
)
