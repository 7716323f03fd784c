"""What the ground puts on the reference-data site. Other packages' own pages there are closed by the gate."""

from django import forms
from django.contrib import admin
from django.contrib.auth import password_validation
from django.utils.translation import gettext_lazy as _

from cases.models import (
    ConsentPurpose,
    Instrument,
    Jurisdiction,
    LegalGround,
    OffenceClass,
    StaffMember,
    Unit,
    User,
    VictimEvent,
    WithholdingGround,
)
from cases.reference_admin import ReferenceAdmin


class NewLogIn(forms.ModelForm):
    """A log-in with a first password, or none until it is activated."""

    first_password = forms.CharField(
        label=_("first password"),
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        validators=[password_validation.validate_password],
        help_text=_("Leave it empty for a log-in that is activated later."),
    )

    class Meta:
        model = User
        fields = ("username", "language")

    def save(self, commit=True):
        """The log-in, its password kept as a hash."""
        self.instance.set_password(self.cleaned_data["first_password"] or None)
        return super().save(commit)


@admin.register(User)
class UserAdmin(admin.ModelAdmin):
    """Log-ins: what a log-in may do follows from posts and grants, never from a flag here."""

    list_display = ("username", "language", "is_active", "last_login")
    search_fields = ("username",)
    fields = ("username", "email", "language", "is_active")
    show_full_result_count = False

    def get_form(self, request, obj=None, **kwargs):
        """Passwords are set once, when the log-in is made."""
        return super().get_form(request, obj, **({} if obj else {"form": NewLogIn}) | kwargs)

    def get_fields(self, request, obj=None):
        """A new log-in asks for its first password."""
        return self.fields if obj else ("username", "language", "first_password")

    def has_delete_permission(self, request, obj=None):
        """A log-in is closed, never deleted: history names it."""
        return False


@admin.register(Unit)
class UnitAdmin(ReferenceAdmin):
    list_display = ("name", "parent")


@admin.register(StaffMember)
class StaffMemberAdmin(ReferenceAdmin):
    list_display = ("name", "duty", "unit", "starts_at", "ends_at")
    list_filter = ("duty",)


@admin.register(Jurisdiction)
class JurisdictionAdmin(ReferenceAdmin):
    list_display = ("name",)


@admin.register(WithholdingGround)
class WithholdingGroundAdmin(ReferenceAdmin):
    list_display = ("code", "legal_reference", "may_hide")


@admin.register(LegalGround)
class LegalGroundAdmin(ReferenceAdmin):
    list_display = ("code", "legal_reference", "purpose", "holds_for")


@admin.register(ConsentPurpose)
class ConsentPurposeAdmin(ReferenceAdmin):
    list_display = ("code", "owner", "serves", "months")


@admin.register(VictimEvent)
class VictimEventAdmin(ReferenceAdmin):
    list_display = ("code", "may_be_told", "days", "purpose")


@admin.register(Instrument)
class InstrumentAdmin(ReferenceAdmin):
    list_display = ("code", "edition", "answered_by", "licence")

    def has_change_permission(self, request, obj=None):
        """What is asked differently is a new version: answers keep the one they were given to."""
        return False


@admin.register(OffenceClass)
class OffenceClassAdmin(ReferenceAdmin):
    list_display = ("code",)
