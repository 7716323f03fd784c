"""Complaints and feedback of the people supervised."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ComplaintsConfig(AppConfig):
    name = "complaints"
    verbose_name = _("Complaints")

    def ready(self):
        from complaints import figures, operations, reach, registration  # noqa: F401, PLC0415 (register themselves once the models are loaded)
