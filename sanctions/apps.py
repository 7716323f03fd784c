"""Sanctions, conditions, compliance and what follows when one is not kept."""

from django.apps import AppConfig


class SanctionsConfig(AppConfig):
    name = "sanctions"
