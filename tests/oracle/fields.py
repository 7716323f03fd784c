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
# Whoever may know the offence, and so what gives it away: no agency that places or helps, no volunteer (39–41, 49).
TOLD = "SICODKWRYU"
CLOSED = ""  # log-ins behind a record: nobody's business

# Noun: (who sees its fields, {field: who sees this one instead}). What is not named here is nobody's.
NOUNS = {
    # The record and who keeps it (rules 42–45).
    "Person": (NEAR, {"reference birth_date": COURT, "nationality sex": OWN, "reading_need reads": OWN + "A"}
               | {"disability_need": OWN + "PA", "user": CLOSED}),
    "ContactPoint": (OWN, {"person": STAFF}),
    "CaseRecord": (NEAR, {"reference unit": NEAR + "R", "ended_on ended_as": COURT + "RW"}
                   | {"last_entry_at": STAFF, "opened_on": COURT, "archived_on": OWN + "R"}),
    # Where it was brought in from, and the imports (rules 42, 45).
    "CaseImport": ("R", {"made_by": CLOSED}),
    "Origin": (OWN, {"case_import digest": CLOSED}),
    "Assignment": (OWN, {"user reason": STAFF, "handed_over": "SI", "staff": NEAR}),
    "CaseGrant": (STAFF, {"starts_at ends_at purpose": OWN, "user": CLOSED}),
    "UnitGrant": (STAFF, {"starts_at ends_at purpose": OWN, "user": CLOSED}),
    # Who is kept from a record, who alone knows it: whoever leads and inspects, not whoever keeps it.
    "Exclusion": ("SI", {"user": CLOSED}),
    "Restriction": ("SI", {}),
    "Named": ("SI", {"user": CLOSED}),
    "Tie": ("S", {"user": CLOSED}),
    "TieMatch": ("S", {"exclusion": CLOSED}),
    # Opened in an emergency: the person reads that it was, and what came of it; not by whom, nor why (rule 47).
    "BreakGlass": ("SI", {"case opened_at closes_at answer reviewed_at": "SIO"}),
    "Entry": (OWN, {"open_from_version": STAFF, "removed_at": CLOSED}),
    "OthersSegment": ("SI", {"entry": STAFF, "removed_at": CLOSED}),
    "ThirdPartyIdentifier": ("SI", {}),
    "ShownAllTheSame": ("SI", {}),
    "Withholding": ("SI", {"removed_at": CLOSED}),
    "WithholdingGround": (ALL, {}),
    "Alert": ("S", {}),
    "Contest": (OWN, {"statement lodged_at answer answered_at case reasons": COURT, "entry_version": STAFF}
                | {"kind about title correction withdrawn_at": COURT, "removed_at": CLOSED}
                | {"review_asked_at review_answer reviewed_at review_reasons review_correction": COURT}),
    "RecipientNotice": (OWN, {"carrier": STAFF}),
    "Omission": (OWN, {}),
    "Explanation": (COURT, {"case": OWN, "about": STAFF}),
    "Mandate": (OWN, {"user": CLOSED}),
    "Message": (OWN, {}),
    "OwnLogin": (STAFF, {"code_hash": CLOSED}),
    "StoredFile": (COURT, {"digest about": STAFF, "apart others": "SI"}),
    # What leaves of a file, how long it is kept, and what keeps it (rules 47, 48).
    "ReleaseCopy": ("SI", {"file recipient why decided_at": OWN}),
    "Blackening": ("SI", {}),
    "FileTerm": ("SI", {}),
    "Deadline": (STAFF, {}),
    "Hold": ("SIR", {"file placed_by": "SI"}),
    # What is proposed for an ended record, and that one was destroyed: numbers and days (rule 48).
    "RetentionProposal": ("SIR", {"decided_by": "SI", "carried_by": CLOSED}),
    "Destruction": ("SIR", {"approved_by ordered_by leaves origins": CLOSED}),
    "Erased": (CLOSED, {}),
    "RetentionRule": (ALL, {}),
    # An entry that does not belong here, and the same person recorded twice (rules 42, 43, 45).
    "Removal": ("SI", {"decided_at case": "SIO"}),
    "Incident": ("SIR", {"why reasons decided_by found_by": "SI"}),
    "IncidentViewer": ("SIR", {"name who": "SI"}),
    "Carrier": ("SIR", {}),
    "ErasureOrder": ("SIR", {"ordered_by": "SI"}),
    "PossibleMatch": ("R", {"other person": CLOSED}),
    "PersonJoin": ("R", {"duplicate kept": CLOSED}),
    # What others ask for and what was sent to them; the person reads it unless that is put off (rules 47, 49).
    "LegalGround": (ALL, {}),
    "OffenceClass": (ALL, {}),
    "DisclosureRequest": (STAFF + "DPA", {"asker_kind asker_key entered_by": STAFF}),
    "DisclosureMade": (COURT + "PA", {"request refused": STAFF + "DPA", "needs because approver approved_at": "SI"}
                       | {"approval_reasons": "SI", "asker_kind asker_key language state prepared_by": STAFF}
                       | {"prepared_at sent_by content_hash file_hash pages": STAFF}),
    "DisclosureItem": (COURT + "PA", {"noun about fields": STAFF}),
    "DisclosureStep": (COURT + "PA", {"by": STAFF}),
    "Deferral": ("SI", {}),
    # Needs: what was asked, and the help that was asked for (rules 33, 45, 60).
    "Instrument": (ALL, {}),
    "CaseAssessment": (OWN, {}),
    "Referral": (OWN, {}),
    "NeedsSummary": (OWN, {}),
    # Victims: apart from everything (rules 8, 9).
    "VictimContact": ("W", {}),
    "VictimIdentifier": ("W", {"version": "W"}),
    "VictimConsent": ("W", {"version": "W"}),
    "VictimNotice": ("W", {"version": "W"}),
    "VictimAssessment": ("W", {"version": "W"}),
    "VictimReferral": ("W", {"version": "W"}),
    "AgreedWork": ("W", {"version": "W"}),
    "ConsentPurpose": (COURT + "W", {}),
    "VictimEvent": ("W", {}),
    "ProtectiveInstruction": ("S", {}),
    # The service itself.
    "Jurisdiction": (ALL, {}),
    "Unit": (ALL, {"parent": STAFF}),
    "StaffMember": (NEAR, {"capacity user starts_at ends_at": STAFF}),
    "InspectionMandate": (STAFF, {"user": CLOSED, "body": ALL}),
    "Figure": (ALL, {}),
    "Document": (COURT, {"role begun_at": STAFF, "asked_by removed_at": CLOSED}),
    # Complaints: never in the record (rules 93–97).
    "Complaint": ("KO", {"name lodged_at state wanted staff investigator text unit": "KOS", "lodged_by": CLOSED}),
    "ComplaintDecision": ("KOS", {}),
    "Delivery": ("KOS", {}),
    "Statement": ("K", {}),
    # Sanctions: the law's catalogue is public; an order is the court's and the person's (rules 14–16, 102).
    "SanctionType": (TOLD, {"neutral binds min_days max_days extendable": ALL}),
    "ConditionType": (TOLD, {"neutral measure min_amount max_amount": ALL}),
    "AdmittedCondition": (ALL, {}),
    "DecidingAuthority": (TOLD, {"neutral appeals_to": ALL}),
    "Power": (ALL, {}),
    "AuthorityMember": (STAFF, {"user": CLOSED}),
    "Decision": (COURT, {}),
    "OrderQuery": (COURT, {}),
    # That an order began or ended, a breach was decided, what was made good: what a victim may be told of (9, 10).
    "Sanction": (NEAR + "W", {"binds_because decision sanction_type": COURT, "in_force_at": COURT + "W"}),
    "Condition": (COURT, {"condition_type amount": COURT + "PW", "lifted_on": COURT + "P"}
                  | {"case owed_to": COURT + "W"}),
    "ReparationLine": (COURT, {"condition made_good_on counted": COURT + "W"}),
    "Appointment": (OWN, {}),
    # What they read or were told of their conditions, before whoever asks whether they knew (rules 28, 61, 66).
    "Acknowledgement": (COURT, {}),
    # Community service: the hours, never the offence (rules 39–41, 49).
    "Placement": (OWN + "P", {}),
    "HourLine": (COURT + "P", {"note recorded_by": OWN}),
    # From a failure to a ruling (rules 63–70).
    "AllegedFailure": (COURT, {"entry_version": STAFF}),
    "NonComplianceReport": (COURT, {"check_note": STAFF}),
    "DraftPassage": (STAFF, {"removed_at": CLOSED}),
    "ReportPassage": (COURT, {"entry_version": STAFF}),
    "UnseenPassage": (STAFF + "D", {"entry_version": STAFF}),
    "Allegation": (COURT, {}),
    "Comment": (COURT, {}),
    "FactRequest": (COURT, {}),
    "Hearing": (COURT, {}),
    "Ruling": (COURT, {"case outcome ruled_on recorded_at": COURT + "W"}),
    "FactFinding": (COURT, {}),
    "Consequence": (COURT, {}),
    "RulingDelivery": (COURT, {}),
    "RulingTranscript": (STAFF, {}),
    "TranscriptFinding": (STAFF, {}),
    # What the person agreed to: theirs to read, and before whoever decides what happens without it (rules 5, 57–59).
    "PersonConsent": (COURT, {}),
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
