"""Sanctions, conditions, compliance and what follows when one is not kept."""

from django.apps import AppConfig


class SanctionsConfig(AppConfig):
    name = "sanctions"

    def ready(self):
        from sanctions import reach, registration  # noqa: F401, PLC0415 (register themselves once the models are loaded)
