"""What the press brings to the composition: the documents of a case, and one's own record on paper."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.access.kinds import register_kinds
from cases.access.roles import Act
from cases.composition import Panel, Tab, composition
from cases.history.verify_files import register_stored
from cases.models.disclosure_made import DisclosureMade
from reports.actions import removed  # noqa: F401 (says which documents leave with an entry)
from reports.actions.disclosing import who_was_sent
from reports.models import Document
from reports.recipients import copies_taken

register_kinds(
    {
        "document": _("a document"),
        "own_document": _("a copy of one’s own record on paper"),
        "figures": _("the figures of a year"),
    }
)
register_stored(Document, "file_hash", "file__data", when=Q(state=Document.State.READY))
register_stored(DisclosureMade, "file_hash", "file__data")
composition.tabs.append(Tab(_("Disclosures"), "cases:disclosures", Act.READ_CASE, place=8))
composition.tabs.append(Tab(_("Documents"), "reports:documents", Act.READ_CASE, place=8))
composition.recipients.append(copies_taken)
composition.own_copies.append(lambda door: Panel("reports/_own_copy.html", {}))
composition.recipients.append(who_was_sent)
