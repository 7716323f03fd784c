"""The product's settings with the proof app; PROOF_RELEASE=1 is its first release."""

from config.settings import *  # noqa: F403
from config.settings import INSTALLED_APPS, env

PROOF_RELEASE = env.int("PROOF_RELEASE", default=2)
INSTALLED_APPS = [*INSTALLED_APPS, "tests.proof"]
if PROOF_RELEASE == 1:
    MIGRATION_MODULES = {"proof": "tests.proof.first.migrations"}
