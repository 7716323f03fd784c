"""After SECRET_KEY was changed: encrypt what was encrypted under the old one."""

from allauth.mfa.models import Authenticator
from django.core.management.base import BaseCommand
from django.db import transaction

from cases.access.searches import encrypt_searches_anew
from config.factors import encrypt_anew


class Command(BaseCommand):
    help = (
        "Encrypt the secrets of second factors, and what was searched for, under the present SECRET_KEY;"
        " SECRET_KEY_FALLBACKS can go then."
    )

    @transaction.atomic
    def handle(self, *args, **options):
        done = sum(encrypt_anew(kept) for kept in Authenticator.objects.select_for_update().order_by("pk"))
        encrypt_searches_anew()
        self.stdout.write(f"{done} secrets are under the present key.")
