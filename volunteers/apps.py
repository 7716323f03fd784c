"""The community taking part."""

from django.apps import AppConfig


class VolunteersConfig(AppConfig):
    name = "volunteers"
