"""Translations without gettext's binaries: babel gathers what people read, app by app, and compiles it."""

from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand

from config import catalogues


class Command(BaseCommand):
    help = "Gather the texts of every app into its catalogues; with --compile, make them ready for use."

    def add_arguments(self, parser):
        parser.add_argument("--compile", action="store_true", help="write the .mo files only")

    def handle(self, *args, **options):
        for folder in our_apps():
            for language in translated_languages():
                path = catalogues.path_of(folder, language)
                if options["compile"]:
                    catalogues.compile_catalogue(path, language)
                else:
                    self.report(path, catalogues.update(folder, language))

    def report(self, path: Path, catalogue) -> None:
        """Say what still waits for a translator."""
        waiting = [message.id for message in catalogue if message.id and catalogues.is_waiting(message)]
        self.stdout.write(f"{path.relative_to(settings.BASE_DIR)}: {len(catalogue)}, {len(waiting)} to translate")


def our_apps() -> list[Path]:
    """The folders of the product's own apps, none of a package's."""
    folders = (Path(app.path) for app in apps.get_app_configs())
    return [folder for folder in folders if folder.parent == settings.BASE_DIR]


def translated_languages() -> list[str]:
    """Every language offered but the one the texts are written in."""
    return [code for code, _name in settings.LANGUAGES if code != "en"]
