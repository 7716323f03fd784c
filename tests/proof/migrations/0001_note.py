"""The first release's migration, as it was."""

from importlib import import_module

Migration = import_module("tests.proof.first.migrations.0001_note").Migration
