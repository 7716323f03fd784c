"""The form fields of files that come in."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cases.files.incoming import taken_in
from cases.files.kinds import ALL, ENDINGS, SCANS


class SeveralFiles(forms.FileInput):
    """A control that takes more than one file."""

    allow_multiple_selected = True


class FileField(forms.FileField):
    """A file as it is kept: made anew (cases.files.incoming). Its name is not looked at."""

    kinds, control = ALL, forms.FileInput

    def __init__(self, **kwargs):
        endings = (f".{ENDINGS[kind]}" for kind in ENDINGS if kind in self.kinds)
        widget = self.control(attrs={"accept": ",".join((*sorted(self.kinds), *endings))})
        super().__init__(**{"widget": widget} | kwargs)

    def to_python(self, data):
        """What was sent, whatever it is called."""
        return data or None

    def clean(self, data, initial=None):
        """What is kept of the upload. Raises ValidationError in plain words."""
        if data is not None and not getattr(data, "size", 0):
            raise ValidationError(_("The file is empty. Choose the scan again."))
        found = super().clean(data, initial)
        return taken_in(found, self.kinds) if found else None


class ScanField(FileField):
    """A scan as it is kept: pages or a picture."""

    kinds = SCANS


class ScansField(ScanField):
    """Several scans at once; `most` of them."""

    control = SeveralFiles

    def __init__(self, *, most, **kwargs):
        self.most = most
        super().__init__(**kwargs)

    def clean(self, data, initial=None):
        """What is kept of each upload, in order. Raises ValidationError in plain words."""
        given = [each for each in data or () if each]
        if len(given) > self.most:
            raise ValidationError(_("Choose at most %(most)s files."), params={"most": self.most})
        if not given and self.required:
            raise ValidationError(self.error_messages["required"])
        return [super(ScansField, self).clean(each, initial) for each in given]
