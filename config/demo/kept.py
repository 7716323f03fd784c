"""Files and recordings of two cases: a certificate, a letter of which a copy is to leave, sound that is preserved."""

import math
import struct
from io import BytesIO

from PIL import Image, ImageDraw
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from cases.actions.filing import add_file, hold_file
from cases.actions.releasing import begin_release, black_out, make_copy
from cases.files.apart import kept_of
from cases.files.drawing import blacked_out
from cases.files.incoming import Incoming
from cases.files.kinds import ALL, PDF
from cases.models import CaseRecord, StoredFile
from config.demo.story import Story

Category = StoredFile.Category
LETTER = (
    "Valmere Carpentry, Northbridge",
    "",
    "Elena has worked in our workshop since May. She is punctual and careful.",
    "On the 3rd her colleague Rosa Lindt, 14 Mill Lane, was unwell and left early;",
    "Elena finished Rosa's work and locked the workshop.",
    "",
    "We would like to keep her when the order of the court has ended.",
)


def files_of_two_cases(cast):
    """Tomas has a certificate; of Elena, a letter names a colleague, a photograph shows one, a call is preserved."""
    _certificate(cast)
    story = Story(cast)
    story.case_id = CaseRecord.objects.get(person__family_name="Petrova").id
    _call(story)
    _photograph(story)
    letter = _added(story, -4, Category.LETTER, _pages(LETTER, LETTER), "What her employer writes", "The employer")
    _a_copy_waits(story, letter)
    being_made = {"file_id": letter.id, "recipient": "Housing office, Northbridge", "why": "Proof of work; she asked."}
    begun = story.do(begin_release, -1, 11, **being_made, for_person=True)
    story.do(black_out, -1, 12, release_id=begun.id, page=1, first="B5", last="S7", exemption="others")


def _certificate(cast):
    story = Story(cast)
    story.case_id = CaseRecord.objects.values_list("id", flat=True).get(person__user=cast.users["person"])
    pages = _pages(("Certificate", "", "has taken part in the course “Living without violence”, 12 evenings."))
    _added(story, -6, Category.CERTIFICATE, pages, "Certificate of the course he attended", "Course centre North")


def _call(story):
    told = {"apart": True, "others": "Her neighbour, who speaks in the first minute."}
    what = "What she left on the answering machine the evening before the move"
    call = _added(story, -100, Category.SOUND, _sound(), what, "Answering machine of the unit", **told)
    story.do(
        hold_file,
        -99,
        10,
        file_id=call.id,
        kind="court",
        asked_by="District Court North, DC-N 2026/77",
        why="It is to be heard when the court decides about the tenancy.",
        review_on=story.day(80),
    )


def _photograph(story):
    told = {"apart": True, "others": "A colleague stands beside her."}
    _added(story, -20, Category.PHOTOGRAPH, _picture(), "The bench she built", "Valmere Carpentry", **told)


def _a_copy_waits(story, letter):
    begun = story.do(
        begin_release,
        -3,
        9,
        file_id=letter.id,
        recipient="Employment service, Northbridge",
        why="They ask for a reference; Elena agreed in writing.",
        for_person=True,
    )
    for page in (1, 2):
        story.do(black_out, -3, 10, release_id=begun.id, page=page, first="A5", last="T7", exemption="others")
    boxes = [[page, 0, 4, 19, 6] for page in (1, 2)]
    drawn = Incoming(blacked_out(_bytes(letter), PDF, boxes), PDF, letter.pages)
    story.do(make_copy, -3, 11, release_id=begun.id, version=begun.version, drawn=drawn, boxes=boxes)


def _bytes(stored):
    return bytes(stored.content.data)


def _added(story, days, category, data, description, recorded_by, **told):
    kept, media_type = kept_of(data, ALL)
    incoming = Incoming(kept, media_type, 2 if category == Category.LETTER else 1)
    given = {"description": description, "recorded_by": recorded_by, "recorded_at": story.moment(days - 2, 8)}
    return story.do(add_file, days, 9, incoming=incoming, category=category, **{"apart": False} | given | told)


def _pages(*pages):
    kept = BytesIO()
    canvas = Canvas(kept, pagesize=A4)
    for lines in pages:
        for place, line in enumerate(lines):
            canvas.drawString(60, A4[1] - 60 - 20 * place, line)
        canvas.showPage()
    canvas.save()
    return kept.getvalue()


def _picture():
    kept, picture = BytesIO(), Image.new("RGB", (640, 480), "#d8cbb4")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((120, 220, 520, 260), "#8a5a2b")
    for left in (140, 460):
        draw.rectangle((left, 260, left + 40, 400), "#6b4420")
    picture.save(kept, "JPEG")
    return kept.getvalue()


def _sound(seconds=2, rate=8000):
    waves = b"".join(struct.pack("<h", int(9000 * math.sin(place / 6))) for place in range(seconds * rate))
    described = struct.pack("<HHIIHH", 1, 1, rate, 2 * rate, 2, 16)
    chunks = b"".join(
        name + struct.pack("<I", len(body)) + body for name, body in ((b"fmt ", described), (b"data", waves))
    )
    return b"RIFF" + struct.pack("<I", len(chunks) + 4) + b"WAVE" + chunks
