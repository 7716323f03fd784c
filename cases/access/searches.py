"""What somebody searched for: kept beside the look, encrypted, for whoever may ask why they looked (law 15)."""

from cases.history.boxes import box
from cases.search.tables import SearchMade

USE = "searches"


def keep_search(look, words):
    """Keep the words of a search beside its look, in the look's own transaction."""
    SearchMade.objects.create(look=look.id, words=box(USE).encrypt(words.encode()).decode(), made_at=look.at)


def words_of(look_id) -> str:
    """What was searched for at a look; nothing where it was no search.

    Raises cryptography's InvalidToken where the key it was kept under is gone.
    """
    made = SearchMade.objects.filter(look=look_id).first()
    return box(USE).decrypt(made.words.encode()).decode() if made else ""


def encrypt_searches_anew() -> int:
    """Keep every search under the present key, once there is a new one. Returns how many there are."""
    kept = list(SearchMade.objects.select_for_update().order_by("pk"))
    for made in kept:
        made.words = box(USE).rotate(made.words.encode()).decode()
        made.save(update_fields=["words"])
    return len(kept)
