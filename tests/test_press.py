"""The press: a document says the same on the page and on paper, and user text is never anything but text."""

import datetime
import io
import shutil
import subprocess
import unicodedata
from collections import Counter

import pytest
from django.template.loader import get_template
from django.utils.translation import override
from pypdf import PdfReader

from reports.press.blocks import Sheet
from reports.press.lines import seen, shaped
from reports.press.pdf import pdf
from tests import pdf_text
from tests.seen import Seen

MADE = datetime.datetime(2026, 1, 14, 9, 30, tzinfo=datetime.UTC)
REFERENCE = "K7QF-29TD-XM4P"
HOSTILE = (
    '<img src="/etc/passwd"/> <b>unclosed <a href="javascript:alert(1)">x</a> &amp; &lt;para> </para> '
    "\x00\x07\ud800 %PDF-1.4 (endobj) \\) \u202egnorw <!-- {{ 7*7 }} {% raise %}"
)
LATIN = {
    "en": ("Came on time, spoke of work.", "Anna Verhaal", "Report on compliance", "I was not late."),
    "fr": ("L’œuvre « élargie » : à l’heure, dû.", "Élodie Lefèvre-Çelik", "Rapport d’exécution", "C’était le bus…"),
}
ARABIC = (
    "حضر الشخص في الموعد (المادة 12) قبل 14/01/2026 في Unit North.",
    "سمير حداد",
    "تقرير عن الالتزام",
    "لم أتأخر. كانت الساعة 10:30.",
)


def document(language, words):
    text, name, title, quote = words
    with override(language):
        sheet = Sheet(title, heading=f"{title}: {name}", issuer="Unit North")
        sheet.facts([("A", name), ("B", MADE), ("C", None), ("D", True), ("E", 0)])
        sheet.heading_of(title)
        sheet.paragraph(f"{text * 20}\n\n{text}", quiet=True)
        sheet.heading_of(name, 3)
        sheet.tagged("Fact", text, "E. Vermeer")
        sheet.own_words(name, quote, "Not accepted")
        sheet.table("Hours", ["Day", "What", "H"], [[MADE.date(), text, place] for place in range(120)], numeric=(2,))
        sheet.note("A part of this is withheld.")
        return sheet.content()


def on_page(content):
    """What the page shows of a document, its text alone."""
    macro = get_template("reports/_document.html").template.module.document
    return "\n".join(Seen(str(macro(content))).text)


def on_paper(content):
    return pdf(content, REFERENCE, MADE)[0]


def words_of(text):
    return Counter(unicodedata.normalize("NFKC", text).split())


@pytest.mark.parametrize("language", LATIN)
def test_the_page_and_the_paper_say_the_same(language):
    content = document(language, LATIN[language])
    told = pdf_text.pages(on_paper(content))
    paper, page = words_of(pdf_text.without_feet(told)), words_of(on_page(content))
    # The head of the table stands on every page the table goes on.
    heads = sum("2026" in text for text in told[1:])
    page.update(dict.fromkeys(("Day", "What", "H"), heads))
    assert heads > 1
    assert {word: paper[word] - page[word] for word in paper.keys() | page.keys() if paper[word] != page[word]} == {}


def test_arabic_says_the_same_letter_by_letter():
    content = document("ar", ARABIC)
    assert content.is_right_to_left
    paper = "".join(pdf_text.without_feet(pdf_text.pages(on_paper(content))).split())
    missing = Counter("".join(on_page(content).split())) - Counter(paper)
    assert not missing
    assert not set(paper) - set(on_page(content))


@pytest.mark.parametrize(
    ("text", "base", "as_seen"),
    [
        ("one (two) three", "L", "one (two) three"),
        ("שלום abc", "R", "abc םולש"),
        ("שלום (b)", "R", "(b) םולש"),
        ("case X (b) שלום", "R", "םולש case X (b)"),
        ("abc (שלום) d", "L", "abc (םולש) d"),
        ("12/03/2026 שלום", "R", "םולש 12/03/2026"),
        ("שלום 555 0147", "R", "555 0147 םולש"),
        ("שלום 12 Mill Street, room 3.", "R", ".12 Mill Street, room 3 םולש"),
        ("שלום 2026، 14:00", "R", "14:00 ،2026 םולש"),
        ("10\u202f%", "L", "10\u00a0%"),
    ],
)
def test_a_line_is_put_in_the_order_it_is_seen(text, base, as_seen):
    assert seen(text, base) == as_seen


def test_arabic_letters_join_and_a_letter_that_stands_alone_keeps_a_glyph():
    assert shaped("قلم") == "\ufed7\ufee0\ufee2"
    assert "د" in shaped("وارد")


def test_what_people_write_never_acts_in_a_pdf():
    content = document("en", (HOSTILE, HOSTILE, "Report", HOSTILE))
    data = on_paper(content)
    assert b"/JavaScript" not in data
    assert b"/URI" not in data
    assert not PdfReader(io.BytesIO(data)).pages[0].images
    said = pdf_text.without_feet(pdf_text.pages(data))
    for sign in ("<img", "&amp;", "&lt;para>", "{{ 7*7 }}", "javascript:alert(1)", "\\)"):
        assert sign in said
    assert "\u202e" not in said
    assert words_of(said).keys() == words_of(on_page(content)).keys()


def test_a_word_longer_than_the_page_is_cut_and_nothing_of_it_lost():
    content = document("en", ("x" * 5000, "A", "B", "C"))
    said = "".join(pdf_text.without_feet(pdf_text.pages(on_paper(content))).split())
    assert said.count("x") == "".join(on_page(content).split()).count("x")


def test_the_file_says_its_language_and_when_it_was_made_and_names_nobody():
    data = on_paper(document("fr", LATIN["fr"]))
    told = pdf_text.metadata(data)
    assert told["/Title"] == "Rapport d’exécution"
    assert told["/CreationDate"] == "D:20260114093000Z"
    assert not [value for value in told.values() if "Élodie" in str(value)]
    assert b"/Lang (fr)" in data
    assert pdf_text.outline(data) == ["Rapport d’exécution", "Rapport d’exécution", "Élodie Lefèvre-Çelik"]


def test_every_foot_says_the_page_the_reference_and_the_hash():
    content = document("en", LATIN["en"])
    data, count = pdf(content, REFERENCE, MADE)
    for number, page in enumerate(pdf_text.pages(data), start=1):
        for said in (f"Page {number} of {count}", f"Reference {REFERENCE}", f"Content (SHA-256) {content.hash()}"):
            assert said in page


def test_the_same_content_makes_the_same_file_and_any_other_another_hash():
    first, again = (document("en", LATIN["en"]) for _ in range(2))
    assert on_paper(first) == on_paper(again)
    changed = document("en", ("Came on time, spoke of work!", *LATIN["en"][1:]))
    assert first.hash() == again.hash() != changed.hash()


def test_a_heading_never_stands_alone_at_the_foot_of_a_page():
    for lines in range(30, 50):
        sheet = Sheet("Report")
        sheet.paragraph("\n".join(["line"] * lines))
        sheet.heading_of("What follows")
        sheet.paragraph("The first line.\nThe second.")
        for page in pdf_text.pages(on_paper(sheet.content())):
            assert ("What follows" in page) == ("The first line." in page), lines


@pytest.mark.skipif(not shutil.which("qpdf"), reason="qpdf is not installed")
@pytest.mark.parametrize("words", [*LATIN.values(), ARABIC, (HOSTILE,) * 4], ids=["en", "fr", "ar", "hostile"])
def test_the_file_is_sound(tmp_path, words):
    path = tmp_path / "document.pdf"
    path.write_bytes(on_paper(document("ar" if words is ARABIC else "en", words)))
    done = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_everything_that_is_text_in_a_file_is_found():
    found = pdf_text.every_text(on_paper(document("en", LATIN["en"])))
    for said in ("Anna Verhaal", "Unit North", "was not late", REFERENCE, "ReportLab"):
        assert said in found
