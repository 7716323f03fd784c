"""Complaints and feedback of the people supervised."""

from django.apps import AppConfig


class ComplaintsConfig(AppConfig):
    name = "complaints"
