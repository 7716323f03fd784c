"""Every text a person may read stands in the code once in English and in the catalogues in French."""

import re
from pathlib import Path

import pytest
from babel.messages.mofile import read_mo

from config import catalogues

ROOT = Path(__file__).resolve().parent.parent
APPS = ["config", "complaints", "sanctions", "volunteers", "reports", "cases"]
PLACEHOLDER = re.compile(r"%\([a-z_0-9]+\)[sdif]|%[sdif]|\{[a-z_0-9.]*\}")


def placeholders(text: str) -> list[str]:
    return sorted(PLACEHOLDER.findall(text))


def forms(value) -> list[str]:
    return list(value) if isinstance(value, (tuple, list)) else [value]


def kept(app: str, language: str):
    return catalogues.read(catalogues.path_of(ROOT / app, language), language)


def french(app: str):
    return kept(app, "fr")


@pytest.mark.parametrize("app", APPS)
def test_every_text_in_the_code_is_said_in_french(app):
    catalogue = french(app)
    missing = []
    for message in catalogues.gather(ROOT / app):
        found = catalogue.get(message.id, message.context)
        if message.id and (found is None or catalogues.is_waiting(found)):
            missing.append(message.id)
    assert not missing, f"run `manage.py messages` and translate in {app}: {missing}"


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_a_text_of_two_apps_is_said_the_same_way_in_both(language):
    """Django reads all catalogues as one: of two translations the one of whichever app comes first would stand."""
    said = {}
    for app in APPS:
        for message in kept(app, language):
            if message.id and not catalogues.is_waiting(message):
                said.setdefault((message.id, message.context), set()).add(tuple(forms(message.string)))
    assert not {text for text, ways in said.items() if len(ways) > 1}


@pytest.mark.parametrize("language", ["fr", "ar"])
@pytest.mark.parametrize("app", APPS)
def test_no_translation_is_kept_for_a_text_nobody_says_any_more(app, language):
    said = catalogues.gather(ROOT / app)
    left_over = [m.id for m in kept(app, language) if m.id and said.get(m.id, m.context) is None]
    assert not left_over


@pytest.mark.parametrize("language", ["fr", "ar"])
@pytest.mark.parametrize("app", APPS)
def test_placeholders_of_a_translation_are_those_of_the_text(app, language):
    wrong = []
    for message in kept(app, language):
        if not message.id or catalogues.is_waiting(message):
            continue
        allowed = {tuple(placeholders(text)) for text in forms(message.id)}
        allowed |= without_the_number(message.id) if language == "ar" else set()
        wrong += [text for text in forms(message.string) if tuple(placeholders(text)) not in allowed]
    assert not wrong


def without_the_number(texts) -> set[tuple]:
    """What stays of a counted text's placeholders where none, one and two are words: in Arabic they are."""
    if isinstance(texts, str):
        return set()
    everything = placeholders(texts[1])
    return {tuple(kept for kept in everything if kept != left_out) for left_out in everything}


def test_a_counted_text_without_arabic_is_counted_as_english_counts(tmp_path):
    source = tmp_path / "django.po"
    source.write_text(
        'msgid ""\nmsgstr "Language: ar\\nContent-Type: text/plain; charset=utf-8\\n"\n\n'
        'msgid "%(count)s day"\nmsgid_plural "%(count)s days"\n' + "".join(f'msgstr[{n}] ""\n' for n in range(6)),
        encoding="utf-8",
    )
    catalogues.compile_catalogue(source, "ar")
    with source.with_suffix(".mo").open("rb") as compiled:
        assert "%(count)s day" not in read_mo(compiled)


def test_texts_are_found_in_python_in_jinja_blocks_and_in_django_templates():
    found = {message.id for message in catalogues.gather(ROOT / "config") if message.id}
    assert "My work today" in found
    assert any("You are looking for" in text for text in found if isinstance(text, str))
    assert any("nobody can make one here" in text for text in found if isinstance(text, str))


def test_a_compiled_catalogue_says_what_the_kept_one_says(tmp_path):
    source = tmp_path / "django.po"
    source.write_bytes(catalogues.path_of(ROOT / "config", "fr").read_bytes())
    catalogues.compile_catalogue(source, "fr")
    with source.with_suffix(".mo").open("rb") as compiled:
        assert read_mo(compiled).get("Sign out").string == "Se déconnecter"


def test_gathering_again_keeps_the_translations(tmp_path):
    app = tmp_path / "rooms"
    app.mkdir()
    (app / "words.py").write_text("from x import gettext as _\n_('Door')\n", encoding="utf-8")
    catalogues.update(app, "fr")
    path = catalogues.path_of(app, "fr")
    path.write_text(
        path.read_text(encoding="utf-8").replace('msgid "Door"\nmsgstr ""', 'msgid "Door"\nmsgstr "Porte"'),
        encoding="utf-8",
    )
    (app / "words.py").write_text("_('Door')\n_('Window')\n", encoding="utf-8")
    catalogues.update(app, "fr")
    kept = catalogues.read(path, "fr")
    assert kept.get("Door").string == "Porte"
    assert catalogues.is_waiting(kept.get("Window"))
