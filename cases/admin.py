"""What the ground puts on the reference-data site."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import admin
from django.contrib.auth.forms import AdminUserCreationForm
from django.contrib.auth.models import Group

from cases.models import Jurisdiction, StaffMember, Unit, User
from cases.reference_admin import ReferenceAdmin

# Addresses, second factors, sessions and groups are nobody's reference data.
for foreign in (EmailAddress, Authenticator, UserSession, Group):
    if admin.site.is_registered(foreign):
        admin.site.unregister(foreign)


class NewLogIn(AdminUserCreationForm):
    """A log-in with a first password, or none until it is activated."""

    class Meta:
        model = User
        fields = ("username", "language")


@admin.register(User)
class UserAdmin(admin.ModelAdmin):
    """Log-ins: what a log-in may do follows from posts and grants, never from a flag here."""

    add_form = NewLogIn
    list_display = ("username", "language", "is_active", "last_login")
    search_fields = ("username",)
    fields = ("username", "email", "language", "is_active")
    show_full_result_count = False

    def get_form(self, request, obj=None, **kwargs):
        """Passwords are set once, when the log-in is made."""
        return super().get_form(request, obj, **kwargs) if obj else NewLogIn

    def get_fieldsets(self, request, obj=None):
        """A new log-in asks for its password."""
        if obj:
            return super().get_fieldsets(request, obj)
        return [(None, {"fields": ("username", "language", "usable_password", "password1", "password2")})]

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
