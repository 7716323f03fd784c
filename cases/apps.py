"""The ground: people, case records, and the laws every record obeys."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "cases"
