"""Two people saved the same form: both texts side by side, and the form at the new version (law 7)."""

import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cases.history.record import StaleVersion
from cases.views.forms_help import STALE, attempt, status_of


class Saving:
    """One try to save a form. `result` is what the verb returned, `stale` whether somebody saved first."""

    def __init__(self, form, act):
        self.form, self.result, self.stale = form, None, False
        try:
            self.result = attempt(form, act)
        except StaleVersion:
            self.stale = True

    @property
    def status(self) -> int:
        """What the page answers with when nothing was saved."""
        return STALE if self.stale else status_of(self.form)

    def both_texts(self, current: dict, parts=(), **versions) -> list:
        """Of each field that differs both texts; the form then carries the new versions. Nothing typed is lost.

        `parts` are forms within the form, each with what stands there now, its version among it.
        """
        if not self.stale:
            return []
        data = self.form.data.copy()
        data.update({self.form.add_prefix(name): version for name, version in versions.items()})
        data.update({part.add_prefix("version"): there["version"] for part, there in parts})
        for form in (self.form, *(part for part, _there in parts)):
            form.data = data
        return [row for form, there in ((self.form, current), *parts) for row in _differing(form, there)]


def _differing(form, current):
    for name, now_there in ((n, v) for n, v in current.items() if n in form.fields and n != "version"):
        typed, there = _shown(form, name, form.cleaned_data.get(name)), _shown(form, name, now_there)
        if typed != there:
            label = form.fields[name].label
            yield {"title": _("%(field)s: what you typed") % {"field": label}, "text": typed}
            yield {"title": _("%(field)s: what stands there now") % {"field": label}, "text": there}


def _shown(form, name, value):
    field = form.fields[name]
    if hasattr(field, "label_from_instance"):
        value = getattr(value, "pk", value)
        return next((field.label_from_instance(row) for row in field.queryset.filter(pk=value)), "") if value else ""
    if hasattr(field, "choices"):
        return str(dict(field.choices).get(value, value or ""))
    if isinstance(value, datetime.datetime):
        return date_format(timezone.localtime(value), "DATETIME_FORMAT")
    if isinstance(value, datetime.date):
        return date_format(value)
    return "" if value is None else str(value)
