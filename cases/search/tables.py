"""The index's own tables: side tables that the database's triggers fill, and what was searched for.

None is a Record. Whatever stands here can be made again from the records, and nobody but the triggers writes it.
"""

from django.db import models


class KnownWord(models.Model):
    """A word that stands in some name or address, once: what a misspelt one is compared with."""

    word = models.TextField(unique=True)
    bones = models.TextField(db_index=True, help_text="Its consonants.")
    letters = models.TextField(db_index=True, help_text="Its letters in their order.")

    def __str__(self):
        return f"known word {self.pk}"


class FoundBy(models.Model):
    """A word by which a record, and its root with it, is found."""

    word = models.TextField()
    record = models.UUIDField(db_index=True)
    root = models.UUIDField()

    class Meta:
        indexes = [models.Index(fields=["word", "root"], name="found_by_word")]

    def __str__(self):
        return f"found by {self.pk}"


class TextOf(models.Model):
    """The place of a record's text in the full-text index, which each engine keeps in its own way beside this row."""

    record = models.UUIDField(unique=True)
    root = models.UUIDField()

    def __str__(self):
        return f"text of {self.record}"


class SearchMade(models.Model):
    """What somebody searched for, encrypted, beside the look that says who, when and for which purpose."""

    look = models.UUIDField(primary_key=True)
    words = models.TextField(help_text="Encrypted.")
    made_at = models.DateTimeField(db_index=True)

    def __str__(self):
        return f"search {self.look}"
