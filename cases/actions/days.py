"""Days that somebody chooses in a form."""

from django.core.exceptions import ValidationError
from django.utils.timezone import localdate


def to_come(now, message, **named):
    """Raise ValidationError with the message, at the field a day is named by, unless it is a day after today."""
    for name, day in named.items():
        if day is None or day <= localdate(now):
            raise ValidationError({name: message})
