"""What was sent about the person, to whom, why and on what ground: their own register of disclosures (rule 47)."""

from django.db.models import Exists, OuterRef
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases.access.gate import own_page
from cases.access.roles import Act
from cases.composition import Item, Section
from cases.disclosure.view import disclosed
from cases.history.tables import Action
from cases.history.whole import HANDED_ON
from cases.models.disclosure_made import Deferral, DisclosureItem, DisclosureMade, DisclosureStep
from cases.models.fields import in_language
from cases.models.mandate import Part
from cases.models.release import ReleaseCopy
from cases.views.own_sections import in_full
from cases.views.person import own_context


def told(case_id):
    """What has left and the person may know of: telling them is put off by nobody any more."""
    put_off = Deferral.objects.in_force().filter(made=OuterRef("pk"))
    sent = DisclosureMade.objects.filter(case_id=case_id, state=DisclosureMade.State.SENT)
    return sent.filter(~Exists(put_off)).order_by("-sent_at", "-id")


def own_disclosures(door) -> Section:
    """Each disclosure with every part as it left, and what became of it."""
    sent = disclosed(told(door.case_id), door.purpose, door.visitor, "legal_ground", "offence_class")
    keys = [made.id for made in sent]
    parts = _by_disclosure(DisclosureItem.objects.filter(made_id__in=keys).order_by("made_id", "place", "id"), door)
    steps = _by_disclosure(DisclosureStep.objects.filter(made_id__in=keys).order_by("id"), door)
    items = [_item(made, parts.get(made.id, ()), steps.get(made.id, ())) for made in sent]
    return Section("disclosures", _("What was sent about you"), items + _copies(door) + _whole(door))


def _by_disclosure(rows, door):
    found = {}
    for shown in disclosed(rows, door.purpose, door.visitor):
        found.setdefault(shown.made_id, []).append(shown)
    return found


def _item(made, parts, steps):
    ground = made.legal_ground
    facts = [
        ("sent_at", _("Sent on"), made.sent_at),
        ("recipient", _("To"), made.recipient),
        ("address", _("Address"), made.address),
        ("purpose", _("For which purpose"), made.purpose_label),
        ("legal_ground", _("Legal ground"), f"{in_language(ground.title)} ({ground.legal_reference})"),
        ("channel", _("How it was sent"), made.channel_label),
        ("reference", _("Reference"), made.reference),
        *([("note", _("Letter that went along"), made.note)] if made.note else []),
        *(
            [("offence_class", _("Kind of offence"), in_language(made.offence_class.title))]
            if made.offence_class
            else []
        ),
        *((f"part{number}", part.title, part.said) for number, part in enumerate(parts, start=1)),
        *((step.kind, capfirst(step.kind_label), _("%(day)s: %(how)s") % _when(step)) for step in steps),
    ]
    return Item(made.recipient, facts, key=made.id)


def _copies(door):
    """The copies of files that left, after what was sent on request."""
    left = ReleaseCopy.objects.filter(case_id=door.case_id).left(door.purpose).order_by("-decided_at", "-id")
    return [
        Item(
            copy.recipient,
            [
                ("decided_at", _("Left on"), copy.decided_at),
                ("recipient", _("To"), copy.recipient),
                ("why", _("For which purpose, on which ground"), copy.why),
                ("file", _("A copy of the file"), copy.file.description or copy.file.category_label),
            ],
        )
        for copy in disclosed(left, door.purpose, door.visitor, "file")
    ]


def _whole(door):
    """That everything the service keeps was handed on to another system, this record with it (rule 47)."""
    left = Action.objects.filter(verb=HANDED_ON, id__gt=door.case_id).order_by("-id")
    return [
        Item(
            to,
            [
                ("at", _("Left on"), at),
                ("recipient", _("To"), to),
                ("ground", _("Legal ground"), ground),
                ("what", _("What was sent"), _("Everything the service keeps, your whole record with it")),
            ],
        )
        for at, to, ground in left.values_list("at", "recipient", "ground")
    ]


def _when(step):
    return {"day": in_full(step.happened_at), "how": step.told}


@require_safe
@own_page(Act.READ_OWN, "disclosures", parts=(Part.RECORD,))
def disclosures(request, door):
    """The register, the latest first."""
    return render(request, "my/disclosures.html", own_context(door) | {"section": own_disclosures(door)})
