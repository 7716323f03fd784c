"""The community taking part: partner organisations and volunteers."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VolunteersConfig(AppConfig):
    name = "volunteers"
    verbose_name = _("Volunteers and partners")

    def ready(self):
        from volunteers import operations, reach, registration  # noqa: F401, PLC0415 (register themselves once the models are loaded)
