"""Many who keep and drop the draft of one form at once, each as a request of its own does."""

from concurrent.futures import ThreadPoolExecutor

from django.contrib.auth import get_user_model
from django.db import connection
from django.http import QueryDict
from django.utils import timezone

from cases.actions.drafts import draft_of, drop_draft, keep_draft

ADDRESS, THREADS, TURNS = "/cases/many/", 12, 60


def keep_and_drop(username):
    """Keep and drop a draft in twelve threads, then keep it once more. Returns what is kept at the end."""
    user = get_user_model().objects.get(username=username)

    def turns(number):
        try:
            for turn in range(TURNS):
                keep_draft(user.id, ADDRESS, QueryDict(f"text=Text {number} {turn}"), timezone.now())
                if turn % 2:
                    drop_draft(user.id, ADDRESS)
        finally:
            connection.close()

    with ThreadPoolExecutor(THREADS) as together:
        list(together.map(turns, range(THREADS)))
    keep_draft(user.id, ADDRESS, QueryDict("text=The last."), timezone.now())
    return draft_of(user.id, ADDRESS, timezone.now())[0]["text"]
