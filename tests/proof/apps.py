"""The proof app: in the tests' own settings only."""

from django.apps import AppConfig


class ProofConfig(AppConfig):
    name = "tests.proof"
    label = "proof"
