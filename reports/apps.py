"""The press: documents, figures and inspection."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "reports"
