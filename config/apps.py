"""Wiring and the common face: the one app that knows all others and that nothing imports."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "config"

    def ready(self):
        from config import operations  # noqa: F401, PLC0415 (registers itself)
