"""Taking one's record away, on paper or as a file: made from the same sections as the page (rule 45)."""

import datetime

from django.http import JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases.access.gate import own_page
from cases.access.roles import Act
from cases.composition import composition
from cases.views.own_sections import own_record, parted
from cases.views.person import own_context

SCHEMA = "community-sanctions-record/own-record/1"
FILE_NAME = "my-record.json"


@require_safe
@own_page(Act.READ_OWN, "own_page")
def copy(request, door):
    """The ways of taking the record away."""
    panels = [panel for make in composition.own_copies if (panel := make(door)) is not None]
    return render(request, "my/copy.html", own_context(door) | {"panels": panels})


@require_safe
@own_page(Act.READ_OWN, "own_copy")
def copy_print(request, door):
    """Every section on one page made for paper."""
    sections, unwritten = parted(own_record(door))
    context = own_context(door) | {"sections": sections, "unwritten": unwritten, "made_at": request.visitor.now}
    return render(request, "my/copy_print.html", context)


@require_safe
@own_page(Act.READ_OWN, "own_copy")
def copy_json(request, door):
    """Every section as a file that other programs can read, with who wrote what, when and from which source."""
    content = {
        "schema": SCHEMA,
        "made_at": plain(request.visitor.now),
        "language": request.LANGUAGE_CODE,
        "sections": [_section(section) for section in own_record(door)],
    }
    response = JsonResponse(content, json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Content-Disposition"] = f'attachment; filename="{FILE_NAME}"'
    return response


def _section(section):
    return {
        "key": section.key,
        "title": plain(section.title),
        "part_withheld": section.withheld,
        "items": [_item(item) for item in section.items],
    }


def _item(item):
    return {
        "title": plain(item.title),
        "facts": [{"name": name, "label": plain(label), "value": plain(value)} for name, label, value in item.facts],
        "text": plain(item.text),
        "own_words": [
            {"text": words.text, "answer": plain(words.answer), "correction": words.correction} for words in item.words
        ],
        "part_withheld": item.withheld,
    }


def plain(value):
    """A value as the file holds it: dates in ISO form, numbers and yes or no as they are, all else as text."""
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.UTC).isoformat(timespec="seconds")
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if value is None or isinstance(value, bool | int | float):
        return value
    return str(value)
