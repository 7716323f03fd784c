"""The log-in: nothing about a person but a name to sign in with, a language and, if they wish, an address."""

from django.conf import settings
from django.contrib.auth import get_backends
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.history.tables import new_key


def languages():
    """The languages of the service: a service that offers one more changes its settings and no table."""
    return settings.LANGUAGES


class UserManager(BaseUserManager):
    """Makes log-ins; there is no superuser, so no path past the gate (law 1)."""

    def create_user(self, username, password=None, **fields):
        """A log-in; without a password it can only be activated later."""
        user = self.model(username=username, **fields)
        user.set_password(password)
        user.save()
        return user

    def get_by_natural_key(self, username):
        return self.get(username__iexact=username)


class User(AbstractBaseUser):
    """A log-in. Not a Record: destruction blanks it (law 8)."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    username = models.CharField(_("user name"), max_length=60, unique=True)
    email = models.EmailField(_("e-mail"), blank=True)
    language = models.CharField(_("language"), max_length=8, choices=languages, blank=True)
    is_active = models.BooleanField(_("may sign in"), default=True)
    date_joined = models.DateTimeField(auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []

    class Meta:
        verbose_name = _("log-in")
        verbose_name_plural = _("log-ins")

    def __str__(self):
        return self.username

    @property
    def is_staff(self):
        """May open the reference-data site; decided by the gate, like everything else."""
        return self.has_module_perms("cases")

    def has_perm(self, perm, obj=None):
        """Answered through the gate (GateBackend); no flag on a log-in grants anything."""
        return any(backend.has_perm(self, perm, obj) for backend in get_backends())

    def has_module_perms(self, app_label):
        """Whether the log-in may open an app's pages on the reference-data site."""
        return any(backend.has_module_perms(self, app_label) for backend in get_backends())
