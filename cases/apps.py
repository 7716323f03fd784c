"""The ground: people, case records, and the laws every record obeys."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CasesConfig(AppConfig):
    name = "cases"
    verbose_name = _("Cases")

    def ready(self):
        # These register themselves once the models are loaded.
        from cases import operations, registration, sealing  # noqa: F401, PLC0415
        from cases.actions import alerting, proposing  # noqa: F401, PLC0415
        from cases.history import action, checks, triggers  # noqa: F401, PLC0415

        action.connect()
        triggers.connect(self)
