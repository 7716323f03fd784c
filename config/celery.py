"""The doorbell: the worker, and the schedule in code where no administrator can switch it off."""

import os

from celery import Celery
from celery.signals import before_task_publish, task_prerun, worker_init
from django.conf import settings
from django.db import close_old_connections

import config.broker  # noqa: F401 (what filesystem:// stands for)

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("config")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["complaints", "sanctions", "volunteers", "reports", "cases"])
app.conf.beat_schedule = {
    "seal-the-ledger": {"task": "cases.tasks.seal_ledger", "schedule": 15.0},
    "sweep-jobs": {"task": "cases.tasks.sweep_jobs", "schedule": 15.0, "options": {"expires": 15.0}},
    "read-the-looks": {"task": "cases.tasks.read_looks", "schedule": 600.0, "options": {"expires": 600.0}},
    "propose-retention": {
        "task": "cases.tasks.propose_retention",
        "schedule": 3600.0,
        "options": {"expires": 3600.0},
    },
    "carry-out-erasures": {
        "task": "cases.tasks.carry_out_erasures",
        "schedule": 3600.0,
        "options": {"expires": 3600.0},
    },
    "forget-drafts": {"task": "cases.tasks.forget_drafts", "schedule": 3600.0, "options": {"expires": 3600.0}},
}


@before_task_publish.connect
def make_folders(**_):
    """Make the embedded broker's folders: whoever rings may be there before the worker is."""
    for key in ("data_folder_in", "processed_folder"):
        if folder := settings.CELERY_BROKER_TRANSPORT_OPTIONS.get(key):
            os.makedirs(folder, exist_ok=True)


@worker_init.connect
def prepare(**_):
    """Make the embedded broker's folders and refuse to work on a database without its triggers."""
    from cases.history.triggers import require_installed  # noqa: PLC0415 (apps are not loaded before)

    make_folders()
    require_installed()


@task_prerun.connect
def drop_old_connections(**_):
    """Begin each task as a page begins: with a connection that is neither too old nor broken."""
    close_old_connections()
