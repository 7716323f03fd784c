"""One settings file; everything that differs between services comes from the environment and fails loudly."""

import secrets
import sys
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")

DEMO = env.bool("DEMO", default=False)
DEBUG = env.bool("DEBUG", default=False)
DATA_DIR = Path(env("DATA_DIR", default=str(BASE_DIR / ".local")))


def _kept_secret(name: str) -> str:
    """A secret from the environment; the demo alone makes its own and keeps it under DATA_DIR."""
    if value := env(name, default=""):
        return value
    if not DEMO:
        raise ImproperlyConfigured(f"Set {name} in the environment (only DEMO=1 makes its own).")
    DATA_DIR.mkdir(parents=True, exist_ok=True)
    kept = DATA_DIR / name.lower()
    if not kept.exists():
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(48))
    return kept.read_text()


SECRET_KEY = _kept_secret("SECRET_KEY")
# Any secret of 32 characters or more; signs the ledger's heads and lies outside the database.
LEDGER_KEY = _kept_secret("LEDGER_KEY")
# Where each new signed head is written down too, on a disk that the database's owner cannot write: its witness.
HEADS_FILE = env("HEADS_FILE", default="")
# Old keys that still open what was signed or encrypted under them, the newest first.
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
HTTPS = env.bool("HTTPS", default=not DEMO)

INSTALLED_APPS = [
    "config",
    "complaints",
    "sanctions",
    "volunteers",
    "reports",
    "cases",
    "guardian",
    "simple_history",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "csp",
    "django_htmx",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "config.middleware.BodyMiddleware",
    "django.middleware.common.CommonMiddleware",
    "cases.views.drafting.DraftMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "config.middleware.SessionMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "cases.views.middleware.VisitMiddleware",
    "config.middleware.SecondFactorMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

DATABASE_URL = env("DATABASE_URL", default="") or f"sqlite:///{DATA_DIR / 'service.sqlite3'}"
DATABASES = {"default": environ.Env.db_url_config(DATABASE_URL)}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # recursive_triggers: REPLACE then fires the delete triggers it would otherwise pass by.
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
            "PRAGMA recursive_triggers=ON; PRAGMA secure_delete=ON;"
        ),
    }
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DATABASES["default"]["CONN_MAX_AGE"] = env.int("DATABASE_CONN_MAX_AGE", default=60)
# The role that web and worker connect as; the role that migrates owns the tables (README).
DATABASE_WEB_ROLE = env("DATABASE_WEB_ROLE", default="")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "cases.User"
AUTHENTICATION_BACKENDS = ["cases.access.decide.GateBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_ADAPTER = "config.accounts.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "config.signing_forms.Login",
    "change_password": "config.signing_forms.ChangePassword",
    "reauthenticate": "config.signing_forms.Reauthenticate",
}
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "landing"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
# Counted by address and name together (config.accounts): the longer somebody guesses, the longer they wait.
ACCOUNT_RATE_LIMITS = {
    "sign_in": "5/m/key,10/15m/key,20/h/key,40/d/key",
    "sign_in_address": "60/m/key,600/h/key",
    "activate": "10/15m/key",
    # Codes of a second factor, which are asked only once the password was right.
    "login_failed": "5/m/key,15/15m/key",
    # Would lock out everybody behind one address.
    "login": None,
}
MFA_ADAPTER = "config.factors.MFAAdapter"
MFA_FORMS = {
    "authenticate": "config.signing_forms.Code",
    "reauthenticate": "config.signing_forms.CodeAgain",
    "activate_totp": "config.signing_forms.FirstCode",
    "add_webauthn": "config.signing_forms.AddPasskey",
    "edit_webauthn": "config.signing_forms.RenamePasskey",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = env.bool("PASSKEY_LOGIN", default=False)
MFA_TOTP_ISSUER = env("SERVICE_NAME", default="Community Sanctions Record")
MFA_RECOVERY_CODES_SHOW_ONCE = True
# Browsers allow a passkey without HTTPS on the machine itself alone.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
# The demo's log-ins are public; everywhere else nobody but a person or a representative comes in without one.
SECOND_FACTOR = not DEMO
# How long the code works with which a person opens a log-in of their own.
ACTIVATION_MINUTES = env.int("ACTIVATION_MINUTES", default=15)
# The service's own identity provider, where it has one (config.provider); without an address nothing shows.
OIDC_SERVER_URL = env("OIDC_SERVER_URL", default="")
OIDC_USERNAME_CLAIM = env("OIDC_USERNAME_CLAIM", default="preferred_username")
SOCIALACCOUNT_ADAPTER = "config.provider.ProviderAdapter"
SOCIALACCOUNT_PROVIDERS = {}
if OIDC_SERVER_URL:
    SOCIALACCOUNT_PROVIDERS["openid_connect"] = {
        "APPS": [
            {
                "provider_id": "service",
                "name": env("OIDC_NAME", default="OpenID Connect"),
                "client_id": env("OIDC_CLIENT_ID"),
                "secret": env("OIDC_CLIENT_SECRET"),
                "settings": {"server_url": OIDC_SERVER_URL},
            }
        ],
        "OAUTH_PKCE_ENABLED": True,
    }
USERSESSIONS_TRACK_ACTIVITY = False
# Without a page opened a session ends after the first time, and in any case after the second.
SESSION_COOKIE_AGE = env.int("SESSION_IDLE_SECONDS", default=60 * 60)
SESSION_SECONDS = env.int("SESSION_SECONDS", default=60 * 60 * 8)
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
# Each page starts the idle time anew, as the warning before its end counts it.
SESSION_SAVE_EVERY_REQUEST = True

# Attempts to sign in are counted where every process sees them.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": CACHE_URL}
    if (CACHE_URL := env("CACHE_URL", default=""))
    else {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "config_cache"}
}

GUARDIAN_MONKEY_PATCH_USER = False
GUARDIAN_MONKEY_PATCH_GROUP = False
ANONYMOUS_USER_NAME = None
# Guardian's own backend knows neither dates nor exclusions: it would be a second gate.
SILENCED_SYSTEM_CHECKS = ["guardian.W001"]
# History is written by the database's triggers; simple-history reads it.
SIMPLE_HISTORY_ENABLED = False
SIMPLE_HISTORY_DATE_INDEX = False

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "config.pages.environment",
            "context_processors": ["config.pages.page_context"],
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

LANGUAGE_CODE = "en"
# Arabic is for whoever the record is about: their rooms, signing in, the first page. Staff rooms stay in English.
LANGUAGES = [("en", _("English")), ("fr", _("French")), ("ar", _("Arabic"))]
TIME_ZONE = env("TIME_ZONE", default="Europe/Brussels")
USE_TZ = True
USE_I18N = True
LANGUAGE_COOKIE_HTTPONLY = True

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = DATA_DIR / "files"
# What was destroyed, by random keys: beside the backups, so that an older one gives nothing back (README).
DESTROYED_FILE = env("DESTROYED_FILE", default=str(DATA_DIR / "destroyed.jsonl"))
# The largest file that can be kept (cases.files.kinds), and what a form sends along; files lie on disk meanwhile.
MOST_SENT = 44 * 1024 * 1024

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        # The button that leads to the provider is a form, and browsers follow its redirect only where allowed.
        "form-action": [SELF, *env.list("OIDC_ORIGINS", default=[])],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("BEHIND_PROXY", False) else None
# How many proxies stand before the service: attempts are counted by the address that the outermost one saw.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("PROXIES", default=1 if SECURE_PROXY_SSL_HEADER else 0)
SECURE_REFERRER_POLICY = "same-origin"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "config.views.csrf_failure"
X_FRAME_OPTIONS = "DENY"

EMAIL_BACKEND = env("EMAIL_BACKEND", default="django.core.mail.backends.console.EmailBackend")

CELERY_BROKER_URL = env("CELERY_BROKER_URL", default="filesystem://")
CELERY_BROKER_TRANSPORT_OPTIONS = (
    {
        "data_folder_in": str(DATA_DIR / "broker"),
        "data_folder_out": str(DATA_DIR / "broker"),
        "processed_folder": str(DATA_DIR / "broker-done"),
        "control_folder": str(DATA_DIR / "broker-control"),
        "store_processed": False,
        "polling_interval": 0.003,
    }
    if CELERY_BROKER_URL.startswith("filesystem")
    # Several services may share one Redis; other brokers know no such option.
    else {"global_keyprefix": env("CELERY_BROKER_PREFIX", default="")}
    if CELERY_BROKER_URL.startswith("redis")
    else {}
)
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = TIME_ZONE
# A worker keeps its connection from task to task, as long as a page would (config.celery).
CELERY_DB_REUSE_MAX = sys.maxsize // 2
# How long a worker may hold a job before another one takes it: longer than the longest quick job.
JOB_LEASE_SECONDS = env.int("JOB_LEASE_SECONDS", default=300)
CELERY_BEAT_SCHEDULE_FILENAME = str(DATA_DIR / "schedule")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"class": "config.logs.Wordless", "format": "%(asctime)s %(levelname)s %(name)s %(message)s"}
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", default="WARNING")},
}
