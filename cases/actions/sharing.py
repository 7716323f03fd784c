"""Sharing with the person what was written: read and explained, by whom, in which language (rules 28, 44, 61)."""

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.access.roles import Act
from cases.actions.explaining import write_explanations
from cases.actions.verb import keep, verb
from cases.composition import composition
from cases.models.entry import Entry
from cases.models.explanation import Explanation
from cases.models.withholding import Withholding

Content = Explanation.Content
MEANWHILE = gettext_lazy("An entry was changed or shared meanwhile. Read the list again, then choose.")


def not_shared(now):
    """The entries that nobody has shared with the person yet, less those that are withheld from them."""
    withheld = Withholding.objects.in_force(now).filter(entry=OuterRef("pk"))
    return Entry.objects.filter(~Exists(withheld), shared_on=None)


def papers_not_shared(door) -> dict:
    """Key to title of what higher floors have written about the person and nobody has explained to them yet."""
    told = Explanation.objects.filter(case_id=door.case_id, content=Content.REPORT).values_list("about", flat=True)
    told = set(told)
    return {key: title for source in composition.papers for key, title in source(door) if key not in told}


@verb("case.share", Act.KEEP_CASE)
def share(*, door, now, entries=(), papers=(), **explained):
    """Record that these entries and papers were read with the person and explained. Returns the explanations.

    `entries` are (key, version) pairs as they were read: one that was changed since was not what the person heard.
    """
    if not entries and not papers:
        raise ValidationError(_("Choose what you shared."))
    found = {
        entry.id: entry for entry in not_shared(now).filter(case_id=door.case_id, id__in=[key for key, _v in entries])
    }
    if any(key not in found or found[key].version != version for key, version in entries):
        raise ValidationError({"entries": MEANWHILE})
    about = [(Content.RECORD, None)] if entries else []
    told = write_explanations(door, now, about + [(Content.REPORT, key) for key in papers], **explained)
    for entry in found.values():
        entry.shared_on = localdate(explained["explained_at"])
        keep(entry)
    return told
