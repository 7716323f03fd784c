"""Putting together what a purpose allows, and no more: proposed by the engine, cut down by the officer (rules 47, 49).

Two purposes are never joined: what is sent answers one request for one purpose. Where the same recipient holds
something about the person for another purpose, and either purpose would not allow what serves the other, it leaves
only with a written reason that a manager has approved; the same way the kind of offence can be told where the offence
may not, and telling the person can be put off.
"""

from hashlib import sha256

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cases.access.roles import Act
from cases.actions.days import to_come
from cases.actions.second_person import managers_beside
from cases.actions.verb import keep, verb
from cases.composition import EarlierRecipient
from cases.deadlines.keeping import set_deadline
from cases.disclosure import offers
from cases.disclosure.purposes import KNOWS_OFFENCE
from cases.disclosure.recipients import refusal
from cases.models.caserecord import CaseRecord
from cases.models.contest import BESIDE, Contest
from cases.models.deadline import Deadline
from cases.models.disclosure_made import Deferral, DisclosureFile, DisclosureItem, DisclosureMade, DisclosureStep
from cases.views.statements import statements_for
from cases.views.words import in_words
from reports.actions.asking import STAFF, drop_unsent, the_request
from reports.disclosure_sheet import content_of, line_of
from reports.models.document import new_reference
from reports.press.pdf import pdf

State = DisclosureMade.State


@verb("disclosure.prepare", Act.KEEP_CASE)
def prepare(*, door, now, disclosure_request_id, version, picks, understood, put_off_on=None, review_on=None, **given):
    """Put together what was ticked of what the purpose allows, as the bytes that are to leave. Returns it.

    `given`: channel, note, offence_class, because, refused (what of the request is not given, and why). `put_off_on`
    is the ground on which the person is not told yet; `understood`, that the officer read with whom it is shared.
    """
    request = the_request(door, disclosure_request_id, version)
    if not understood:
        raise ValidationError({"understood": _("Read with whom it is shared, and tick the box.")})
    if request.legal_ground is None:
        raise ValidationError(_("No legal ground was given for this request. Nothing can be sent: refuse it."))
    said_no(request.asker_kind, request.asker_key, now)
    picked = _picked(request, picks, door.visitor, given.get("offence_class"))
    _may_be_put_off(put_off_on, review_on, now)
    drop_unsent(request, now)
    made = _made(door, now, request, given)
    made.needs = " ".join(_needs(request, picked, given.get("offence_class"), put_off_on))
    if made.needs and not made.because.strip():
        raise ValidationError({"because": _why_more_is_asked(made.needs)})
    made.state = State.TO_APPROVE if made.needs else State.PREPARED
    _kept(made, _items(made, picked, door), now)
    manager = _ask_a_manager(made, door, now) if made.needs else None
    if put_off_on:
        deferral = keep(Deferral(made=made, legal_ground=put_off_on, review_on=review_on))
        look_again(deferral, manager.id, now)
    return made


def look_again(deferral, staff_id, now):
    """The day on which it is looked at again stands among the manager's work, sent or not."""
    set_deadline("deferral.review", deferral, now, to=Deadline.To.STAFF, staff_id=staff_id, due_on=deferral.review_on)


def _why_more_is_asked(needs):
    """What a manager has to approve, in words, so that the officer can say why."""
    told = {
        DisclosureMade.OFFENCE: _("It tells the kind of offence."),
        DisclosureMade.JOINED: _(
            "They hold something about this person for another purpose; together that is more than either allows."
        ),
        DisclosureMade.DEFERRED: _("The person is not told yet."),
    }
    return " ".join([*(told[need] for need in needs.split()), _("Say why. A manager reads this and decides.")])


def said_no(kind, key, now):
    """Agreement and undertaking are in force at the moment something is put together, and again when it leaves."""
    if why_not := refusal(kind, key, now):
        raise ValidationError(why_not)


def _picked(request, picks, visitor, offence_class):
    """What was ticked, of what is offered now. Nothing that is not offered can be added."""
    try:
        picked = offers.chosen(offers.offered(request.case_id, request.purpose, visitor), picks)
    except LookupError:
        message = _("Something was chosen that this purpose does not allow, or that has changed. Choose again.")
        raise ValidationError({"picks": message}) from None
    if not picked:
        raise ValidationError({"picks": _("Choose at least one thing to send, or refuse the request.")})
    if offence_class and request.purpose in KNOWS_OFFENCE:
        raise ValidationError({"offence_class": _("This purpose allows the offence itself: choose it above.")})
    return picked


def _may_be_put_off(ground, review_on, now):
    if ground is None:
        return
    if not ground.may_hide:
        raise ValidationError({"put_off_on": _("On this ground telling the person cannot be put off.")})
    to_come(now, _("Choose a day to come: nothing is put off for ever."), review_on=review_on)


def _made(door, now, request, given):
    fields = ("case_id", "purpose", "legal_ground", "asker_kind", "asker_key", "address")
    return DisclosureMade(
        request=request,
        recipient=request.asker,
        reference=new_reference(),
        language=get_language(),
        prepared_by_id=door.visitor.post(*STAFF).source,
        prepared_at=now,
        **{name: getattr(request, name) for name in fields},
        **given,
    )


def _needs(request, picked, offence_class, put_off_on):
    new = [(offer.part.model, [name for _key, name, *_said in offer.facts]) for offer in picked]
    if offence_class:
        yield DisclosureMade.OFFENCE
    if offers.joins_too_much(held_for_other_purposes(request), new, request.purpose):
        yield DisclosureMade.JOINED
    if put_off_on:
        yield DisclosureMade.DEFERRED


def held_for_other_purposes(request) -> list[tuple]:
    """What the same recipient holds of the same person: (model, field names, purpose), less what was recalled."""
    same = {"made__asker_kind": request.asker_kind, "made__asker_key": request.asker_key}
    if request.asker_key is None:
        same["made__recipient__iexact"] = request.asker
    rows = DisclosureItem.objects.filter(
        made__case__person__case_records=request.case_id, made__state=State.SENT, **same
    ).exclude(made__purpose=request.purpose)
    rows = rows.exclude(made__steps__kind=DisclosureStep.Kind.RECALLED).order_by("id")
    told = rows.values_list("noun", "fields", "made__purpose")
    return [(apps.get_model(noun), fields.split(), purpose) for noun, fields, purpose in told]


def _items(made, picked, door):
    """A part for each record, and after it what the person disagrees with in what it rests on (rule 46)."""
    found = []
    for offer in picked:
        facts = [line_of(label, in_words(value)) for _key, _name, label, value in offer.facts]
        names = " ".join(name for _key, name, *_said in offer.facts)
        found.append(_item(made, offer.part.model, offer.about, str(offer.part.title), names, "\n".join(facts)))
        beside = Contest.objects.filter(_about(offer.about, offer.entry_id), BESIDE, case_id=made.case_id)
        found += [_statement(made, words) for words in statements_for(door, beside.order_by("id"), made.purpose)]
    for place, item in enumerate(found, start=1):
        item.place = place
    return found


def _about(item_id, entry_id):
    """Disagreements about an item, or about the entry it rests on."""
    return Q(about=item_id) | (Q(entry_id=entry_id) if entry_id else Q())


def _statement(made, words):
    said = [line_of(_("The person says"), words.text)] if words.text else []
    said.append(words.answer)
    if words.correction:
        said.append(line_of(_("The correction that stands beside it"), words.correction))
    fields = "statement answer reasons"
    return _item(made, Contest, words.key, _("The person disagrees with this"), fields, "\n".join(said))


def _item(made, model, about, title, fields, said):
    given = {"title": title, "noun": model._meta.label_lower, "about": about, "fields": fields, "said": said}
    return DisclosureItem(made=made, **given)


def _kept(made, items, now):
    """The bytes that are to leave, what proves them, and the parts they are made of."""
    unit = CaseRecord.objects.values_list("unit__name", flat=True).get(pk=made.case_id)
    content = content_of(made, items, unit)
    data, made.pages = pdf(content, made.reference, now)
    made.content_hash, made.file_hash = content.hash(), sha256(data).hexdigest()
    keep(made)
    for item in items:
        keep(item)
    DisclosureFile.objects.create(made=made, data=data)


def _ask_a_manager(made, door, now):
    """A manager of the unit who may know the case, and did not put it together."""
    approver = managers_beside(CaseRecord.objects.get(pk=made.case_id), now, door.visitor.user_id).first()
    if approver is None:
        raise ValidationError(_("Nobody in the unit may approve this. Ask the head of the service on paper."))
    set_deadline("disclosure.approve", made, now, to=Deadline.To.STAFF, staff_id=approver.id)
    return approver


def still_stands(made, visitor) -> bool:
    """Whether the record says now what was put together: what was ticked, field by field."""
    now_there = {
        (offer.about, offer.part.model._meta.label_lower): offer
        for offer in offers.offered(made.case_id, made.purpose, visitor)
    }
    for item in made.items.all():
        if item.noun == Contest._meta.label_lower:
            continue
        offer = now_there.get((item.about, item.noun))
        names = item.fields.split()
        said = [
            line_of(label, in_words(value))
            for _key, name, label, value in (offer.facts if offer else ())
            if name in names
        ]
        if "\n".join(said) != item.said:
            return False
    return True


def sent_about(keys, entry_id=None) -> list[DisclosureMade]:
    """What was sent that carried one of these records, or one that rests on an entry, the latest first."""
    carried = Q(items__about__in=keys)
    for part in offers.parts() if entry_id else ():
        if part.rests_on:
            resting = part.model.objects.filter(**{f"{part.rests_on}_id": entry_id})
            carried |= Q(items__about__in=resting.values("id"))
    sent = DisclosureMade.objects.filter(carried, state=State.SENT).distinct()
    return list(sent.order_by("-sent_at", "-id"))


def who_was_sent(contest) -> list[EarlierRecipient]:
    """Whoever was sent what a disagreement is about: they are told that it was corrected or is disputed (46)."""
    not_told = set(Deferral.objects.in_force().filter(root=contest.case_id).values_list("made_id", flat=True))
    return [
        EarlierRecipient(
            made.recipient, _("information about the person"), made.id, made.sent_at, made.id not in not_told
        )
        for made in sent_about([contest.item_id], contest.entry_id)
    ]
