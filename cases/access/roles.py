"""Roles and what each may do: data and one sentence each, so that an auditor can read it in a minute."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.disclosure.purposes import Purpose


class Act(models.TextChoices):
    """What can be done. Every view, task and verb names one."""

    LIST_CASES = "list_cases", _("see the list of cases")
    READ_CASE = "read_case", _("read a case record")
    READ_LOOKS = "read_looks", _("see who looked at a record")
    OPEN_CASE = "open_case", _("take a person on")
    KEEP_CASE = "keep_case", _("keep the case record: entries, sanction, appointments, outcomes")
    MANAGE_UNIT = "manage_unit", _("see a unit's caseload and what is overdue")
    BIND_ORDER = "bind_order", _("record why a doubtful order binds")
    DECIDE_REMOVAL = "decide_removal", _("decide whether an entry that does not belong in a record leaves it")
    DECIDE_FILE = "decide_file", _("check what leaves of a file, and let a file that is held back go")
    READ_LIMITS = "read_limits", _("see who must never, or who alone may, know a record")
    LIMIT_ACCESS = "limit_access", _("say who must never, or who alone may, know a record")
    BREAK_GLASS = "break_glass", _("open a record in an emergency, for minutes")
    REVIEW_BREAK_GLASS = "review_break_glass", _("look at why a record was opened in an emergency")
    DECLARE_TIE = "declare_tie", _("declare whom one knows outside work")
    DECIDE_TIE = "decide_tie", _("decide whether a colleague’s tie keeps them from a record")
    READ_INCIDENTS = "read_incidents", _("read the register of incidents")
    SETTLE_MATCH = "settle_match", _("say whether two persons are one, join and part them")
    ANSWER_CONTEST = "answer_contest", _("answer a disagreement about an entry")
    READ_OWN = "read_own", _("read one's own record")
    CONTEST = "contest", _("contest an entry of one's own record")
    CHECK_REPORT = "check_report", _("check what a colleague has written before it leaves")
    COMMENT = "comment", _("say something before a decision about oneself")
    CONSENT = "consent", _("agree, or not, to what needs one's own agreement")
    APPLY = "apply", _("ask the court to change or end one's sanction")
    DECIDE = "decide", _("read what a decision needs, examine and rule")
    WITHDRAW_MANDATE = "withdraw_mandate", _("withdraw a mandate one gave to somebody")
    WRITE_TO_SERVICE = "write_to_service", _("write to whoever keeps one's case")
    COMPLAIN = "complain", _("complain about the service")
    READ_COMPLAINT = "read_complaint", _("read a complaint that concerns oneself")
    ANSWER_COMPLAINT = "answer_complaint", _("answer a complaint about oneself")
    INVESTIGATE = "investigate", _("investigate and decide a complaint")
    READ_PLACEMENT = "read_placement", _("see a placement and its sessions")
    RECORD_HOURS = "record_hours", _("record the hours worked at a placement")
    ASK_FOR_MORE = "ask_for_more", _("ask the service for more about a person, and read what was answered")
    APPROVE_DISCLOSURE = "approve_disclosure", _("approve what is sent beyond the usual, and review what is put off")
    COORDINATE = "coordinate", _("select, insure and place volunteers")
    READ_TASK = "read_task", _("see a task of one's own")
    DO_TASK = "do_task", _("write what was done in a task of one's own")
    KEEP_VICTIM = "keep_victim", _("keep a victim's contact, wishes and agreements")
    BRING_IN = "bring_in", _("bring in the cases of another service, and see what was brought in")
    HAND_ON = "hand_on", _("hand everything that is kept on to another system")
    REVIEW_RETENTION = "review_retention", _("see what is due to be archived or destroyed, and approve it")
    CARRY_OUT_RETENTION = "carry_out_retention", _("archive or destroy what another person approved")
    READ_CERTIFICATES = "read_certificates", _("read how long records are kept, and what was destroyed")
    INSPECT = "inspect", _("read under an inspection mandate")
    ANSWER_ORDER_QUERY = "answer_order_query", _("answer a query about an order")
    KEEP_REFERENCE = "keep_reference", _("keep reference data: types, units, authorities")
    PUBLISH_FIGURES = "publish_figures", _("publish the figures of a year")
    USE_SERVICE = "use_service", _("see pages that show no record")


@dataclass(frozen=True)
class RoleRule:
    """A role: for which purpose it looks, what it may do, and one sentence people can check it by.

    A restricted record is not there for the service's own staff unless they are named; it is there for the roles
    that reach it `despite_restriction` (cases.access.limits says why).
    """

    purpose: Purpose
    acts: frozenset
    sentence: str
    reads_only: bool = False
    despite_restriction: bool = False


class Role(models.TextChoices):
    """What a log-in is to the service, or to one case."""

    OFFICER = "officer", _("officer")
    MANAGER = "manager", _("manager")
    CONTEST_HANDLER = "contest_handler", _("handler of a disagreement")
    CHECKER = "checker", _("second reader of a report")
    EMERGENCY = "emergency", _("reader in an emergency")
    STAFF_CONCERNED = "staff_concerned", _("member of staff a complaint is about")
    PERSON = "person", _("person under supervision")
    REPRESENTATIVE = "representative", _("representative")
    AUTHORITY = "authority", _("member of a deciding authority")
    INSPECTOR = "inspector", _("inspector")
    INVESTIGATOR = "investigator", _("complaints investigator")
    VOLUNTEER = "volunteer", _("volunteer")
    COORDINATOR = "coordinator", _("coordinator of volunteers")
    AGENCY = "agency", _("partner organisation")
    VICTIM_CONTACT = "victimcontact", _("victim contact")
    RECORDS = "records", _("records manager")
    ADMIN = "admin", _("administrator of reference data")


def _rule(purpose, sentence, *acts, **more):
    return RoleRule(purpose, frozenset({*acts, Act.USE_SERVICE}), sentence, **more)


ROLES = {
    Role.OFFICER: _rule(
        Purpose.SUPERVISION,
        _("Keeps the cases assigned to them and takes new persons on."),
        Act.LIST_CASES,
        Act.READ_CASE,
        Act.READ_LOOKS,
        Act.OPEN_CASE,
        Act.KEEP_CASE,
        Act.BREAK_GLASS,
        Act.DECLARE_TIE,
    ),
    Role.MANAGER: _rule(
        Purpose.SUPERVISION,
        _("Reads the cases of their unit, sees caseload and what is overdue, and decides on doubtful orders."),
        Act.LIST_CASES,
        Act.READ_CASE,
        Act.READ_LOOKS,
        Act.MANAGE_UNIT,
        Act.APPROVE_DISCLOSURE,
        Act.BIND_ORDER,
        Act.DECIDE_REMOVAL,
        Act.DECIDE_FILE,
        Act.READ_INCIDENTS,
        Act.READ_COMPLAINT,
        Act.READ_LIMITS,
        Act.LIMIT_ACCESS,
        Act.BREAK_GLASS,
        Act.REVIEW_BREAK_GLASS,
        Act.DECLARE_TIE,
        Act.DECIDE_TIE,
        Act.CARRY_OUT_RETENTION,
        Act.READ_CERTIFICATES,
    ),
    Role.CHECKER: _rule(
        Purpose.SUPERVISION,
        _("Reads one case to check one report or transcript that a colleague wrote."),
        Act.READ_CASE,
        Act.CHECK_REPORT,
    ),
    Role.EMERGENCY: _rule(
        Purpose.SUPERVISION,
        _("Reads one case for minutes, in an emergency that a second person looks at afterwards."),
        Act.READ_CASE,
        despite_restriction=True,
    ),
    Role.STAFF_CONCERNED: _rule(
        Purpose.COMPLAINT,
        _("Learns the substance of a complaint about them, and answers it."),
        Act.READ_COMPLAINT,
        Act.ANSWER_COMPLAINT,
        despite_restriction=True,
    ),
    Role.CONTEST_HANDLER: _rule(
        Purpose.CONTEST,
        _("Reads one case to answer one disagreement, and never their own entry."),
        Act.READ_CASE,
        Act.ANSWER_CONTEST,
    ),
    Role.PERSON: _rule(
        Purpose.OWN_RECORD,
        _("Reads their own record, less what is about others, and contests what is wrong."),
        Act.READ_OWN,
        Act.CONTEST,
        Act.COMMENT,
        Act.CONSENT,
        Act.APPLY,
        Act.WITHDRAW_MANDATE,
        Act.WRITE_TO_SERVICE,
        Act.COMPLAIN,
        Act.READ_COMPLAINT,
        despite_restriction=True,
    ),
    Role.REPRESENTATIVE: _rule(
        Purpose.OWN_RECORD,
        _("Reads, under a mandate in force, what the person reads."),
        Act.READ_OWN,
        despite_restriction=True,
    ),
    Role.AUTHORITY: _rule(
        Purpose.DECISION,
        _("Answers queries about its orders, sees of a case what its decision needs, and rules."),
        Act.ANSWER_ORDER_QUERY,
        Act.DECIDE,
        Act.ASK_FOR_MORE,
        despite_restriction=True,
    ),
    Role.INSPECTOR: _rule(
        Purpose.INSPECTION,
        _("Reads the cases a mandate covers while it lasts, and writes nothing."),
        Act.LIST_CASES,
        Act.READ_CASE,
        Act.READ_LOOKS,
        Act.READ_INCIDENTS,
        Act.READ_LIMITS,
        Act.INSPECT,
        Act.READ_CERTIFICATES,
        reads_only=True,
        despite_restriction=True,
    ),
    Role.INVESTIGATOR: _rule(
        Purpose.COMPLAINT,
        _("Investigates and decides complaints given to them, never about themselves or those they report to."),
        Act.READ_COMPLAINT,
        Act.INVESTIGATE,
        despite_restriction=True,
    ),
    Role.VOLUNTEER: _rule(
        Purpose.VOLUNTEERING,
        _("Sees the task they were given, and writes what was done."),
        Act.READ_TASK,
        Act.DO_TASK,
        despite_restriction=True,
    ),
    Role.COORDINATOR: _rule(
        Purpose.VOLUNTEERING,
        _("Selects, insures and places volunteers."),
        Act.COORDINATE,
        despite_restriction=True,
    ),
    Role.AGENCY: _rule(
        Purpose.PLACEMENT,
        _("Sees the placements it was sent and records the hours worked, never the offence."),
        Act.READ_PLACEMENT,
        Act.RECORD_HOURS,
        Act.ASK_FOR_MORE,
        despite_restriction=True,
    ),
    Role.VICTIM_CONTACT: _rule(
        Purpose.VICTIM_CONTACT,
        _("Keeps in touch with victims, on records of their own."),
        Act.KEEP_VICTIM,
        Act.DECLARE_TIE,
        despite_restriction=True,
    ),
    Role.RECORDS: _rule(
        Purpose.RETENTION,
        _("Sees what is due to be archived, destroyed or erased, and joins records of one person."),
        Act.REVIEW_RETENTION,
        Act.READ_CERTIFICATES,
        Act.READ_INCIDENTS,
        Act.SETTLE_MATCH,
        Act.DECLARE_TIE,
        Act.BRING_IN,
        Act.HAND_ON,
    ),
    Role.ADMIN: _rule(
        Purpose.SUPERVISION,
        _("Keeps reference data and log-ins, publishes the year’s figures, and sees no record."),
        Act.KEEP_REFERENCE,
        Act.PUBLISH_FIGURES,
    ),
}


def roles_that_may(act) -> frozenset:
    """The roles that may do `act`."""
    return frozenset(role for role, rule in ROLES.items() if act in rule.acts)
