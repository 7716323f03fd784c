"""The form field of a file that comes in."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cases.files.incoming import taken_in


class ScanField(forms.FileField):
    """A scan as it is kept: pages or a picture, made anew (cases.files.incoming)."""

    widget = forms.FileInput(attrs={"accept": "application/pdf,image/jpeg,image/png"})

    def clean(self, data, initial=None):
        """What is kept of the upload. Raises ValidationError in plain words."""
        if data is not None and not getattr(data, "size", 0):
            raise ValidationError(_("The file is empty. Choose the scan again."))
        found = super().clean(data, initial)
        return taken_in(found) if found else None
