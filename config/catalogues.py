"""What people read, found in Python and in both kinds of template, and kept as one catalogue per app."""

import re
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

KEYWORDS = DEFAULT_KEYWORDS | {
    "gettext_lazy": None,
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
JINJA_OPTIONS = {
    "silent": "false",
    "newstyle_gettext": "true",
    "trimmed": "true",
    "trim_blocks": "true",
    "lstrip_blocks": "true",
}
# Header lines that change by the clock or name nobody.
PASSING = re.compile('"(POT-Creation|PO-Revision|Report-Msgid|Last-Translator|Language-Team|Generated-By|Project-Id)')


def path_of(app: Path, language: str) -> Path:
    """Where an app keeps its catalogue of a language."""
    return app / "locale" / language / "LC_MESSAGES" / "django.po"


def messages_in(app: Path):
    """Every text of an app, as (file, line, msgid, context)."""
    for path in sorted(app.rglob("*")):
        parts = path.relative_to(app).parts
        if path.suffix == ".py" and "migrations" not in parts:
            found = extract("python", BytesIO(path.read_bytes()), KEYWORDS, options={"encoding": "utf-8"})
        elif "jinja2" in parts and path.is_file():
            found = extract("jinja2.ext:babel_extract", BytesIO(path.read_bytes()), KEYWORDS, options=JINJA_OPTIONS)
        elif "templates" in parts and path.suffix in {".html", ".txt"}:
            found = extract("python", BytesIO(_as_python(path)), KEYWORDS, options={"encoding": "utf-8"})
        else:
            continue
        for line, msgid, _comments, context in found:
            yield path.relative_to(app.parent).as_posix(), line, msgid, context


def _as_python(path: Path) -> bytes:
    """A Django template as calls of gettext, one line for each of its own."""
    source = templatize(path.read_text(encoding="utf-8"))
    return "\n".join(line.strip() for line in source.splitlines()).encode()


def gather(app: Path) -> Catalog:
    """The app's texts without translations; places name the file, not the line, so that diffs stay small."""
    template = Catalog(charset="utf-8")
    for file, _line, msgid, context in messages_in(app):
        template.add(msgid, locations=[(file, None)], context=context)
    return template


def read(path: Path, language: str) -> Catalog:
    """The catalogue as it is kept, or an empty one."""
    if not path.exists():
        return Catalog(locale=language, charset="utf-8")
    with path.open("rb") as source:
        return read_po(source, locale=language, charset="utf-8")


def update(app: Path, language: str) -> Catalog:
    """Bring new texts in, drop what is no longer said, keep every translation."""
    path, template = path_of(app, language), gather(app)
    if not len(template):
        return template
    catalogue = read(path, language)
    catalogue.update(template, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    catalogue.fuzzy = False
    catalogue.header_comment = f"# Community Sanctions Record: {catalogue.locale.display_name}"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as target:
        write_po(target, catalogue, omit_header=False, sort_output=True, width=110, include_lineno=False)
    _without_dates(path)
    return catalogue


def _without_dates(path: Path) -> None:
    """A catalogue changes when its texts do, not because a clock went on."""
    kept = [line for line in path.read_text(encoding="utf-8").splitlines() if not PASSING.match(line)]
    path.write_text("\n".join(kept).rstrip() + "\n", encoding="utf-8")


def compile_catalogue(path: Path, language: str) -> None:
    """Write the binary catalogue Django reads; a text without translation stays English, counted as English counts."""
    if path.exists():
        catalogue = read(path, language)
        for message in list(catalogue):
            if message.id and is_waiting(message):
                catalogue.delete(message.id, message.context)
        with path.with_suffix(".mo").open("wb") as target:
            write_mo(target, catalogue)


def is_waiting(message: Message) -> bool:
    """A text nobody has translated yet, or only guessed."""
    words = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
    return message.fuzzy or not all(words)
