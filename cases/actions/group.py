"""One note on several people at once, as after a group session: each record gets its own, and names nobody else."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from cases.actions.entries import add_entry
from cases.disclosure.likeness import Text, name_in, words_of
from cases.models.caserecord import CaseRecord
from cases.models.entry import NOTE_LENGTH


def write_for_group(*, by, now, lines, text, **fields):
    """Write the same entry in each of several cases, with the line that is about this person alone.

    `lines` gives each case's key its line, or nothing. One action a case, all of them or none. Returns the entries.
    Raises ValidationError where nobody is chosen, and at `text` or `line_<case>` where a record would name another
    person of the group (rule 8); Http404 where one of the cases is not the visitor's.
    """
    if not lines:
        raise ValidationError(_("Choose at least one person this note is about."))
    _names_nobody_else(lines, " ".join((text, fields.get("source", ""), fields.get("serves", ""))))
    whole = {case_id: "\n\n".join(filter(None, (text, line))) for case_id, line in lines.items()}
    if too_long := [case_id for case_id, note in whole.items() if len(note) > NOTE_LENGTH]:
        message = _("With the common text this is too long: at most 12,000 characters together. Shorten one of them.")
        raise ValidationError({f"line_{case_id}": message for case_id in too_long})
    with transaction.atomic():
        return [add_entry(by=by, now=now, case_id=case_id, text=note, **fields) for case_id, note in whole.items()]


def _names_nobody_else(lines, common):
    cases = CaseRecord.objects.filter(pk__in=lines).select_related("person")
    names = {case.id: f"{case.person.given_names} {case.person.family_name}" for case in cases}
    read, errors = Text(common), {}
    for case_id, line in lines.items():
        own, own_line = frozenset(words_of(names.get(case_id, ""))), Text(line)
        for name in (name for other, name in names.items() if other != case_id):
            if name_in(read, name, own) is not None:
                errors["text"] = _(
                    "This names somebody of the group: the others can read it. Say it in their own line."
                )
            if name_in(own_line, name, own) is not None:
                errors[f"line_{case_id}"] = _("This names somebody else of the group. Leave the name out.")
    if errors:
        raise ValidationError(errors)
