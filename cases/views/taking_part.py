"""What a person needs to take part, said before they are told, met or sent something (rules 7, 30)."""

from django.utils.translation import gettext as _

from cases.models.person import Person


def needs_of(person) -> list[str]:
    """One sentence for each need, of a record or of what is shown of it; none where nothing special is needed."""
    found = []
    if person.interpreter:
        found.append(_("Speaks %(language)s and needs an interpreter.") % {"language": person.language_label})
    if person.reads != Person.Reads.ORDINARY:
        found.append(_("Reads best: %(how)s.") % {"how": person.reads_label})
    if person.reading_need:
        found.append(_("Help with reading: %(need)s") % {"need": person.reading_need})
    if person.disability_need:
        found.append(_("Because of a disability: %(need)s") % {"need": person.disability_need})
    return found
