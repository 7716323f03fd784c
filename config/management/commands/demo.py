"""Fill the demo service once, and print how to get in."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from cases.models import Jurisdiction
from config.demo.cast import PASSWORD
from config.demo.stories import tell
from config.demo_logins import DEMO_LOGINS


class Command(BaseCommand):
    help = "Fill the demo service (once) and print its log-ins. Only with DEMO=1."

    def handle(self, *args, **options):
        if not settings.DEMO:
            raise CommandError("The demo's log-ins have a known password: set DEMO=1, never for real data.")
        if not Jurisdiction.objects.exists():
            tell(timezone.now())
        self.stdout.write(f"Log-ins (password {PASSWORD}), or one click on the landing page:")
        for username, who, first in DEMO_LOGINS:
            self.stdout.write(f"  {username:15} {who}: {first}")
