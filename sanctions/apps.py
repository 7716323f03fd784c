"""Sanctions, conditions, compliance and what follows when one is not kept."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SanctionsConfig(AppConfig):
    name = "sanctions"
    verbose_name = _("Sanctions")

    def ready(self):
        from sanctions import documents, figures, notices, operations, reach, registration  # noqa: F401, PLC0415 (register themselves once the models are loaded)
