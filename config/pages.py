"""The common face of every page: what Jinja2 templates may use, and the context all of them share."""

from pathlib import Path

import django
from django.conf import settings
from django.contrib.messages import get_messages
from django.template.backends.utils import csrf_input
from django.templatetags.static import static
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import (
    get_language,
    get_language_bidi,
    get_language_info,
    gettext,
    ngettext,
    npgettext,
    pgettext,
)
from django_htmx.jinja import htmx_script
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from config import wording
from config.middleware import seconds_left
from config.nav import navigation


def url(name: str, *args, **kwargs) -> str:
    """The address of a named page; templates never write an address by hand."""
    return reverse(name, args=args or None, kwargs=kwargs or None)


def _our_templates(loader: FileSystemLoader) -> FileSystemLoader:
    """Our own folders only: Django's own widgets count on lenient names; its other engine draws them."""
    framework = Path(django.__file__).parent
    return FileSystemLoader([folder for folder in loader.searchpath if not Path(folder).is_relative_to(framework)])


def environment(**options) -> Environment:
    """Jinja2 as the product uses it: a name nobody supplied is an error, never an empty space."""
    env = Environment(  # noqa: S701  (autoescape is forced below)
        **options
        | {
            "loader": _our_templates(options["loader"]),
            "autoescape": True,
            "undefined": StrictUndefined,
            "trim_blocks": True,
            "lstrip_blocks": True,
            "extensions": ["jinja2.ext.i18n"],
        }
    )
    env.policies["ext.i18n.trimmed"] = True
    env.install_gettext_callables(gettext, ngettext, newstyle=True, pgettext=pgettext, npgettext=npgettext)
    env.globals |= {"url": url, "static": static, "htmx_script": htmx_script}
    env.filters |= wording.FILTERS
    env.tests["pair"] = lambda value: isinstance(value, tuple | list)
    return env


def page_context(request) -> dict:
    """What every page knows of its visitor; request and log-in stay outside, for they carry models (law 4).

    The token that forms carry is made once a page, and only where there is a form.
    """
    visitor = getattr(request, "visitor", None)
    return {
        "request": None,
        "csrf_input": SimpleLazyObject(lambda: csrf_input(request)),
        "nav": navigation(visitor, request.path),
        "visitor": visitor and {"is_signed_in": visitor.is_signed_in, "name": visitor.name},
        "languages": [get_language_info(code) for code, _name in settings.LANGUAGES],
        "LANGUAGE_CODE": get_language() or settings.LANGUAGE_CODE,
        "text_direction": "rtl" if get_language_bidi() else "ltr",
        "demo": settings.DEMO,
        "session_seconds": settings.SESSION_COOKIE_AGE,
        "session_left": seconds_left(request.session, visitor.now) if visitor and visitor.is_signed_in else 0,
        "messages": get_messages(request),
        "draft": getattr(request, "draft", None),
    }
