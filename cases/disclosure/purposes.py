"""The purposes for which anything on a record may be seen (rules 47 and 49). Data; no code decides by hand."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Purpose(models.TextChoices):
    """Why somebody looks. Each field names the purposes it serves; none means nobody sees it."""

    SUPERVISION = "supervision", _("supervision")
    OWN_RECORD = "own_record", _("reading one's own record")
    DECISION = "decision", _("deciding about the sanction")
    INSPECTION = "inspection", _("inspection")
    CONTEST = "contest", _("answering a disagreement")
    COMPLAINT = "complaint", _("answering a complaint")
    PLACEMENT = "placement", _("a community service placement")
    ASSISTANCE = "assistance", _("help and assistance")
    VOLUNTEERING = "volunteering", _("volunteering")
    VICTIM_CONTACT = "victim_contact", _("contact with victims")
    RETENTION = "retention", _("archiving and destroying records")
    RESEARCH = "research", _("research")
    PUBLICATION = "publication", _("information for the public")


def _set(*purposes):
    return frozenset(purposes)


NOBODY = _set()
EVERYBODY = frozenset(Purpose)
# The service's own work, and those who inspect it or answer for it.
WORK = _set(Purpose.SUPERVISION, Purpose.INSPECTION, Purpose.CONTEST)
# What the person may read of themselves as well.
SELF = WORK | {Purpose.OWN_RECORD}
# What the deciding authority needs as well.
COURT = SELF | {Purpose.DECISION}
# The least that anybody who works with the person must know to address them.
CONTACT = COURT | {Purpose.PLACEMENT, Purpose.ASSISTANCE, Purpose.VOLUNTEERING, Purpose.COMPLAINT}
# That something happened in the case, and when: what a victim may be told of, where the law and the victim allow it.
TELLABLE = _set(Purpose.VICTIM_CONTACT)
# Whoever works with the person outside the service may not learn the offence, nor anything that gives it away:
# what a condition, a sanction or a court is called is told to them by a neutral label (rules 39–41, 49).
KNOWS_OFFENCE = EVERYBODY - {Purpose.PLACEMENT, Purpose.ASSISTANCE, Purpose.VOLUNTEERING}
