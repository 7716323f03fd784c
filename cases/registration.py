"""What the ground itself brings to the composition, beside what higher floors register."""

from django.utils.translation import gettext_lazy as _

from cases.access import reach  # noqa: F401 (says who reaches incidents and matches)
from cases.access.roles import Act
from cases.actions import needs, terms, victim_events
from cases.actions.filing import REVIEWS
from cases.actions.victim_words import of_the_person
from cases.composition import Contestable, Tab, composition
from cases.deadlines.keeping import register_step
from cases.deadlines.lists import due_to, overdue_in
from cases.disclosure.offers import register_part
from cases.history.names import name_rows, register_names
from cases.history.verify_files import register_stored
from cases.models.assessment import CaseAssessment
from cases.models.caserecord import CaseRecord
from cases.models.contest import ENTRIES
from cases.models.entry import Entry
from cases.models.mandate import Part
from cases.models.needs import NeedsSummary
from cases.models.person import ContactPoint, Person
from cases.models.referral import Referral
from cases.models.stored_file import StoredFile
from cases.models.unit import StaffMember
from cases.views import limits, messages, own_needs, own_sections, own_words, retention, ties, withholding
from cases.views.emergencies import overview_emergencies, own_emergencies
from cases.views.needs import overview_needs
from cases.views.origins import overview_origin, own_origin
from cases.views.own_disclosures import own_disclosures
from cases.views.same_person import other_records
from cases.views.taken_out import overview_removals, own_removals
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
    Tab(_("Needs"), "cases:needs", Act.READ_CASE, place=5),
    Tab(_("Files"), "cases:files", Act.READ_CASE, place=6),
    Tab(_("Messages"), "cases:messages", Act.READ_CASE, place=7),
    Tab(_("Who may know"), "cases:limits", Act.READ_LIMITS, place=8),
    Tab(_("Who looked"), "cases:looks", Act.READ_LOOKS, place=9),
]

register_part(
    "person",
    _("The person"),
    Person,
    lambda case_id: Person.objects.filter(case_records=case_id),
    place=1,
)
register_part(
    "case", _("The case"), CaseRecord, lambda case_id: CaseRecord.objects.filter(id=case_id), links=("unit",), place=2
)
register_stored(StoredFile, "digest", "content__data")
register_step("contest.answer", _("Answer to a disagreement"), _("Answer"), "cases:contest_answer")
register_step("disclosure.answer", _("Somebody asks for information"), _("Answer"), "cases:disclosure_request")
register_step(
    "disclosure.approve", _("Something is to be sent that a manager approves"), _("Decide"), "cases:disclosure_approve"
)
register_step(
    "deferral.review",
    _("The person is not told of something that was sent: look again"),
    _("Look"),
    "cases:deferral_review",
)
register_step("contest.review", _("Review of an answer to a disagreement"), _("Review"), "cases:contest_review")
register_step(
    "recipient.tell",
    _("Somebody got what was corrected or is disputed, and was not told yet"),
    _("Tell them"),
    "cases:recipients",
)
register_step("removal.decide", _("An entry is proposed to leave the record"), _("Decide"), "cases:removal_decide")
register_step("release.check", _("A copy of a file waits to leave"), _("Check"), "cases:release_decide")
register_step(
    needs.PASS_ON, _("Answers ask for a social worker"), _("Pass it on or say why not"), "cases:referral_pass_on"
)
register_step(needs.ASK_AFTER, _("What came of a referral?"), _("Ask, and record it"), "cases:referral_answer")
for review in REVIEWS:
    register_step(review, _("Is a file still needed?"), _("Look"), "cases:file_review", on_its_day=True)
register_step("break_glass.review", _("Opened in an emergency"), _("Look at it"), "cases:emergency_review")
register_step("message.answer", _("The person wrote a message"), _("Answer"), "cases:messages", about=False)
composition.hanging.append(terms.hanging_here)
composition.work.append(retention.waiting_for)
composition.overview[:0] = [protective_instruction, overview_emergencies, overview_removals]
composition.overview += [overview_needs, overview_origin, other_records]
composition.about_the_person.append(of_the_person)
composition.case_events.append(victim_events.handed_over)
composition.work += [due_to, withholding.waiting_for, limits.waiting_for, limits.unsettled_for, ties.waiting_for]
composition.team += [overdue_in, withholding.overdue_in]

# The ground's own come first, whatever the order in which the apps start.
composition.own_sections[:0] = [
    own_sections.identity,
    own_origin,
    own_sections.contacts,
    own_sections.keepers,
    own_sections.mandates,
    own_sections.files,
    own_sections.explanations,
    own_needs.summaries,
    own_needs.assessments,
    own_needs.referrals,
    messages.own_section,
    own_words.contests,
    own_removals,
    own_disclosures,
    own_emergencies,
    own_sections.entries,
]
composition.parts |= dict.fromkeys(
    (
        own_origin,
        own_sections.contacts,
        own_sections.files,
        own_sections.explanations,
        own_needs.summaries,
        own_needs.assessments,
        own_needs.referrals,
        messages.own_section,
        own_words.contests,
        own_removals,
        own_disclosures,
        own_emergencies,
        own_sections.entries,
    ),
    Part.RECORD,
)
PERSON = ("given_names", "family_name", "name_in_latin", "birth_date", "nationality", "language")
NEEDS = ("reading_need", "disability_need")
composition.contestables |= {
    ENTRIES: Contestable(
        own_sections.entries,
        Entry,
        own_sections.the_entry,
        authors=("author__user_id",),
        corrects=frozenset({"text"}),
    ),
    "needs": own_sections.contestable(own_needs.summaries, NeedsSummary),
    "assessments": own_sections.contestable(own_needs.assessments, CaseAssessment, text="notes"),
    "referrals": own_sections.contestable(own_needs.referrals, Referral, text="help_given"),
    "identity": own_sections.contestable(own_sections.identity, Person, corrects=frozenset(PERSON + NEEDS)),
    "contacts": own_sections.contestable(
        own_sections.contacts, ContactPoint, text="value", corrects=frozenset({"value"})
    ),
}
