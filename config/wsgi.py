"""The web server's way in. It refuses to serve a database whose triggers are not the generated ones."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()

from cases.history.triggers import require_installed  # noqa: E402 (the apps must be loaded first)

require_installed()
