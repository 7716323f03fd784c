"""What somebody is typing, kept on the server until the form is saved: nothing stays on a telephone (law 15)."""

from django.conf import settings
from django.db import models

from cases.history.tables import new_key

ADDRESS_LENGTH = 300


class Draft(models.Model):
    """The fields of one form as one log-in typed them last, encrypted. No Record: it is nobody's but the typist's.

    No purpose sees it, no search finds it, it is in no copy; it goes when the form is saved, when its days are over,
    and with the root that its form is about.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="drafts")
    address = models.CharField(max_length=ADDRESS_LENGTH, help_text="The address of the form: keys alone.")
    root = models.UUIDField(null=True, db_index=True)
    typed = models.TextField(help_text="Encrypted.")
    kept_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "address"], name="one_draft_of_a_form")]

    def __str__(self):
        return f"draft {self.id}"
