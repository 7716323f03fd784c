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
    ANSWER_CONTEST = "answer_contest", _("answer a disagreement about an entry")
    READ_OWN = "read_own", _("read one's own record")
    CONTEST = "contest", _("contest an entry of one's own record")
    CHECK_REPORT = "check_report", _("check what a colleague has written before it leaves")
    COMMENT = "comment", _("say something before a decision about oneself")
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
    COORDINATE = "coordinate", _("select, insure and place volunteers")
    READ_TASK = "read_task", _("see a task of one's own")
    DO_TASK = "do_task", _("write what was done in a task of one's own")
    KEEP_VICTIM = "keep_victim", _("keep a victim's contact, wishes and agreements")
    REVIEW_RETENTION = "review_retention", _("see what is due to be archived or destroyed")
    INSPECT = "inspect", _("read under an inspection mandate")
    ANSWER_ORDER_QUERY = "answer_order_query", _("answer a query about an order")
    KEEP_REFERENCE = "keep_reference", _("keep reference data: types, units, authorities")
    PUBLISH_FIGURES = "publish_figures", _("publish the figures of a year")
    USE_SERVICE = "use_service", _("see pages that show no record")


@dataclass(frozen=True)
class RoleRule:
    """A role: for which purpose it looks, what it may do, and one sentence people can check it by."""

    purpose: Purpose
    acts: frozenset
    sentence: str
    reads_only: bool = False


class Role(models.TextChoices):
    """What a log-in is to the service, or to one case."""

    OFFICER = "officer", _("officer")
    MANAGER = "manager", _("manager")
    CONTEST_HANDLER = "contest_handler", _("handler of a disagreement")
    CHECKER = "checker", _("second reader of a report")
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


def _rule(purpose, sentence, *acts, reads_only=False):
    return RoleRule(purpose, frozenset({*acts, Act.USE_SERVICE}), sentence, reads_only)


ROLES = {
    Role.OFFICER: _rule(
        Purpose.SUPERVISION,
        _("Keeps the cases assigned to them and takes new persons on."),
        Act.LIST_CASES,
        Act.READ_CASE,
        Act.READ_LOOKS,
        Act.OPEN_CASE,
        Act.KEEP_CASE,
    ),
    Role.MANAGER: _rule(
        Purpose.SUPERVISION,
        _("Reads the cases of their unit, sees caseload and what is overdue, and decides on doubtful orders."),
        Act.LIST_CASES,
        Act.READ_CASE,
        Act.READ_LOOKS,
        Act.MANAGE_UNIT,
        Act.BIND_ORDER,
        Act.READ_COMPLAINT,
    ),
    Role.CHECKER: _rule(
        Purpose.SUPERVISION,
        _("Reads one case to check one report or transcript that a colleague wrote."),
        Act.READ_CASE,
        Act.CHECK_REPORT,
    ),
    Role.STAFF_CONCERNED: _rule(
        Purpose.COMPLAINT,
        _("Learns the substance of a complaint about them, and answers it."),
        Act.READ_COMPLAINT,
        Act.ANSWER_COMPLAINT,
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
        Act.APPLY,
        Act.WITHDRAW_MANDATE,
        Act.WRITE_TO_SERVICE,
        Act.COMPLAIN,
        Act.READ_COMPLAINT,
    ),
    Role.REPRESENTATIVE: _rule(
        Purpose.OWN_RECORD,
        _("Reads, under a mandate in force, what the person reads."),
        Act.READ_OWN,
    ),
    Role.AUTHORITY: _rule(
        Purpose.DECISION,
        _("Answers queries about its orders, sees of a case what its decision needs, and rules."),
        Act.ANSWER_ORDER_QUERY,
        Act.DECIDE,
    ),
    Role.INSPECTOR: _rule(
        Purpose.INSPECTION,
        _("Reads the cases a mandate covers while it lasts, and writes nothing."),
        Act.LIST_CASES,
        Act.READ_CASE,
        Act.READ_LOOKS,
        Act.INSPECT,
        reads_only=True,
    ),
    Role.INVESTIGATOR: _rule(
        Purpose.COMPLAINT,
        _("Investigates and decides complaints given to them, never about themselves or those they report to."),
        Act.READ_COMPLAINT,
        Act.INVESTIGATE,
    ),
    Role.VOLUNTEER: _rule(
        Purpose.VOLUNTEERING, _("Sees the task they were given, and writes what was done."), Act.READ_TASK, Act.DO_TASK
    ),
    Role.COORDINATOR: _rule(
        Purpose.VOLUNTEERING,
        _("Selects, insures and places volunteers."),
        Act.COORDINATE,
    ),
    Role.AGENCY: _rule(
        Purpose.PLACEMENT,
        _("Sees the placements it was sent and records the hours worked, never the offence."),
        Act.READ_PLACEMENT,
        Act.RECORD_HOURS,
    ),
    Role.VICTIM_CONTACT: _rule(
        Purpose.VICTIM_CONTACT,
        _("Keeps in touch with victims, on records of their own."),
        Act.KEEP_VICTIM,
    ),
    Role.RECORDS: _rule(
        Purpose.RETENTION,
        _("Sees what is due to be archived or destroyed."),
        Act.REVIEW_RETENTION,
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
