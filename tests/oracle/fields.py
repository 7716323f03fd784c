"""Which audience may see which field of which noun, as the Rules ask it: letters for audiences, one line a noun.

S the officer and whoever leads them · I an inspector · C who answers a disagreement · O the person and who acts for
them · D a deciding authority · K who looks into a complaint · P an agency with a placement · A an agency that helps ·
V volunteers and who coordinates them · W victim contact · R records staff · Y research · U the public
"""

AUDIENCES = {
    "supervision": "S",
    "inspection": "I",
    "contest": "C",
    "own_record": "O",
    "decision": "D",
    "complaint": "K",
    "placement": "P",
    "assistance": "A",
    "volunteering": "V",
    "victim_contact": "W",
    "retention": "R",
    "research": "Y",
    "publication": "U",
}
ALL = "SICODKPAVWRYU"
STAFF = "SIC"  # the service's own work, and those who check it
OWN = STAFF + "O"  # and the person (rule 45)
COURT = OWN + "D"  # and who decides (rules 67–70)
NEAR = COURT + "KPAV"  # and whoever works with the person at all
CLOSED = ""  # log-ins behind a record: nobody's business

# Noun: (who sees its fields, {field: who sees this one instead}). What is not named here is nobody's.
NOUNS = {
    # The record and who keeps it (rules 42–45).
    "Person": (NEAR, {"reference birth_date": COURT, "nationality sex": OWN, "reading_need": OWN + "A"}
               | {"disability_need": OWN + "PA", "user": CLOSED}),
    "ContactPoint": (OWN, {"person": STAFF}),
    "CaseRecord": (NEAR, {"reference unit": NEAR + "R", "ended_on ended_as": COURT + "R"}
                   | {"last_entry_at": STAFF, "opened_on": COURT}),
    "Assignment": (OWN, {"user reason": STAFF, "handed_over": "SI", "staff": NEAR}),
    "CaseGrant": (STAFF, {"starts_at ends_at purpose": OWN, "user": CLOSED}),
    "UnitGrant": (STAFF, {"starts_at ends_at purpose": OWN, "user": CLOSED}),
    "Exclusion": ("I", {"user": CLOSED}),
    "Entry": (OWN, {"open_from_version": STAFF}),
    "OthersSegment": ("SI", {"entry": STAFF}),
    "ThirdPartyIdentifier": ("SI", {}),
    "ShownAllTheSame": ("SI", {}),
    "Withholding": ("SI", {}),
    "WithholdingGround": (ALL, {}),
    "Alert": ("S", {}),
    "Contest": (OWN, {"statement lodged_at answer answered_at case reasons": COURT, "entry_version": STAFF}),
    "Explanation": (COURT, {"case": OWN, "about": STAFF}),
    "Mandate": (OWN, {"user": CLOSED}),
    "Message": (OWN, {}),
    "OwnLogin": (STAFF, {"code_hash": CLOSED}),
    "StoredFile": (COURT, {"digest": STAFF}),
    "Deadline": (STAFF, {}),
    "Hold": ("R", {}),
    "RetentionRule": (ALL, {}),
    # Victims: apart from everything (rules 8, 9).
    "VictimContact": ("W", {}),
    "VictimIdentifier": ("W", {"version": "W"}),
    "ProtectiveInstruction": ("S", {}),
    # The service itself.
    "Jurisdiction": (ALL, {}),
    "Unit": (ALL, {"parent": STAFF}),
    "StaffMember": (NEAR, {"capacity user starts_at ends_at": STAFF}),
    "InspectionMandate": (STAFF, {"user": CLOSED, "body": ALL}),
    "Figure": (ALL, {}),
    "Document": (COURT, {"role begun_at": STAFF, "asked_by": CLOSED}),
    # Complaints: never in the record (rules 93–97).
    "Complaint": ("KO", {"name lodged_at state wanted staff investigator text unit": "KOS", "lodged_by": CLOSED}),
    "ComplaintDecision": ("KOS", {}),
    "Delivery": ("KOS", {}),
    "Statement": ("K", {}),
    # Sanctions: the law's catalogue is public; an order is the court's and the person's (rules 14–16, 102).
    "SanctionType": (ALL, {}),
    "ConditionType": (ALL, {}),
    "AdmittedCondition": (ALL, {}),
    "DecidingAuthority": (ALL, {}),
    "Power": (ALL, {}),
    "AuthorityMember": (STAFF, {"user": CLOSED}),
    "Decision": (COURT, {}),
    "OrderQuery": (COURT, {}),
    "Sanction": (NEAR, {"binds_because decision sanction_type in_force_at": COURT}),
    "Condition": (COURT, {"condition_type amount lifted_on": COURT + "P"}),
    "Appointment": (OWN, {}),
    # Community service: the hours, never the offence (rules 39–41, 49).
    "Placement": (OWN + "P", {}),
    "HourLine": (COURT + "P", {"note recorded_by": OWN}),
    # From a failure to a ruling (rules 63–70).
    "AllegedFailure": (COURT, {"entry_version": STAFF}),
    "NonComplianceReport": (COURT, {"check_note": STAFF}),
    "DraftPassage": (STAFF, {}),
    "ReportPassage": (COURT, {"entry_version": STAFF}),
    "UnseenPassage": (STAFF + "D", {"entry_version": STAFF}),
    "Allegation": (COURT, {}),
    "Comment": (COURT, {}),
    "FactRequest": (COURT, {}),
    "Hearing": (COURT, {}),
    "Ruling": (COURT, {}),
    "FactFinding": (COURT, {}),
    "Consequence": (COURT, {}),
    "RulingDelivery": (COURT, {}),
    "RulingTranscript": (STAFF, {}),
    "TranscriptFinding": (STAFF, {}),
    # Applications (rules 71, 72).
    "Application": (COURT, {}),
    "ApplicationComment": (COURT, {}),
    "ApplicationDecision": (COURT, {}),
    "ServiceView": (COURT, {}),
    # The community taking part (rules 50–55, 85–89).
    "PartnerOrganisation": (ALL, {"address phone": STAFF + "OPAV"}),
    "Agreement": (STAFF + "OPAV", {}),
    "PartnerMember": (STAFF + "OPAV", {"user": CLOSED}),
    "Volunteer": ("V", {"name languages": "SIOV", "user": CLOSED}),
    "VolunteerCheck": ("V", {}),
    "TaskKind": (ALL, {}),
    "Task": ("SIOV", {"case": "SIO"}),
    "VolunteerAssignment": ("SIOV", {}),
    "VisitNote": ("SIOV", {}),
}  # fmt: skip
# What every noun has: its key names nothing by itself; versions are the service's own (law 11).
EVERY = {"id": ALL, "version": STAFF, "root": STAFF}


def sees(noun, field, purpose) -> bool:
    """Whether somebody who looks for a purpose may see a field of a noun. KeyError for a noun nobody stated."""
    usual, others = NOUNS[noun]
    stated = {name: who for names, who in others.items() for name in names.split()}
    return AUDIENCES[purpose] in (EVERY | stated).get(field, usual)


def stated_fields(noun) -> set:
    """The fields of a noun that are named one by one."""
    return {name for names in NOUNS[noun][1] for name in names.split()}
