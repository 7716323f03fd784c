"""What needs the person's agreement, and how it stands on a day: a treatment, a suspect's measure (rules 5, 57–59).

What was not agreed to asks nothing: on such a day nothing is missed, and nothing counts.
"""

from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby
from typing import Any

from django.db.models import Case, OuterRef, Q, Subquery, When
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from cases.consents import HOLDS, Standing, on_day, standing_of
from cases.models.consent import ConsentPurpose
from cases.models.fields import in_language
from sanctions.models import Condition, OrderQuery, PersonConsent, Sanction, SanctionType

YES, NO = PersonConsent.Answer.YES, PersonConsent.Answer.NO
SERVES, State = ConsentPurpose.Serves, Sanction.State
# Where something is asked, or is about to be.
ASKED_UNDER = (State.RECEIVED, State.QUERIED, State.IN_FORCE)
SAID_NO = {Standing.NO, Standing.WITHDRAWN}
# What belongs to the titles and texts of an ask, for whoever reads them.
CONDITION_LINKS, SANCTION_LINKS = ("condition_type",), ("sanction_type", "decision__authority")

NOT_AGREED = gettext_lazy(
    "The person’s agreement to this treatment does not hold on that day. It asks nothing then, so nothing can be "
    "missed. Ask them on the page “Agreements”, or choose another condition."
)
NOT_ASKED = gettext_lazy(
    "The law asks the person’s agreement to this measure first, and none holds today. Ask them on the page "
    "“Agreements” and write down what they say; then put the order in force."
)


@dataclass(frozen=True)
class Ask:
    """One thing the person can agree to: its purpose, and the condition or the sanction it is about, if any.

    Made of records, or of what is shown of them.
    """

    purpose: Any
    condition: Any = None
    sanction: Any = None

    @property
    def subject(self) -> tuple:
        """By which its answers are found."""
        return (self.purpose.id, self.condition and self.condition.id, self.sanction and self.sanction.id)

    @property
    def key(self) -> str:
        """What it is called in an address."""
        about = self.condition or self.sanction
        return f"{self.purpose.code}-{about.id}" if about else self.purpose.code

    @property
    def title(self) -> str:
        """What is agreed to, in the reader's language."""
        about = self.condition and self.condition.condition_type or self.sanction and self.sanction.sanction_type
        title = in_language(self.purpose.title)
        return _("%(label)s: %(value)s") % {"label": title, "value": in_language(about.title)} if about else title

    @property
    def asked_by_law(self) -> bool:
        """Whether something waits for the answer."""
        return self.purpose.serves in (SERVES.TREATMENT, SERVES.MEASURE)

    def text(self, code) -> str:
        """The whole text that is agreed to, in the language of a code: the law's, and what it is about here."""
        with override(code):
            facts = facts_of_treatment(self.condition) if self.condition else []
            facts += facts_of_measure(self.sanction) if self.sanction else []
            return "\n".join([in_language(self.purpose.text), *facts])


def facts_of_treatment(condition) -> list[str]:
    """What a treatment is to whoever agrees to it, sentence by sentence."""
    return [
        _("In the words of the decision: %(words)s") % {"words": condition.wording},
        _("Who gives the treatment: %(provider)s") % {"provider": condition.provider},
        _("The ethical standard it follows: %(standard)s") % {"standard": condition.ethical_standard},
    ]


def facts_of_measure(sanction) -> list[str]:
    """The same of a suspect's measure."""
    decision, days = sanction.decision, (sanction.starts_on, sanction.ends_on)
    named = {"authority": decision.authority.name, "reference": decision.reference}
    named |= dict(zip(("start", "end"), (date_format(day, "j F Y") for day in days), strict=True))
    decided = _("Decided by %(authority)s, %(reference)s; from %(start)s to %(end)s.") % named
    return [in_language(sanction.sanction_type.plain), decided]


def treatments(today):
    """The conditions that are a treatment and can still ask something."""
    under = {"sanction__state__in": ASKED_UNDER, "sanction__ends_on__gte": today}
    return Condition.objects.filter(Condition.binding_on(today), condition_type__treatment=True, **under)


def measures(today):
    """The measures that bind a suspect, or are about to."""
    of_a_suspect = {"sanction_type__binds": SanctionType.Binds.SUSPECT}
    return Sanction.objects.filter(state__in=ASKED_UNDER, ends_on__gte=today, **of_a_suspect)


def purposes():
    """What the jurisdiction lets the person be asked for."""
    return ConsentPurpose.objects.filter(owner=ConsentPurpose.Owner.PERSON).order_by("code")


def asks(texts, conditions, sanctions) -> list[Ask]:
    """Everything the person can be asked, what the law asks first."""
    texts = list(texts)
    found = [Ask(text, condition=each) for text in texts if text.serves == SERVES.TREATMENT for each in conditions]
    found += [Ask(text, sanction=each) for text in texts if text.serves == SERVES.MEASURE for each in sanctions]
    return found + [Ask(text) for text in texts if text.serves == SERVES.SERVICE]


def asks_in(case_id, today) -> list[Ask]:
    """The same of one case, as records."""
    conditions = treatments(today).filter(case_id=case_id).select_related("condition_type", "sanction")
    sanctions = measures(today).filter(case_id=case_id).select_related("sanction_type", "decision__authority")
    return asks(purposes(), conditions.order_by("id"), sanctions.order_by("id"))


def fingerprint(text) -> str:
    """By which a text is known again, however a browser ended its lines."""
    return sha256("\n".join(text.splitlines()).encode()).hexdigest()


def standing_on(about, day) -> Standing:
    """How the person's agreement to a treatment condition, or to a suspect's measure, stands on a day."""
    return standing_of(on_day(about.consents.order_by("id"), day), day)


def waits_for_agreement(condition, day) -> bool:
    """Whether a condition asks nothing on a day, because the person's agreement to it does not hold then."""
    return condition.condition_type.treatment and standing_on(condition, day) not in HOLDS


def waiting(condition_ids, day) -> set:
    """Of these treatment conditions those that wait for the person's agreement on a day; no query for none."""
    if not condition_ids:
        return set()
    rows = PersonConsent.objects.filter(condition__in=condition_ids).order_by("condition_id", "id")
    given = {key: on_day(some, day) for key, some in groupby(rows, key=lambda row: row.condition_id)}
    return {key for key in condition_ids if standing_of(given.get(key), day) not in HOLDS}


def asking(rows, day):
    """Of rows about a condition, those on whose `day` it asked something: no treatment, or one agreed to that day."""
    given = PersonConsent.objects.filter(condition=OuterRef("condition"), given_on__lte=OuterRef(day))
    held = Q(answer=YES, valid_until__gte=OuterRef(day))
    for ends_on in ("withdrawn_on", "outdated_on"):
        held &= Q(**{ends_on: None}) | Q(**{f"{ends_on}__gt": OuterRef(day)})
    last = given.order_by("-id").annotate(held=Case(When(held, then=True), default=False)).values("held")[:1]
    rows = rows.alias(agreed=Subquery(last))
    return rows.filter(~Q(condition__condition_type__treatment=True) | Q(agreed=True))


def binds_a_suspect(sanction) -> bool:
    """Whether the law asks the person's agreement before this measure (rule 59)."""
    return sanction.sanction_type.binds == SanctionType.Binds.SUSPECT


def may_be_put_in_force(sanction, today) -> bool:
    """Whether a measure has the agreement it needs, or the authority said that the law binds without it (rule 59)."""
    if not binds_a_suspect(sanction) or standing_on(sanction, today) in HOLDS:
        return True
    answered = sanction.queries.filter(doubt=OrderQuery.Doubt.CONSENT).order_by("id").last()
    return answered is not None and answered.answer == OrderQuery.Answer.CONFIRMED
