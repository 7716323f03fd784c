"""The press: documents, figures and inspection."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "reports"

    def ready(self):
        from reports import documents, operations, reach, registration  # noqa: F401, PLC0415 (register themselves)
