"""The sections of the person's own record that the ground brings; page, print and copy are made from them (rule 45)."""

from dataclasses import replace
from datetime import date

from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cases.composition import Contestable, Item, Section, composition
from cases.disclosure.view import disclosed, disclosed_one
from cases.files.kinds import ENDINGS
from cases.models.caserecord import Assignment, CaseRecord
from cases.models.entry import Entry, OthersSegment
from cases.models.explanation import Explanation
from cases.models.mandate import Mandate, parts_of
from cases.models.person import ContactPoint
from cases.models.stored_file import StoredFile
from cases.models.withholding import Withholding
from cases.views.own_words import words_beside, words_by_item
from cases.views.words import in_a_row, in_full, in_size, in_words

PAGE = 10
# Of any other part, the page shows this many; the copy has them all.
MOST = 20


def own_record(door) -> list[Section]:
    """The whole record as the person may have it, section by section, their own words beside what they are about."""
    beside = words_by_item(door)
    makers = composition.covered(composition.own_sections, door)
    return [with_items(section(door), beside) for section in makers]


def parted(sections) -> tuple[list[Section], str]:
    """The sections that say something, and the titles of those in which nothing is written, in a row."""
    said = [section for section in sections if section.items or section.withheld]
    return said, in_a_row(section.title for section in sections if section not in said)


def with_items(section, beside) -> Section:
    """The section with every item as an Item, whatever its app brought, and beside it the person's words."""
    items = [_with_words(as_item(item), beside.get(section.key, {})) for item in section.items]
    withheld = section.withheld or any(item.withheld for item in items)
    return Section(section.key, section.title, items, withheld)


def _with_words(item, beside):
    return replace(item, words=beside[item.key]) if item.key in beside else item


def _in_words(item, title):
    """The item as it is read: what is contested is kept as it stood, in words."""
    facts = [(name, label, in_words(value)) for name, label, value in item.facts]
    return replace(item, title=str(item.title or title), facts=facts)


def contestable(section, model, **given) -> Contestable:
    """A section whose items, or the fields of each, the person may contest."""

    def one(door, key):
        found = section(door)
        return next((_in_words(item, found.title) for item in map(as_item, found.items) if item.key == key), None)

    return Contestable(section, model, one, **given)


def as_item(shown) -> Item:
    """An Item; a Disclosed object becomes one field by field, under its kind and first date, or the type it is of."""
    if isinstance(shown, Item):
        return shown
    item = Item("", [fact for fact in shown.facts() if fact[2] not in (None, "")], key=shown.id)
    day = in_full(next((value for _name, _label, value in item.facts if isinstance(value, date)), None))
    of_type = next((value for name, _label, value in item.facts if name.endswith("_type")), None)
    kind = item.fact("kind")
    return replace(item, title=capfirst(in_a_row((kind, day)) if kind else of_type or day))


def _if_any(name, label, value):
    """A fact whose absence says nothing: it is left out rather than said to be missing."""
    return [(name, label, value)] if value else []


def identity(door) -> Section:
    """Who the record is about, and what they need to take part."""
    case = CaseRecord.objects.filter(pk=door.case_id)
    shown = disclosed_one(case, door.purpose, door.visitor, "person", "unit")
    person = shown.person
    labels = _in_your_words()
    facts = [(name, labels.get(name, label), value) for name, label, value in person.facts() if value != ""]
    facts += [("case", _("Case number"), shown.reference)]
    facts += [
        ("opened_on", _("Record opened on"), shown.opened_on),
        *_if_any("ended_on", _("Ended on"), shown.ended_on),
    ]
    return Section("identity", _("Who you are and what you need"), [Item("", facts, key=person.id)])


def mandates(door) -> Section:
    """Who may read the record for the person, and on which paper."""
    held = Mandate.objects.filter(case_id=door.case_id).order_by("-id")
    items = [
        Item(
            shown.name,
            [
                ("capacity", _("Acts as"), shown.capacity_label),
                ("scope", _("What it covers"), shown.scope),
                ("parts", _("Parts of the record"), in_a_row(part.label for part in parts_of(shown))),
                ("document", _("Paper"), shown.document),
                ("starts_at", _("From"), shown.starts_at),
                *_if_any("ends_at", _("Until"), shown.ends_at),
            ],
            key=shown.id,
        )
        for shown in disclosed(held, door.purpose, door.visitor)
    ]
    return Section("mandates", _("Who acts for you"), items)


def files(door) -> Section:
    """Files that are kept with the record, less those that show other people (rule 8)."""
    kept = StoredFile.objects.known_for(door.purpose).filter(case_id=door.case_id).order_by("-id")
    items = [
        Item(
            capfirst(shown.category_label),
            [
                *_if_any("description", _("What it shows or says"), shown.description),
                *_if_any("recorded_by", _("Recorded or written by"), shown.recorded_by),
                *_if_any("recorded_at", _("Recorded or written on"), shown.recorded_at),
                ("stored_at", _("Kept since"), shown.stored_at),
                ("stored_by", _("Kept by"), shown.stored_by.name if shown.stored_by else _("handed in by you")),
                ("media_type", _("Type and size"), in_a_row((ENDINGS[shown.media_type].upper(), in_size(shown.size)))),
            ],
            key=shown.id,
        )
        for shown in disclosed(kept, door.purpose, door.visitor, "stored_by")
    ]
    return Section("files", _("Files kept with your record"), items)


def _told(explanation):
    return {
        Explanation.Content.RIGHTS: _("Your rights, what goes on as before, and how to complain"),
        Explanation.Content.OBLIGATIONS: _("Each condition and what you must do"),
        Explanation.Content.CONSEQUENCES: _("What follows if a condition is not kept"),
        Explanation.Content.RETURN: _("When you may be brought back before the court"),
        Explanation.Content.RECORD: _("What was written in your record"),
        Explanation.Content.REPORT: _("A report about you"),
    }[explanation.content]


def _in_your_words():
    """What the person needs, said to them and not about them."""
    return {
        "language": _("The language you understand best"),
        "interpreter": _("You need an interpreter"),
        "reads": _("How you read best"),
        "reading_need": _("Help you need with reading"),
        "disability_need": _("What you need because of a disability"),
    }


def contacts(door) -> Section:
    """Addresses and numbers, with when they held and were verified."""
    points = ContactPoint.objects.filter(person__case_records=door.case_id).order_by("-starts_on", "-id")
    items = []
    for point in disclosed(points, door.purpose, door.visitor):
        facts = [
            ("starts_on", _("From"), point.starts_on),
            *_if_any("ends_on", _("Until"), point.ends_on),
            ("verified_on", _("Verified on"), point.verified_on),
        ]
        named = {"label": point.kind_label.capitalize(), "value": point.value}
        items.append(Item(_("%(label)s: %(value)s") % named, facts, key=point.id))
    return Section("contacts", _("How to reach you"), items)


def keepers(door) -> Section:
    """Who keeps the record, and who kept it before."""
    kept = Assignment.objects.filter(case_id=door.case_id).order_by("-starts_at", "-id")
    items = [
        Item(
            each.staff.name,
            [
                ("unit", _("Unit"), each.staff.unit.name),
                ("phone", _("Telephone"), each.staff.phone or each.staff.unit.phone),
                ("starts_at", _("From"), each.starts_at),
                *_if_any("ends_at", _("Until"), each.ends_at),
            ],
        )
        for each in disclosed(kept, door.purpose, door.visitor, "staff", "staff__unit")
    ]
    return Section("keepers", _("Your officers"), items)


def explanations(door) -> Section:
    """What was explained to the person, by whom, in which language and through whom (rules 28, 61 and 62).

    What was explained on one occasion stands together.
    """
    told = Explanation.objects.filter(case_id=door.case_id).order_by("-explained_at", "id")
    occasions = {}
    for each in disclosed(told, door.purpose, door.visitor, "by"):
        facts = [
            ("explained_at", _("When"), each.explained_at),
            ("by", _("By whom"), each.by.name),
            ("language", _("Language"), each.language_label),
            ("interpreter", _("Interpreter"), each.interpreter or _("none")),
            ("how", _("How"), each.how_label),
            ("understood", _("How it was checked that you understood"), each.understood),
        ]
        occasions.setdefault(tuple(facts), []).append(_told(each))
    items = [
        Item(in_full(facts[0][2]), [("content", _("What was explained"), "\n".join(contents)), *facts])
        for facts, contents in occasions.items()
    ]
    return Section("explanations", _("What was explained to you"), items)


def entries(door, before=None, limit=None) -> Section:
    """What is written about the person, newest first, with their own words beside it. Two queries.

    `before` is the key of the entry to go on below. A part about others is announced, or not there at all.
    """
    found = own_entries(door).order_by("-happened_at", "-id")
    if before:
        at = Subquery(own_entries(door).filter(pk=before).values("happened_at"))
        found = found.filter(Q(happened_at__lt=at) | Q(happened_at=at, id__lt=before))
    extra = ("withheld", "closed")
    shown = disclosed(found[:limit], door.purpose, door.visitor, "author", "verified_by", extra=extra)
    beside = words_beside(door, [entry.id for entry in shown] if limit else None)
    items = [entry_item(entry, beside.get(entry.id, [])) for entry in shown]
    return Section("entries", _("What is written about you"), items, any(item.withheld for item in items))


def own_entries(door):
    """The entries of the person's record; what is hidden from them is not among these, in no count and on no page.

    Each knows whether a part of it is to be announced as withheld, or (`closed`) the whole of it.
    """
    announced = OthersSegment.objects.filter(entry=OuterRef("pk"), withheld_as=OthersSegment.Withheld.ANNOUNCED)
    withheld = Withholding.objects.filter(entry=OuterRef("pk"))
    now = door.visitor.now
    found = Entry.objects.filter(~Exists(withheld.hidden(now)), case_id=door.case_id)
    return found.annotate(withheld=Exists(announced), closed=Exists(withheld.announced(now)))


def entry_item(entry, words) -> Item:
    """One entry with who wrote it, when, from which source (the provenance every copy carries).

    Of one that is withheld as a whole, the day alone, so that it stands in its place, and the person's own words.
    """
    if entry.closed:
        day = [("happened_at", _("Happened on"), entry.happened_at)]
        return Item(_("An entry that is not shown to you"), day, "", words, True, entry.id)
    facts = [
        ("happened_at", _("Happened on"), entry.happened_at),
        ("nature", _("Fact, opinion or allegation"), entry.nature_label),
        ("author", _("Written by"), entry.author.name),
        ("recorded_at", _("Written on"), entry.recorded_at),
        ("source", _("Source"), entry.source),
        ("verified_on", _("Verified on"), entry.verified_on),
        ("verified_by", _("Verified by"), entry.verified_by and entry.verified_by.name),
        ("verified_how", _("How it was verified"), entry.verified_how),
        ("serves", _("What it is for"), entry.serves),
        ("shared_on", _("Explained to you on"), entry.shared_on),
    ]
    return Item(entry.kind_label, facts, entry.text, words, entry.withheld, entry.id)


def the_entry(door, key):
    """One entry that the person may read, as an Item; None for any other."""
    extra = ("withheld", "closed")
    rows = own_entries(door).filter(pk=key)
    shown = disclosed_one(rows, door.purpose, door.visitor, "author", "verified_by", extra=extra)
    return None if shown is None or shown.closed else entry_item(shown, words_beside(door, [key]).get(key, []))
