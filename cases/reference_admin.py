"""The reference-data site: types, units, authorities, posts and log-ins. No record about a person is ever here."""

from django import forms
from django.contrib import admin
from django.db import models
from django.utils import timezone

from cases.history.action import recorded


class ReferenceAdmin(admin.ModelAdmin):
    """Reference data change by actions like every record, and are never deleted (law 6)."""

    show_full_result_count = False
    # One labelled field for a moment: the site's own pair of fields has no labels of its own.
    formfield_overrides = {
        models.DateTimeField: {
            "form_class": forms.DateTimeField,
            "widget": forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"}),
        }
    }

    def save_model(self, request, obj, form, change):
        """Save inside an action that names what was changed."""
        verb = "reference.change" if change else "reference.add"
        fields = ", ".join(form.changed_data)
        with recorded(verb, by=request.user.pk, now=timezone.now(), root=obj.pk, reason=fields):
            super().save_model(request, obj, form, change)

    def has_delete_permission(self, request, obj=None):
        """Nobody deletes."""
        return False
