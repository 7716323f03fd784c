"""What the press brings to the composition: the documents of a case, and one's own record on paper."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.access.kinds import register_kinds
from cases.access.roles import Act
from cases.composition import Panel, Tab, composition
from cases.history.verify_files import register_stored
from reports.models import Document

register_kinds(
    {
        "document": _("a document"),
        "own_document": _("a copy of one’s own record on paper"),
        "figures": _("the figures of a year"),
    }
)
register_stored(Document, "file_hash", "file__data", when=Q(state=Document.State.READY))
composition.tabs.append(Tab(_("Documents"), "reports:documents", Act.READ_CASE, place=8))
composition.own_copies.append(lambda door: Panel("reports/_own_copy.html", {}))
