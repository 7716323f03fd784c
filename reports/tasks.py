"""What the worker does for the press."""

from celery import shared_task
from django.utils import timezone

from reports.actions.documents import make_waiting


@shared_task(name="reports.tasks.make_documents")
def make_documents():
    """Make the documents that wait: their rows are the work to do, so none is lost with a worker (law 13)."""
    make_waiting(timezone.now())
