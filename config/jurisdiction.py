"""Loading a jurisdiction: a country adapts a file of data, not code (law 12)."""

import json
from pathlib import Path

from django.utils import timezone

from cases.history.action import SYSTEM_ACTOR, recorded
from cases.models import (
    ConsentPurpose,
    Instrument,
    Jurisdiction,
    LegalGround,
    OffenceClass,
    RetentionRule,
    VictimEvent,
    WithholdingGround,
)
from sanctions.models import AdmittedCondition, ConditionType, DecidingAuthority, Power, SanctionType
from volunteers.models import TaskKind

DEMO_FILE = Path(__file__).parent / "jurisdictions" / "demo.json"


def load(path=DEMO_FILE, now=None) -> Jurisdiction:
    """Write what a jurisdiction's file holds, all or nothing, in one action of the system. Returns the jurisdiction.

    The file names limits, condition types, sanction types with what they admit, authorities with their powers,
    kinds of help by volunteers, rules of retention, grounds to withhold and to disclose, kinds of offence, purposes of
    consent, what victims may be told, and the instruments by which needs are found.
    """
    data = json.loads(Path(path).read_text(encoding="utf-8"))
    with recorded("jurisdiction.load", by=SYSTEM_ACTOR, now=now or timezone.now(), reason=Path(path).name):
        jurisdiction = _new(Jurisdiction, data["jurisdiction"])
        conditions = {row["code"]: _new(ConditionType, row) for row in data["condition_types"]}
        types = {}
        for row in data["sanction_types"]:
            admits = row.pop("admits")
            types[row["code"]] = _new(SanctionType, row)
            for code in admits:
                _new(AdmittedCondition, {"sanction_type": types[row["code"]], "condition_type": conditions[code]})
        _authorities(data["authorities"], types)
        for row in data.get("task_kinds", ()):
            _new(TaskKind, row)
        for row in data.get("retention_rules", ()):
            _new(RetentionRule, row)
        for row in data.get("withholding_grounds", ()):
            _new(WithholdingGround, row)
        for row in data.get("legal_grounds", ()):
            _new(LegalGround, row)
        for row in data.get("offence_classes", ()):
            _new(OffenceClass, row)
        for row in data.get("instruments", ()):
            _new(Instrument, row)
        _consents(data)
    return jurisdiction


def _consents(data):
    purposes = {row["code"]: _new(ConsentPurpose, row) for row in data.get("consent_purposes", ())}
    for row in data.get("victim_events", ()):
        _new(VictimEvent, row | {"purpose": purposes[row["purpose"]]})


def _authorities(rows, types):
    known = {}
    for row in rows:
        powers, appeals_to = row.pop("may_impose"), row.pop("appeals_to", None)
        authority = _new(DecidingAuthority, row | {"appeals_to": known.get(appeals_to)})
        known[authority.name] = authority
        for code in powers:
            _new(Power, {"authority": authority, "sanction_type": types[code]})


def _new(model, fields):
    record = model(**fields)
    record.full_clean()
    record.save()
    return record
