"""What holds after every step of a sanction's life, read from the rows and from the lists that people work by."""

from itertools import product

from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import localdate

from cases.access.decide import enter
from cases.access.roles import Act, Role
from cases.composition import composition
from cases.deadlines.keeping import STEPS as DUE_STEPS
from cases.models import Carrier, Contest, Deadline, RecipientNotice, Referral, Removal
from sanctions.actions.carrying_out import CARRY_OUT
from sanctions.actions.ruling import CHANGES, REVOKES
from sanctions.consents import asks_in, waits_for_agreement
from sanctions.models import (
    AllegedFailure,
    Application,
    ApplicationDecision,
    Appointment,
    Comment,
    Condition,
    Consequence,
    Hearing,
    HourLine,
    NonComplianceReport,
    OrderQuery,
    PersonConsent,
    Ruling,
    Sanction,
)
from sanctions.views import panels
from sanctions.workflow import BEFORE_THE_COURT, BEING_WRITTEN, STEPS
from tests.lives.life import DAY

State = NonComplianceReport.State
PUT_RIGHT = "report.correct"
# Of files and of what was sent, which nobody touches in these lives; of agreements, see the law of their own.
ELSEWHERE = ("file.review", "recording.review", "deferral.review", "consent.ask", "consent.refresh")
WAITS = (Sanction.State.RECEIVED, Sanction.State.QUERIED)
# From which state to which each verb leads; a report begins as a draft.
EDGES = {edge for possible, leads_to in STEPS.values() for edge in product(possible, [leads_to])}
SANCTION_EDGES = {
    ("received", "queried"),
    ("received", "in_force"),
    ("queried", "in_force"),
    ("queried", "replaced"),
    ("in_force", "revoked"),
    ("in_force", "ended"),
}


class Laws:
    """The laws, and what they remember of the step before."""

    def __init__(self, life):
        self.life, self.states, self.terms, self.booked, self.granted = life, {}, {}, set(), set()
        self._see()

    def hold(self, time_passed=True):
        """Every law, after a step; those of pages and lists once time has passed."""
        self.nothing_is_revoked_without_a_ruling()
        self.nothing_ends_early_without_a_granted_application()
        self.reports_move_along_the_table()
        self.nothing_is_demanded_past_the_end()
        self.nothing_is_asked_without_the_agreement_it_needs()
        self.what_waits_has_its_day()
        if time_passed:
            self.the_person_is_shown_nothing_that_is_over()
            self.what_is_overdue_is_on_a_list()
        self._see()

    def _see(self):
        self.states = {row.id: row.state for model in (NonComplianceReport, Sanction) for row in self.life.rows(model)}
        self.terms = self._terms()
        self.granted = set(self._granted().values_list("id", flat=True))
        self.booked = set(self.life.rows(Appointment).values_list("id", flat=True))

    def _terms(self):
        """What an order lays on the person: its days, and how much of what."""
        orders = self.life.rows(Sanction).exclude(state=Sanction.State.RECEIVED)
        amounts = self.life.rows(Condition).exclude(sanction__state=Sanction.State.RECEIVED)
        days = {row.id: (row.starts_on, row.ends_on) for row in orders}
        return days | dict(amounts.values_list("id", "amount"))

    def nothing_is_revoked_without_a_ruling(self):
        """No revocation, no consequence, no other term than was ordered, but by a ruling (rules 12, 67, 68)."""
        revoked = set(self.life.rows(Sanction, state=Sanction.State.REVOKED).values_list("id", flat=True))
        ruled = self.life.rows(Ruling, outcome=Ruling.Outcome.REVOKED).values_list("report__sanction_id", flat=True)
        assert revoked == set(ruled), "revoked without a ruling, or the other way round"
        for consequence in self.life.rows(Consequence).select_related("ruling"):
            assert consequence.ruling.outcome in REVOKES, "a consequence of nothing revoked"
            if consequence.kind in (Consequence.Kind.IMPRISONMENT, Consequence.Kind.SUSPENDED):
                assert consequence.nothing_less and consequence.credit and consequence.amount
        now, shortened = self._terms(), self._shortened()
        ordered = {key: term for key, term in (self.terms | shortened).items() if key not in self._changed()}
        assert {key: now[key] for key in ordered} == ordered, "an order changed by itself"

    def _changed(self):
        """The conditions of orders in which a court changed something: they become what it says."""
        orders = self.life.rows(Deadline, code=CARRY_OUT).values_list("about", flat=True)
        return set(self.life.rows(Condition, sanction_id__in=list(orders)).values_list("id", flat=True))

    def _shortened(self):
        """The terms of the orders whose end a granted application moved, as it says."""
        granted = self._granted().exclude(id__in=self.granted).select_related("application__sanction")
        orders = {row.application.sanction: row.effective_from for row in granted.order_by("id")}
        return {order.id: (order.starts_on, day) for order, day in orders.items() if order.id in self.terms}

    def _granted(self):
        """Every decision that grants an early end."""
        return self.life.rows(ApplicationDecision, outcome="granted", application__kind="end")

    def nothing_ends_early_without_a_granted_application(self):
        """An order that ended before its last day was asked about, and that was granted; nothing is asked on (72)."""
        ended = set(self.life.rows(Sanction, state=Sanction.State.ENDED).values_list("id", flat=True))
        at_once = [row for row in self._granted() if row.effective_from == localdate(row.recorded_at)]
        assert ended == {row.application.sanction_id for row in at_once}, "ended by itself, or the other way round"
        for row in self.life.rows(ApplicationDecision).select_related("application"):
            assert row.application.state == Application.State.DECIDED and row.reasons, "decided, and still open"
        for row in self.life.rows(Application, state=Application.State.OPEN).select_related("sanction"):
            assert row.sanction.state == Sanction.State.IN_FORCE, "something is asked about an order that is over"
        if at_once and not self._lays_duties(localdate(self.life.now)):
            ahead = self.life.rows(Appointment, outcome="", starts_at__gt=self.life.now)
            assert not ahead.filter(case__ended_on=None).exists(), "somebody is expected after the end"

    def reports_move_along_the_table(self):
        """The state of a report moves along the table of steps, that of a sanction along its own."""
        for row in self.life.rows(NonComplianceReport):
            was = self.states.get(row.id)
            moved = (was, row.state)
            assert was == row.state or moved in EDGES or moved == (None, State.DRAFTED), f"{moved}"
        for row in self.life.rows(Sanction):
            was = self.states.get(row.id)
            moved = (was, row.state)
            assert was == row.state or moved in SANCTION_EDGES or moved == (None, "received"), f"{moved}"

    def _lays_duties(self, day):
        """Whether an order lays duties on the person on a day, or may yet turn out to."""
        binds = Q(state=Sanction.State.IN_FORCE, starts_on__lte=day, ends_on__gte=day)
        return self.life.rows(Sanction).filter(binds | Q(state__in=WAITS)).exists()

    def nothing_is_demanded_past_the_end(self):
        """No appointment is booked for a day on which no order binds, and no hour asked (rules 23, 62)."""
        for row in self.life.rows(Appointment).exclude(id__in=self.booked):
            day = localdate(row.starts_at)
            binds = Q(state=Sanction.State.IN_FORCE, ends_on__gte=day) | Q(state__in=WAITS)
            if row.kind != Appointment.Kind.FIRST:
                binds = Q(state=Sanction.State.IN_FORCE, starts_on__lte=day, ends_on__gte=day)
            assert self.life.rows(Sanction).filter(binds).exists(), f"{row.kind} booked for {day}"
        for line in self.life.rows(HourLine).select_related("condition__sanction"):
            order = line.condition.sanction
            assert order.starts_on <= line.worked_on <= order.ends_on, f"hours on {line.worked_on}"

    def nothing_is_asked_without_the_agreement_it_needs(self):
        """No appointment is for a treatment that is not agreed to on its day; who was never asked is asked (5, 57)."""
        today = localdate(self.life.now)
        ahead = self.life.rows(Appointment, outcome="", starts_at__gt=self.life.now)
        for row in ahead.filter(condition__condition_type__treatment=True).select_related("condition__condition_type"):
            assert not waits_for_agreement(row.condition, localdate(row.starts_at)), f"asked on {row.starts_at}"
        never = {ask.condition.id for ask in asks_in(self.life.case_id, today) if ask.condition}
        never -= set(self.life.rows(PersonConsent).values_list("condition_id", flat=True))
        asked = self.life.rows(Deadline, code="consent.ask", met_at=None).values_list("about", flat=True)
        assert never <= set(asked), "nobody asks for the agreement"

    def the_person_is_shown_nothing_that_is_over(self):
        """The person's page shows bars of what binds alone, and an appointment while something can be asked."""
        today, door = localdate(self.life.now), enter(self.life.at("person"), Act.READ_OWN, self.life.case_id)
        left = panels.own_left(door)
        for standing in left.context["standings"] if left else ():
            assert standing["state"] == "in_force" and standing["sanction"].ends_on >= today
        following = panels.own_next(door).context["appointment"]
        if following:
            assert self._lays_duties(localdate(following.starts_at)), f"expected {following.starts_at}"

    def what_waits_has_its_day(self):
        """Each step that the record waits for has an open deadline, and nothing else has (rule 65)."""
        reports = self.life.rows(NonComplianceReport)
        before, written = reports.filter(state__in=BEFORE_THE_COURT), reports.filter(state__in=BEING_WRITTEN)
        open_reports = Q(report__state__in=(*BEFORE_THE_COURT, *BEING_WRITTEN))
        asked = self.life.rows(Application, state=Application.State.OPEN)
        heard = self.life.rows(Hearing).values("report_id")
        waiting = {
            "contest.answer": self.life.rows(Contest, answer="", withdrawn_at=None),
            "contest.review": self.life.rows(Contest, reviewer__isnull=False, review_answer="", withdrawn_at=None),
            "failure.decide": self.life.rows(AllegedFailure, verdict=""),
            "report.submit": written,
            "report.check": reports.filter(state=State.TO_CHECK),
            "report.serve": before.filter(served_at=None),
            "hearing.set": before.exclude(id__in=heard),
            "ruling.make": before,
            "application.view": asked.filter(asked_by="person", service_view=None),
            "application.comment": asked.filter(asked_by="service", comment=None),
            "application.decide": asked,
            "order.answer": self.life.rows(OrderQuery, answer="", sanction__state=Sanction.State.QUERIED),
            "removal.decide": self.life.rows(Removal, answer=""),
            "referral.pass_on": self.life.rows(Referral, state=Referral.State.OPEN),
            "referral.answer": self.life.rows(Referral, state=Referral.State.PASSED_ON),
        }
        expected = {(code, key) for code, rows in waiting.items() for key in rows.values_list("id", flat=True)}
        untold = self.life.rows(RecipientNotice, told_at=None).values_list("contest_id", flat=True)
        expected |= {("recipient.tell", key) for key in untold}
        invited = self.life.rows(Comment, manner="").filter(open_reports).values_list("report_id", flat=True)
        expected |= {("comment.make", key) for key in invited}
        due = list(self.life.rows(Deadline, met_at=None).exclude(code__in=ELSEWHERE).values_list("code", "about"))
        assert len(due) == len(set(due)), "due twice"
        later = {code: {key for known, key in due if known == code} for code in (CARRY_OUT, PUT_RIGHT)}
        found = {(code, key) for code, key in due if code not in later}
        assert found == expected, f"{sorted(found ^ expected)}"
        self._what_the_court_changed_is_carried_out(later[CARRY_OUT])
        self._what_carries_what_was_taken_out_is_put_right(later[PUT_RIGHT], before)

    def _what_the_court_changed_is_carried_out(self, waiting):
        """What a court changed in an order came onto the officer's list, and stands there while the order lasts."""
        ruled = self.life.rows(Ruling, outcome__in=CHANGES).values_list("report__sanction_id", flat=True)
        granted = self.life.rows(ApplicationDecision).exclude(outcome="refused").exclude(id__in=self._granted())
        changed = {*ruled, *granted.values_list("application__sanction_id", flat=True)}
        told = set(self.life.rows(Deadline, code=CARRY_OUT).values_list("about", flat=True))
        lasting = set(self.life.rows(Sanction, state=Sanction.State.IN_FORCE).values_list("id", flat=True))
        assert changed & lasting <= told <= changed, "nobody was told"
        assert waiting <= changed & lasting, "an order that is over waits to be changed"

    def _what_carries_what_was_taken_out_is_put_right(self, waiting, before_the_court):
        """Only a sent report, not ruled on yet, that carries an entry taken out waits to be put right (rule 66)."""
        carriers = Carrier.objects.filter(kind=Carrier.Kind.REPORT, incident__case_id=self.life.case_id)
        carrying = set(carriers.values_list("about", flat=True))
        assert waiting <= carrying & set(before_the_court.values_list("id", flat=True)), "put right, still asked for"

    def what_is_overdue_is_on_a_list(self):
        """What is overdue stands on its holder's list of work, and on the manager's."""
        manager = self.life.at("manager")
        on_teams = self._listed(composition.team, manager, manager.units(Role.MANAGER))
        late = Q(met_at=None, due_on__lt=localdate(self.life.now)) & ~Q(to=Deadline.To.PERSON)
        holders = {"": on_teams}
        for row in self.life.rows(Deadline).filter(late).select_related("staff__user"):
            place = DUE_STEPS[row.code]
            url = reverse(place.url_name, args=[row.case_id, *([row.about] if place.about else [])])
            of_the_case = reverse("cases:detail", args=[row.case_id])
            assert {url, of_the_case} & set(on_teams), f"{row.code} is not on the manager's list"
            holder = {"officer": "officer", "staff": row.staff and row.staff.user.username}.get(row.to, "")
            assert url in self._of(holder, holders), f"{row.code} is not on {holder}'s list"
        missed = self.life.rows(Appointment, outcome="")
        for row in missed.filter(starts_at__lt=self.life.now - DAY):
            assert reverse("sanctions:appointments", args=[row.case_id]) in on_teams, "no outcome"
            url = reverse("sanctions:outcome", args=[row.case_id, row.id])
            assert url in self._of("officer", holders), "no outcome"

    def _of(self, username, lists):
        if username not in lists:
            lists[username] = self._listed(composition.work, self.life.at(username))
        return lists[username]

    @staticmethod
    def _listed(sources, *given):
        """The addresses of what these lists hold as overdue."""
        return {item.url for source in sources for item in source(*given) if item.overdue}
