"""How the verbs of a ruling made on paper are called."""

from io import BytesIO

from django.utils.timezone import localdate
from PIL import Image

from cases.files.incoming import taken_in
from sanctions.models import Allegation
from tests.reported import reported
from tests.verbs.table import Call, perform, row


def a_scan():
    """A picture of a paper, as a scanner gives it."""
    kept = BytesIO()
    Image.new("RGB", (40, 56), "white").save(kept, "PNG")
    kept.seek(0)
    return kept


def on_paper(cast, report=None, outcome="warning", **changed):
    """What `ruling.transcribe` is given for a report; the paper says little."""
    report = report or reported(cast)
    keys = Allegation.objects.filter(report=report).order_by("number").values_list("id", flat=True)
    said = [
        {"allegation_id": key, "found": "established" if not place else "", "reasons": ""}
        for place, key in enumerate(keys)
    ]
    given = {"reference": "DC-N 2026/P7", "member": "Judge Renard", "outcome": outcome, "ruled_on": localdate(cast.now)}
    scan = {"scan": taken_in(a_scan()), "checker": cast.post("officer2"), "findings": said}
    return {"report_id": report.id, "version": 1} | given | scan | changed


def copied(cast, **given):
    """A transcript that waits to be compared."""
    return perform(cast, "ruling.transcribe", Call("officer", "Verhaal", on_paper(cast, **given)))


@row("ruling.transcribe")
def _(cast):
    return Call("officer", "Verhaal", on_paper(cast))


@row("ruling.compare")
def _(cast):
    return Call("officer2", "Verhaal", {"transcript_id": copied(cast).id, "version": 1, "passes": True})
