"""Two people saved the same form: both texts side by side, and the form at the new version (law 7)."""

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

    def both_texts(self, current: dict, **versions) -> list:
        """Of each field that differs both texts; the form then carries the new versions. Nothing typed is lost."""
        if not self.stale:
            return []
        data = self.form.data.copy()
        data.update({self.form.add_prefix(name): version for name, version in versions.items()})
        self.form.data = data
        rows = []
        for name, now_there in ((n, v) for n, v in current.items() if n in self.form.fields):
            typed, there = _shown(self.form, name, self.form.cleaned_data.get(name)), _shown(self.form, name, now_there)
            if typed != there:
                label = self.form.fields[name].label
                rows.append({"title": _("%(field)s: what you typed") % {"field": label}, "text": typed})
                rows.append({"title": _("%(field)s: what stands there now") % {"field": label}, "text": there})
        return rows


def _shown(form, name, value):
    field = form.fields[name]
    if hasattr(field, "label_from_instance"):
        value = getattr(value, "pk", value)
        return next((field.label_from_instance(row) for row in field.queryset.filter(pk=value)), "") if value else ""
    if hasattr(field, "choices"):
        return str(dict(field.choices).get(value, value or ""))
    return "" if value is None else str(value)
