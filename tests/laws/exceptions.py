"""Every exception from a law, counted, each with its reason. A law's test fails for one that is not used."""

COUNT = 98

AUDIENCE = "the newest document is the copy that the person asked for; what one audience was given, another never sees"
LISTED = "stands in the list of documents, of which each audience sees its own; the record itself names none"
CHANGES = "shown on the page of what changed alone, which the case's pages lead to"
OUTSIDERS = "outsiders never see a version (law 11); what was ruled on is refused"
CARRIED_OUT = "only while a change of the court waits to be carried out; test_changed_orders walks it"
GIVEN_UP = "only for a file that somebody proposed to destroy; test_erasing walks it"
PRESERVED = "only for a file that is preserved; test_files walks it"
ENDED = "only for a record that has ended; test_retention walks it"
SETTLED = "only for an ended record that is due or archived; test_archiving walks it"
REVIEWING = "only for whoever was asked to review an answer; test_contest_onward walks it"
SENT = "only for whom something was sent; test_disclosures walks it"
STEPPED = "the newest referral was passed on already; test_screening walks it"
JOINED = "the newest match is joined already; test_duplicates walks it"

EXCEPTIONS = {
    "gate": {
        "landing": "the first page: no record, open to everybody",
        "home": "leads on to the first page of a role, shows nothing itself",
        "demo_login": "lets invented people in, and only where DEMO=1",
        "public:home": "what sanctions are, and published figures: no record, open to everybody",
        "public:year": "the same, of a year",
        "stay": "renews a session, answers with no content",
        "set_language": "changes the language of the pages, for visitors too",
        "accounts/": "the sign-in package's own pages show the log-in alone",
        "admin/": "reference data alone, through the gate's own backend",
    },
    "packages imported": {
        "*/migrations/* simple_history": "migrations spell out the bases a table was made with",
    },
    "refused by the record's state": {
        "authority:sent_file": SENT,
        "partner:sent_file": SENT,
        "cases:contest_review": REVIEWING,
        "cases:withholding": "whoever answers a disagreement or checks a report reads the case, and learns of no such",
        "reports:document": AUDIENCE,
        "reports:file": AUDIENCE,
        "my:document": AUDIENCE,
        "my:file": AUDIENCE,
        "sanctions:bind": "only an order that was queried is bound; the newest one is being recorded",
        "sanctions:condition_add": "only while an order is being recorded; in most cases it is settled",
        "sanctions:condition_edit": "only while an order is being recorded; in most cases it is settled",
        "sanctions:changes": CARRIED_OUT,
        "sanctions:condition_lift": CARRIED_OUT,
        "sanctions:edit": "only while an order is being recorded; in most cases it is settled",
        "sanctions:settle": "only while an order is being recorded; in most cases it is settled",
        "sanctions:failure_of_appointment": "the newest appointment is still to come, so it is no failure",
        "sanctions:hours": "the newest condition counts meetings, not hours",
        "sanctions:placement_new": "the newest condition counts meetings, not hours",
        "sanctions:hours_new": "the newest condition counts meetings, not hours",
        "sanctions:reparation": "the newest condition asks for nothing to be made good",
        "sanctions:reparation_new": "the newest condition asks for nothing to be made good",
        "victims:withdraw": "the newest answer is no agreement that could be taken back; test_victim_contact walks it",
    },
    "never opened": {
        "cases:contest_review": REVIEWING,
        "my:kept_file": "only where a ruling was made on paper; test_transcripts walks it",
        "cases:file_let_go": PRESERVED,
        "cases:file_order_away": GIVEN_UP,
        "cases:hold": ENDED,
        "cases:bring_back": SETTLED,
        "cases:retention_carry_out": SETTLED,
        "cases:retention_decide": SETTLED,
        "cases:hold_lift": ENDED,
        "authority:consequence": "only after a ruling that revokes; test_rulings walks it",
        "sanctions:changes": CARRIED_OUT,
        "sanctions:condition_lift": CARRIED_OUT,
        "authority:paper_order": "takes a press and leads to the paper",
        "authority:received": "takes a press and leads back to the report",
        "sanctions:failure_of_appointment": "the newest appointment is still to come, so it is no failure",
    },
    "no version asked for": {
        "case.share: Entry": "takes each entry with the version that was read; one that was changed is refused",
        "mandate.end: Mandate": "ends whatever was changed; a second end is refused",
        "mandate.withdraw: Mandate": "ends whatever was changed; the person sees no version",
        "consent.take_back: PersonConsent": "the person sees no version; a second one is refused",
        "contest.ask_review: Contest": "the person sees no version; a second one is refused",
        "contest.withdraw: CaseGrant, Contest": "the person sees no version; a second one is refused",
        "report.draft: AllegedFailure": "takes only failures nobody has decided about, and refuses all others",
    },
    "not on the officer's pages": {
        "Assignment.handed_over": CHANGES,
        "CaseGrant.basis": "one that names a record by its key is said in words",
        "Document.reference": AUDIENCE,
        "Explanation.understood": CHANGES,
        "Referral.closed_by": "stands there once it is closed; test_screening walks it",
        "Removal.reasons": "stand beside the entry once it was decided that it stays; test_wrong_record walks it",
    },
    "not on the person's page": {"Document.reference": LISTED},
    "not in the person's print": {"Document.reference": LISTED},
    "not in the person's file": {"Document.reference": LISTED},
    "changes no record": {
        "job.retry": "a job is no record: keys alone, and its action says who let it be tried again",
    },
    "no form with a version": {
        "victim.write": "only where words stand there already; test_victim_contact walks it",
        "referral.pass_on": STEPPED,
        "referral.override": STEPPED,
        "victim.refer_answer": "only for a victim's referral that was passed on; test_victim_screening walks it",
        "contest.review": REVIEWING,
        "disclosure.send": "only for what was put together and has not left; test_disclosures walks it",
        "recipient.confirm": "only for who was told already; test_contest_onward walks it",
        "ruling.transcribe": "takes a scan as well; test_transcripts walks it",
        "hold.lift": ENDED,
        "record.bring_back": SETTLED,
        "retention.carry_out": SETTLED,
        "retention.decide": SETTLED,
        "match.set_apart": JOINED,
        "person.join": JOINED,
        "file.let_go": PRESERVED,
        "file.order_destruction": GIVEN_UP,
        "release.decide": "only for a copy that was made; test_releases walks it",
        "case.hand_over": "nobody else of the unit can keep the newest case; test_kept_up_to_date walks it",
        "change.carry_out": CARRIED_OUT,
        "condition.lift": CARRIED_OUT,
        "complaint.answer": "what the newest question asks is answered; test_complaints walks it",
        "comment.make": "the person sees no version; a second comment is refused",
        "application.comment": "the person sees no version; a second comment is refused",
        "application.withdraw": "the person sees no version; what is decided or withdrawn is refused",
        "application.decide": OUTSIDERS,
        "hearing.note": OUTSIDERS,
        "hearing.set": OUTSIDERS,
        "report.acknowledge": OUTSIDERS,
        "report.return": OUTSIDERS,
        "ruling.make": OUTSIDERS,
        "order.answer": "outsiders never see a version (law 11); a second answer to a query is refused",
    },
    "written in the language of whoever wrote it": {
        "Officer's own observation": "the source of an outcome, kept in the record as its writer read it",
        "The person": "a part of what was sent, shown in the language in which it left",
    },
    "trusted markup": {
        "config/wording.py": "free text becomes paragraphs here, each line escaped first",
    },
}


def settle(law, found):
    """Assert that what a law's test found are the law's exceptions: no more, and none left over."""
    stated = set(EXCEPTIONS.get(law, ()))
    found = {str(what) for what in found}
    assert not found - stated, f"{law}: {sorted(found - stated)}"
    assert not stated - found, f"{law}: exceptions nobody needs any more: {sorted(stated - found)}"
