"""The person agrees, does not, or takes it back; and what asks nothing from then on (rules 5, 57–59)."""

from django.core.exceptions import ValidationError
from django.http import Http404
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cases.access.roles import Act
from cases.actions.consents import record_answer, record_withdrawal
from cases.actions.verb import verb
from cases.deadlines.keeping import meet_deadlines
from cases.history.record import StaleVersion
from cases.models.caserecord import CaseRecord
from sanctions.actions import asking
from sanctions.actions.applying import agreed_after_all, return_to_authority
from sanctions.actions.appointments import call_off_under
from sanctions.actions.asking_back import ask_authority
from sanctions.consents import NO, asks_in, fingerprint
from sanctions.models import OrderQuery, PersonConsent, Sanction
from sanctions.policies import disagreement

HOW, State = PersonConsent.Act, Sanction.State


def ask_of(case_id, key, today):
    """What the person of a case can be asked, by its key. Raises Http404 where it is not asked there."""
    found = next((ask for ask in asks_in(case_id, today) if ask.key == key), None)
    if found is None:
        raise Http404
    return found


def _authority(door, ask="", answer="", consent_id=None, **given):
    """Whom a refusal or a withdrawal reaches at once: the authority behind what it is about, where that binds."""
    about = None
    if consent_id:
        about = PersonConsent.objects.filter(pk=consent_id, case_id=door.case_id).first()
    elif answer == NO:
        about = ask_of(door.case_id, ask, localdate(door.visitor.now))
    sanction = about and _sanction_of(about)
    return sanction.decision.authority.name if sanction and sanction.state in (State.QUERIED, State.IN_FORCE) else ""


def _sanction_of(about):
    """The sanction that an ask or an answer is about, by its condition or by itself; None for what is about neither."""
    return about.condition.sanction if about.condition else about.sanction


@verb("consent.respond", Act.CONSENT, to=_authority)
def respond(*, door, now, ask, answer, language, shown):
    """The person answers on their own page to the text that was shown there, by its fingerprint. Returns the consent.

    Raises StaleVersion where the text was changed meanwhile: nobody agrees to what they did not read (rule 57).
    """
    found = ask_of(door.case_id, ask, localdate(now))
    text = found.text(language)
    if shown != fingerprint(text):
        raise StaleVersion(found.purpose)
    said = {"text": text, "language": language, "answer": answer, "how_given": HOW.SCREEN}
    return _answered(door, now, found, given_on=localdate(now), **said)


@verb("consent.note", Act.KEEP_CASE, to=_authority)
def note_answer(*, door, now, ask, how_given, **said):
    """Staff write down what the person answered aloud or on paper, to the text that was read to them. Returns it."""
    if how_given == HOW.SCREEN:
        raise ValidationError({"how_given": _("Only the person answers on their own page.")})
    return _answered(door, now, ask_of(door.case_id, ask, localdate(now)), how_given=how_given, **said)


@verb("consent.take_back", Act.CONSENT, to=_authority)
def take_back(*, door, now, consent_id):
    """The person takes an agreement back on their own page, from today on. Returns it."""
    consent = _of_case(door, consent_id)
    return _withdrawn(consent, consent.version, now, "", None)


@verb("consent.note_taking_back", Act.KEEP_CASE, to=_authority)
def note_taking_back(*, door, now, consent_id, version, withdrawn_how, withdrawn_on=None):
    """Staff write down that the person took an agreement back, and from which day. Returns it."""
    return _withdrawn(_of_case(door, consent_id), version, now, withdrawn_how, withdrawn_on)


def _answered(door, now, ask, **said):
    CaseRecord.objects.select_for_update().get(pk=door.case_id)
    about = {"case_id": door.case_id, "purpose": ask.purpose, "condition": ask.condition, "sanction": ask.sanction}
    earlier = PersonConsent.objects.filter(**about).order_by("id").last()
    if earlier and earlier.outdated_on and said["given_on"] < earlier.outdated_on:
        changed = _("What they are asked was changed on %(day)s. Only an answer given since then covers it.")
        raise ValidationError({"given_on": changed % {"day": date_format(earlier.outdated_on, "j F Y")}})
    given = record_answer(PersonConsent(**about, **said), earlier, now)
    asking.answered(given, earlier, now)
    if given.answer == NO:
        _asks_nothing(given, given.given_on, now)
    elif _sanction_of(given):
        agreed_after_all(_sanction_of(given), given.condition, now)
    return given


def _withdrawn(consent, version, now, how, on):
    record_withdrawal(consent, version, now, how, on)
    later = PersonConsent.objects.filter(case_id=consent.case_id, purpose=consent.purpose, id__gt=consent.id)
    if later.filter(condition=consent.condition, sanction=consent.sanction).exists():
        raise ValidationError(_("They answered again since then. Take the last answer back."))
    meet_deadlines(consent.id, now, asking.AGAIN)
    _asks_nothing(consent, consent.withdrawn_on, now)
    return consent


def _of_case(door, consent_id):
    rows = PersonConsent.objects.select_related("purpose", "condition__sanction__sanction_type")
    return rows.select_related("sanction__sanction_type").get(pk=consent_id, case_id=door.case_id)


def _asks_nothing(consent, since, now):
    """From that day nothing is asked, and the question is the authority's, by itself; it is nobody's failure (58)."""
    condition, sanction = consent.condition, _sanction_of(consent)
    if condition:
        call_off_under(condition, since, now)
    if sanction and sanction.state == State.QUERIED and not condition:
        _ask_back(sanction, now)
    elif sanction:
        return_to_authority(sanction, condition, now)


def _ask_back(sanction, now):
    """The order lies with the authority already: this doubt goes there too, unless it waits there."""
    if not sanction.queries.filter(doubt=OrderQuery.Doubt.CONSENT, answer="").exists():
        ask_authority(sanction, disagreement(sanction, localdate(now)), now)
