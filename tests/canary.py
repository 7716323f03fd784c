"""A word of its own in every text field of the records of one case, and which log-in may come to read which.

Around each word stands what must never act: markup, a template's braces, a formula, a turned line, a line's end.
"""

import datetime
import itertools
from dataclasses import dataclass

from django.db import IntegrityError, models, transaction
from django.utils.timezone import localdate

from cases.access.decide import CASE, kinds_of_roots, roles_on
from cases.access.roles import ROLES
from cases.disclosure.purposes import WORK
from cases.disclosure.view import classification
from cases.history.action import SYSTEM_ACTOR, recorded
from cases.history.record import StaleVersion, record_models
from cases.history.tables import new_key
from cases.models import CaseRecord, Contest, Destruction, Entry, RecipientNotice
from cases.models.entry import APART
from reports.actions.documents import make_document
from sanctions.models import ConditionType, DraftPassage
from tests.reported import reported
from tests.verbs import CALLS, Call, files, perform
from tests.verbs.applications import an_application, for_the_service, to_change
from tests.verbs.consents import agreed
from tests.verbs.disclosures import asked, prepared, sent, to_approve
from tests.verbs.sanctions import a_condition, an_order
from tests.verbs.transcripts import copied
from tests.verbs.withholding import decided
from tests.world import LOGINS, NOWHERE, root_model, roots

FAMILY = "Verhaal"
NASTY = '=HYPERLINK("x"){}<script>alert(1)</script>{{{{7*7919}}}}\u202e\r\nSet-Cookie: a=b'
SHORT = "{}<b>\u202e"
# Fields whose text other software must understand.
CODES = (
    {"Jurisdiction.holiday_calendar", "Deadline.code", "Placement.open_on", "StoredFile.digest"}
    | {"ShownAllTheSame.place", "DisclosureItem.noun", "DisclosureItem.fields", "DisclosureMade.needs"}
    | {f"DisclosureMade.{name}" for name in ("language", "content_hash", "file_hash")}
    | {"Destruction.counts", "Destruction.content_hash"}
    | {"Contest.kind", "Contest.field", "ConsentPurpose.code", "VictimEvent.code"}
    | {"Instrument.questions", "Instrument.thresholds", "CaseAssessment.answers", "VictimAssessment.answers"}
    | {f"Document.{name}" for name in ("kind", "language", "content_hash", "file_hash")}
)
ROWS = 2


def more_to_read(cast):
    """What the demo has not, so that it is there to be read: orders in the making, a report before the court.

    Returns the keys of what the person is not told of as it stands: a copy that has not left.
    """
    report = reported(cast, unseen=True)
    copied(cast, report=report)
    an_application(cast)
    for_the_service(cast)
    an_application(cast, **to_change(cast))
    decided(cast)
    asked_for_more(cast)
    files.decided(cast, files.made(cast, files.begun(cast)))
    not_left = files.begun(cast)
    for _each in range(ROWS):
        files.added(cast)
    told = {"who": "The court", "what": "a report", "carrier": report.id, "got_at": cast.now, "of": "disputed"}
    with recorded("canary", by=SYSTEM_ACTOR, now=cast.now, root=report.case_id):
        contest = Contest.objects.get(case=report.case, answer="refused")
        RecipientNotice(case=report.case, contest=contest, **told).save()
    bundle = perform(cast, "document.bundle", Call("authority", FAMILY, {"report_id": report.id}))
    make_document(bundle.id, cast.now)
    with recorded("canary", by=SYSTEM_ACTOR, now=cast.now, root=report.case_id):
        DraftPassage(case=report.case, report=report, section="risk", place=1, nature="fact", text="Left out.").save()
    _limits(cast)
    for _each in range(ROWS):
        agreed(cast)
    hours = {"condition_type": ConditionType.objects.get(code="community-service"), "wording": "Hours.", "amount": 900}
    acts = {"condition_type": ConditionType.objects.get(code="reparation-acts"), "wording": "Mend.", "amount": 9}
    for number, condition in enumerate((hours, a_condition(), acts | {"owed_to": "victim"})):
        order = an_order(cast)
        order["decision"]["reference"] += f"/{number}"
        sanction = perform(cast, "sanction.record", Call("officer", FAMILY, order))
        given = {"sanction_id": sanction.id}
        perform(cast, "condition.add", Call("officer", FAMILY, given | condition))
        if number == 0:
            perform(cast, "sanction.settle", Call("officer", FAMILY, given | {"version": 1}))
    return {not_left.id}


def _destroyed_once(cast):
    """A record was destroyed before: its certificate."""
    day = localdate(cast.now)
    said = {"approved_as": "records", "approved_on": day, "ordered_as": "manager", "ordered_on": day}
    with recorded("canary", by=SYSTEM_ACTOR, now=cast.now):
        Destruction(
            ended_as="completed",
            years=3,
            approved_by=cast.post("records").id,
            ordered_by=cast.post("manager").id,
            done_at=cast.now,
            counts={"cases.Entry": 2},
            content_hash="0" * 64,
            **said,
        ).save()


def asked_for_more(cast):
    """A request nobody answered, what waits for a manager or to be sent, and then two that have left."""
    asked(cast)
    to_approve(cast)
    prepared(cast)
    for _each in range(ROWS):
        sent(cast, prepared(cast))
    perform(cast, "disclosure.acknowledge", CALLS["disclosure.acknowledge"](cast))


def _limits(cast):
    """The record is restricted to everybody who works in it, somebody never knows it, it was opened in emergencies."""
    case_id = cast.case(FAMILY).id
    for by, reviewed in (("manager3", True), ("officer3", False)):
        opened = perform(cast, "break_glass.open", Call(by, None, {"emergency_id": case_id, "why": "He is in danger."}))
        if reviewed:
            given = {"break_glass_id": opened.id, "version": 1, "answer": "justified", "reasons": "So it was."}
            perform(cast, "break_glass.review", Call("manager", FAMILY, given))
    named = [cast.user(login) for login in ("officer2", "records", "victimcontact", "coordinator")]
    given = {"limits_id": case_id, "why": "The press asks.", "review_on": localdate(cast.now + datetime.timedelta(9))}
    perform(cast, "restriction.make", Call("manager", None, given | {"users": named}))
    perform(cast, "exclusion.make", Call("manager", None, given | {"user": cast.user("officer3")}))
    CALLS["tie.decide"](cast)  # a tie that nobody has decided about


@dataclass(frozen=True)
class Word:
    """Where one word was planted."""

    model: type
    field: str
    purposes: frozenset
    record: object
    kind: str

    @property
    def about_the_case(self):
        """About the case or its person, not about the service or a root of another kind."""
        return self.kind in ("case", "person")

    def __str__(self):
        return f"{self.model.__name__}.{self.field}"


class Canary:
    """Plants the words, and knows who may read them."""

    def __init__(self, cast):
        self.cast, self.case, self.court = cast, cast.case(FAMILY), cast.court
        self.homes = {kind: next(reversed(roots(cast, kind)), NOWHERE) for kind in kinds_of_roots()}
        self.homes |= {kind: self.case.id for kind in self.homes if root_model(kind) is CaseRecord}
        self.roots = {*self.homes.values(), self.case.person_id}
        self._not_told = more_to_read(cast)
        _destroyed_once(cast)
        self.words, self._numbers, self._planted = {}, itertools.count(1), set()
        for model in sorted(record_models(), key=lambda model: (model is CaseRecord, model._meta.label)):
            self._plant(model)
        self._move_to_others()
        self.allowed = {username: self._allowed(username) for username in LOGINS}

    def _word(self, model, field, purposes, record):
        word = f"kx{next(self._numbers):04d}zq"
        self.words[word] = Word(model, field, purposes, record, model.reached_by)
        return word

    def _plant(self, model):
        if model in self._planted:
            return
        self._planted.add(model)
        rows = model.objects.order_by("-id")
        about = model.reached_by != "service"
        rows = list(rows.filter(root__in=self.roots)[:ROWS] if about else rows)
        rows = rows or [self._first(model)]
        fields = [field for field in model._meta.local_concrete_fields if takes_text(field)]
        for row in rows:
            seen_by = frozenset().union(*(classification(model)[field.name] for field in fields)) if fields else WORK
            because = self._word(model, "(reason)", seen_by, row)
            with recorded("canary", by=SYSTEM_ACTOR, now=self.cast.now, root=row.root, reason=NASTY.format(because)):
                self._write(row, fields)

    def _write(self, row, fields):
        for field in fields:
            word = self._word(type(row), field.name, classification(type(row))[field.name], row)
            setattr(row, field.name, dressed(field, word, getattr(row, field.name)))
        try:
            with transaction.atomic():
                row.save()
        except (IntegrityError, StaleVersion):  # what never changes: a new one
            row.pk, row._state.adding = new_key(), True
            if isinstance(row, Contest):  # one at a time about an entry
                row.entry = Entry.objects.filter(case=row.case, contests=None).first()
            for field in row._meta.local_concrete_fields:
                if field.unique and field.null:  # a copy answers nothing that was answered
                    setattr(row, field.attname, None)
            row.save()

    def _first(self, model):
        """A first row of a model of which the case has none; saved by `_write`."""
        row = model()
        for field in model._meta.local_concrete_fields:
            if not field.primary_key and field.name not in ("version", "root"):
                setattr(row, field.name, self._some(field))
        return row

    def _some(self, field):
        if field.is_relation:
            related = field.related_model
            if field.null and field.blank:
                return None
            rows = related.objects.order_by("-id" if "id" in {f.name for f in related._meta.fields} else "pk")
            own = rows.filter(root__in=self.roots) if getattr(related, "reached_by", "service") != "service" else rows
            if field.name == "authority":
                return self.court
            if field.name == "user":
                return self.cast.user("officer3")
            if not own.exists():
                self._plant(related)
            return own.first()
        if field.choices:
            return "" if field.blank else field.choices[0][0]
        if field.null:
            return None
        if isinstance(field, models.DateTimeField):
            return self.cast.now
        if isinstance(field, models.DateField):
            return localdate(self.cast.now)
        if isinstance(field, models.UUIDField):
            return SYSTEM_ACTOR
        return field.get_default() if field.has_default() or takes_text(field) else 1

    def _move_to_others(self):
        """A passage turns out to be about others: the version that held it is for work alone (law 11)."""
        contested = Contest.objects.filter(entry__isnull=False).values("entry_id")
        entry = Entry.objects.filter(case=self.case).exclude(id__in=contested).latest("id")
        for moved in (False, True):
            word = self._word(Entry, "text", classification(Entry)["text"] if moved else WORK, entry)
            with recorded("canary", by=SYSTEM_ACTOR, now=self.cast.now, root=self.case.id):
                entry.text = NASTY.format(word)
                if moved:
                    entry.open_from_version = entry.version + 1
                entry.save()
        for word, planted in list(self.words.items()):
            overwritten = (
                planted.model is Entry and planted.record.id == entry.id and planted.field in ("text", "(reason)")
            )
            if overwritten and word != list(self.words)[-1]:
                self.words[word] = Word(Entry, f"{planted.field} (an earlier version)", WORK, entry, CASE)

    def _allowed(self, username) -> set:
        """The words a log-in may come to read: by what it is to the case, or to the service; and its own names."""
        visitor = self.cast.at(username)
        here = {
            kind: {ROLES[role].purpose for role in roles_on(visitor, home, kind)} for kind, home in self.homes.items()
        }
        here |= {"person": here[CASE], "service": {ROLES[role].purpose for role in visitor.roles}}
        return {
            word
            for word, planted in self.words.items()
            if planted.purposes & here[planted.kind]
            or (
                planted.field in ("name", "given_names") and getattr(planted.record, "user_id", None) == visitor.user_id
            )
        }

    def serving(self, purpose) -> dict:
        """The words about the case that a purpose may see, as they stand now."""
        return {
            word: planted
            for word, planted in self.words.items()
            if planted.about_the_case and purpose in planted.purposes and "(" not in planted.field
            if purpose in APART or planted.record.pk not in self._not_told
        }


def takes_text(field):
    """Whether somebody may write words of their own into a field."""
    kinds = (models.CharField, models.TextField, models.JSONField)
    return isinstance(field, kinds) and not field.choices and f"{field.model.__name__}.{field.name}" not in CODES


def dressed(field, word, value):
    """The word with what must never act around it, as long as the field lets it be."""
    if isinstance(field, models.JSONField):
        return {language: NASTY.format(word) for language in value or {"en": ""}}
    if isinstance(field, models.SlugField):
        return word
    most = field.max_length or 10_000
    return next(text for text in (NASTY.format(word), SHORT.format(word), word) if len(text) <= most)
