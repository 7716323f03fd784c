"""A record and one that points to it, as they are in the first release and in the second."""

from django.conf import settings
from django.db import models

from cases.history.record import Record

IS_FIRST = settings.PROOF_RELEASE == 1


class Note(Record):
    """The second release lengthens the text, demands a mark and weighs the note."""

    text = models.CharField(max_length=20 if IS_FIRST else 200)
    mark = models.CharField(max_length=10, null=IS_FIRST)
    unit = models.ForeignKey("cases.Unit", models.PROTECT, null=True)
    if not IS_FIRST:
        weight = models.IntegerField(default=1)

    def __str__(self):
        return self.text


class Reply(Record):
    """Points to a note, so that remaking the note's table could break it."""

    note = models.ForeignKey(Note, models.PROTECT)

    def __str__(self):
        return f"reply to {self.note_id}"
