"""The wiring. Importing it configures Celery, so that web processes ring the same doorbell as the worker."""

from config.celery import app as celery_app

__all__ = ["celery_app"]
