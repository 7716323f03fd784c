"""What a human does about work that failed again and again."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cases.access.roles import Act
from cases.actions.verb import service_verb
from cases.jobs.asking import ring_after_commit
from cases.jobs.table import Job


@service_verb("job.retry", Act.KEEP_REFERENCE)
def retry_job(*, visitor, now, job_id):
    """Let a job that was given up be tried again, from the first attempt on. Returns it, waiting."""
    job = Job.objects.select_for_update().filter(pk=job_id, dead_at__isnull=False).first()
    if job is None:
        raise ValidationError(_("This job is not among those that failed any more."))
    job.dead_at, job.attempts, job.run_after, job.lease_until = None, 0, now, None
    job.save(update_fields=["dead_at", "attempts", "run_after", "lease_until"])
    ring_after_commit(job)
    return job
