"""The ground: people, case records, and the laws every record obeys."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "cases"

    def ready(self):
        from cases.history import action, triggers  # noqa: PLC0415 (models are not loaded before)

        action.connect()
        triggers.connect(self)
