"""What this floor puts on the reference-data site: authorities, powers and the catalogue."""

from django.contrib import admin

from cases.reference_admin import ReferenceAdmin
from sanctions.models import AdmittedCondition, AuthorityMember, ConditionType, DecidingAuthority, Power, SanctionType


@admin.register(DecidingAuthority)
class DecidingAuthorityAdmin(ReferenceAdmin):
    list_display = ("name", "kind", "appeals_to")


@admin.register(AuthorityMember)
class AuthorityMemberAdmin(ReferenceAdmin):
    list_display = ("name", "authority", "starts_at", "ends_at")


@admin.register(Power)
class PowerAdmin(ReferenceAdmin):
    list_display = ("authority", "sanction_type")
    list_select_related = ("authority", "sanction_type")


@admin.register(AdmittedCondition)
class AdmittedConditionAdmin(ReferenceAdmin):
    list_display = ("sanction_type", "condition_type")
    list_select_related = ("sanction_type", "condition_type")


@admin.register(SanctionType)
class SanctionTypeAdmin(ReferenceAdmin):
    list_display = ("code", "legal_reference", "binds", "min_days", "max_days")


@admin.register(ConditionType)
class ConditionTypeAdmin(ReferenceAdmin):
    list_display = ("code", "measure", "min_amount", "max_amount")
