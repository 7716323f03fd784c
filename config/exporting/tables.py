"""Which tables are in an export of the whole, and why the others are not. A test holds it against every model."""

from cases.history.record import record_models
from cases.history.tables import LEDGER_TABLES, RootKey
from cases.history.verify_files import stored
from cases.models import User

# Columns of a log-in that are secrets, or the framework's own.
NOT_OF_LOG_INS = ("password", "last_login")
SECRET, REBUILT, FRAMEWORK = (
    "it opens something here, and nothing elsewhere",
    "it is made anew from the records",
    "it is the framework's own, about no case",
)
LEFT_OUT = {
    "cases.Draft": "it was never saved: what somebody types, encrypted",
    "cases.FoundBy": REBUILT,
    "cases.Job": "it is work of this system",
    "cases.KnownWord": REBUILT,
    "cases.SealQueue": "it names what waits for the next seal; what is exported is sealed first",
    "cases.SearchMade": "it is encrypted with a key of this system; that somebody searched stands in the ledger",
    "cases.TextOf": REBUILT,
    "account.EmailAddress": "it repeats the log-in's address",
    "account.EmailConfirmation": SECRET,
    "admin.LogEntry": "it repeats what the ledger says of reference data",
    "auth.Group": FRAMEWORK,
    "auth.Permission": FRAMEWORK,
    "contenttypes.ContentType": FRAMEWORK,
    "guardian.GroupObjectPermission": FRAMEWORK,
    "guardian.UserObjectPermission": FRAMEWORK,
    "mfa.Authenticator": SECRET,
    "sessions.Session": SECRET,
    "socialaccount.SocialAccount": SECRET,
    "socialaccount.SocialApp": SECRET,
    "socialaccount.SocialToken": SECRET,
    "usersessions.UserSession": SECRET,
}


def covered() -> set:
    """Every model that is in an export: as rows, in the ledger, or as files."""
    bytes_of = {each.record._meta.get_field(each.data.split("__")[0]).related_model for each in stored()}
    past = {model.history.model for model in record_models()}
    return {*record_models(), *past, *LEDGER_TABLES, RootKey, User, *bytes_of}


def described(model, without=()) -> dict:
    """What a table is, and each column: for whoever has to read it without this program."""
    return {
        "what": str(model._meta.verbose_name),
        "table": model._meta.db_table,
        "says": " ".join((model.__doc__ or "").split()),
        "about": getattr(model, "reached_by", "service"),
        "columns": {f.column: _column(f) for f in model._meta.local_concrete_fields if f.name not in without},
    }


def _column(field):
    kind = field.target_field if field.is_relation else field
    found = {"what": str(field.verbose_name), "kind": kind.get_internal_type(), "may_be_null": field.null}
    if field.is_relation:
        found["leads_to"] = field.related_model._meta.label_lower
    if field.choices:
        found["values"] = {str(value): str(label) for value, label in field.flatchoices}
    if field.max_length:
        found["longest"] = field.max_length
    return found
