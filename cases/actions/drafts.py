"""Keeping what somebody is typing until their form is saved: encrypted, for them alone, for some days (law 15).

No verbs: a draft is no record and changes none. It is written for whoever the form was made for, also after their
session has ended, which a signed word in the form proves.
"""

import json
from datetime import timedelta

from cryptography.fernet import InvalidToken
from django.core import signing
from django.http import QueryDict

from cases.history.boxes import box
from cases.models.draft import ADDRESS_LENGTH, Draft

DAYS = 14
# A form that was opened earlier than this belongs to nobody's session any more.
WORD_LASTS = timedelta(days=2)
# What a browser sends beside what was typed.
NOT_TYPED = ("csrfmiddlewaretoken", "draft_word", "keep_draft", "another", "shown_because")
MOST_TYPED = 200_000
# There is one draft of a form for each log-in.
ONE = ["user", "address"]


def word_for(user_id, address) -> str:
    """What a form carries to say whose it is, wherever it is sent from: signed, for this one address."""
    return signing.TimestampSigner(salt=f"draft of {address}").sign(str(user_id))


def owner_of(word, address) -> str | None:
    """The key of the log-in a form was made for; None where the word is not ours, not this address's, or too old."""
    try:
        return signing.TimestampSigner(salt=f"draft of {address}").unsign(word, max_age=WORD_LASTS)
    except signing.BadSignature:
        return None


def keep_draft(user_id, address, typed, now, root=None) -> bool:
    """Keep what was typed into the form at an address, in the place of what was kept before. Says whether it was."""
    fields = {name: typed.getlist(name) for name in typed if name not in NOT_TYPED}
    plain = json.dumps(fields)
    if not any(text for texts in fields.values() for text in texts) or len(plain) > MOST_TYPED:
        return False
    kept = {"typed": box("drafts").encrypt(plain.encode()).decode(), "kept_at": now, "root": root}
    draft = Draft(user_id=user_id, address=address[:ADDRESS_LENGTH], **kept)
    # In one statement: of two who keep it while a third drops it, neither is refused.
    Draft.objects.bulk_create([draft], update_conflicts=True, unique_fields=ONE, update_fields=list(kept))
    return True


def draft_of(user_id, address, now):
    """(what was typed, when it was kept) of a log-in's form; two Nones where nothing is, or its days are over."""
    since = now - timedelta(days=DAYS)
    draft = Draft.objects.filter(user_id=user_id, address=address, kept_at__gte=since).first()
    if draft is None:
        return None, None
    try:
        fields = json.loads(box("drafts").decrypt(draft.typed.encode()))
    except InvalidToken:  # kept under a key that is gone: nobody can read it any more
        return None, None
    typed = QueryDict(mutable=True)
    for name, texts in fields.items():
        typed.setlist(name, texts)
    return typed, draft.kept_at


def drop_draft(user_id, address):
    """The form was saved, or its draft thrown away."""
    Draft.objects.filter(user_id=user_id, address=address).delete()


def forget_old_drafts(now):
    """Drop every draft whose days are over. Returns how many."""
    return Draft.objects.filter(kept_at__lt=now - timedelta(days=DAYS)).delete()[0]
