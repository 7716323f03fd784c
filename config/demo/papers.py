"""What was put on paper of the demo's first case: a report for the court's file, and a copy the person asked for."""

import datetime

from cases.models import CaseRecord
from config.demo.story import Story
from reports.actions.documents import make_document, order_document, order_own_copy

MOMENT = datetime.timedelta(seconds=4)


def two_documents(cast):
    """Tomas's officer has the compliance on paper, and Tomas takes his record to his lawyer (rules 43, 45)."""
    story = Story(cast)
    story.case_id = CaseRecord.objects.values_list("id", flat=True).get(person__user=cast.users["person"])
    _made(story.do(order_document, -4, 11, kind="compliance-report"))
    _made(story.do(order_own_copy, -3, 19, by="person"))


def _made(document):
    make_document(document.id, document.asked_at + MOMENT)
