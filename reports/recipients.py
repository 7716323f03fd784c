"""Who outside took a copy of the record away: told when something in it is corrected or disputed (rule 46)."""

from django.utils.translation import gettext as _

from cases.access.roles import Role
from cases.composition import EarlierRecipient
from reports.models import Document


def copies_taken(contest) -> list[EarlierRecipient]:
    """The copies that whoever acts for the person took; the person's own are theirs to put right."""
    made = Document.objects.filter(case_id=contest.case_id, role=Role.REPRESENTATIVE, state=Document.State.READY)
    return [
        EarlierRecipient(
            str(Role.REPRESENTATIVE.label), _("a copy of the record on paper"), document.id, document.made_at
        )
        for document in made.order_by("made_at", "id")
    ]
