"""What this floor puts on the reference-data site: organisations, who acts for them, agreements, kinds of help."""

from django.contrib import admin

from cases.reference_admin import ReferenceAdmin
from volunteers.models import Agreement, PartnerMember, PartnerOrganisation, TaskKind


@admin.register(PartnerOrganisation)
class PartnerOrganisationAdmin(ReferenceAdmin):
    list_display = ("name", "offers")


@admin.register(PartnerMember)
class PartnerMemberAdmin(ReferenceAdmin):
    list_display = ("name", "organisation", "starts_at", "ends_at")
    list_select_related = ("organisation",)


@admin.register(Agreement)
class AgreementAdmin(ReferenceAdmin):
    list_display = ("organisation", "document", "starts_at", "ends_at", "insured_until", "safe_until")
    list_select_related = ("organisation",)


@admin.register(TaskKind)
class TaskKindAdmin(ReferenceAdmin):
    list_display = ("code", "reserved_to_staff")
