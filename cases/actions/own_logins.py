"""A person's own log-in: opened face to face with a code, suspended when somebody else has the telephone.

Nothing goes by e-mail, and no answer tells whether a reference, a code or a log-in exists.
"""

import secrets
from datetime import timedelta

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cases.access.roles import Act, Role
from cases.actions.verb import at_version, keep, verb
from cases.history.action import SYSTEM_ACTOR, recorded
from cases.languages import spoken_by_the_service
from cases.models.caserecord import CaseRecord
from cases.models.own_login import OwnLogin
from cases.models.person import Person
from cases.models.user import User

# Letters and digits that are not taken for one another when read out or copied by hand.
ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
TRIES = 5


@verb("login.invite", Act.KEEP_CASE)
def invite(*, door, now, version):
    """Make a code with which the person opens a log-in, or opens theirs again. Returns (own log-in, code).

    The code is shown this once; kept is its hash. An earlier code no longer works.
    """
    own = at_version(_own_login(door), version)
    code = _random(8)
    own.reference, own.code_hash = _random(6), make_password(code)
    own.valid_until, own.tries_left = now + timedelta(minutes=settings.ACTIVATION_MINUTES), TRIES
    own.made_by_id = door.visitor.post(Role.OFFICER).source
    return keep(own), code


@verb("login.suspend", Act.KEEP_CASE, needs_reason=True)
def suspend(*, door, now, version):
    """Close the person's log-in: sessions end with their next request, a waiting code no longer works."""
    own = at_version(_own_login(door), version)
    user = own.person.user
    if user is None or own.suspended_at:
        raise ValidationError(_("There is no open log-in to suspend."))
    own.reference = own.reference or _random(6)
    own.code_hash, own.valid_until, own.tries_left, own.suspended_at = "", None, 0, now
    user.is_active = False
    user.save(update_fields=["is_active"])
    return keep(own)


def activate(*, now, reference, code, username, password):
    """The person types reference and code and chooses a name and a password: their log-in is open.

    Raises ValidationError. Every wrong try is recorded and counts, whether the code or the name was refused.
    """
    own = OwnLogin.objects.filter(reference=plain(reference)).select_related("person__user").first()
    waiting = bool(own and own.code_hash and own.tries_left and own.valid_until > now)
    # One hash is made whatever was typed: time tells nothing either.
    right = check_password(plain(code), own.code_hash if waiting else make_password(None))
    if not waiting:
        raise ValidationError(_refusal())
    if not right:
        _count_try(own, now)
        raise ValidationError(_refusal())
    if User.objects.filter(username__iexact=username).exclude(pk=own.person.user_id).exists():
        _count_try(own, now)
        raise ValidationError({"username": _("Choose another user name.")})
    return _opened(own, username, password, now)


def plain(typed) -> str:
    """What was typed, without the spaces and strokes that only help to read it."""
    return "".join(letter for letter in typed.upper() if letter.isalnum())


def _opened(own, username, password, now):
    person = own.person
    user = person.user or User(language=spoken_by_the_service(person.language))
    with recorded("login.activate", by=user.pk, now=now, root=_case_of(own), capacity=Role.PERSON):
        user.username, user.is_active = username, True
        # The password is a new one, so whoever was signed in with the old one is out.
        user.set_password(password)
        user.save()
        Authenticator.objects.filter(user=user).delete()
        if person.user_id is None:
            person.user = user
            keep(person)
        own.code_hash, own.valid_until, own.tries_left = "", None, 0
        own.activated_at, own.suspended_at = now, None
        keep(own)
    return user


def _count_try(own, now):
    with recorded("login.try", by=SYSTEM_ACTOR, now=now, root=_case_of(own)):
        own.tries_left -= 1
        keep(own)


def _refusal():
    return _("Reference and code do not fit, or the code has run out. Check both, or ask your officer for a new one.")


def _own_login(door):
    """The person's own log-in as it stands; one at version 0 where nothing was done about it yet."""
    person = Person.objects.select_related("user").get(case_records=door.case_id)
    own = OwnLogin.objects.filter(person=person).first() or OwnLogin(person=person, version=0)
    own.person = person
    return own


def _case_of(own):
    return CaseRecord.objects.filter(person_id=own.person_id).order_by("-opened_on", "-id").values_list("id").first()[0]


def _random(length):
    return "".join(secrets.choice(ALPHABET) for _ in range(length))
