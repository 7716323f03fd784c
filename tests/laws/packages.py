"""Every model that is no Record, with its fields: what each one holds about a person, and why that is safe (law 3)."""

LEDGER = "the ledger: keys, verbs and times; its own access rules"
LOG_IN = "the log-in: a name to sign in with, no more; destruction blanks it"
REFERENCE = "the framework's own reference data: nobody's"
INDEX = "the search's index: made of records by the database, gone with them; read through the gate alone"
UNUSED = "guardian's generic table, unused: grants are records with a direct key"

PACKAGES = {
    "cases.Action": (LEDGER, "id verb root actor_id capacity reason ground recipient at written_at"),
    "cases.Look": (LEDGER, "id actor_id capacity service root roots about kind purpose ground at written_at"),
    "cases.SealQueue": (LEDGER, "id source action_id row_id first last"),
    "cases.LeafForm": (LEDGER, "id source fields fingerprint"),
    "cases.Leaf": (LEDGER, "position form row root hash"),
    "cases.RootKey": (LEDGER, "root key"),
    "cases.Seal": (LEDGER, "size tree_hash peaks at signature key_name"),
    "reports.DocumentFile": (
        "the bytes of a document, whose record says their hash; kept and destroyed with it",
        "document data",
    ),
    "cases.DisclosureFile": (
        "the bytes of what was sent, whose record says their hash; kept and destroyed with it",
        "made data",
    ),
    "cases.StoredBytes": (
        "the bytes of a file, whose record says their hash; kept and destroyed with it",
        "file data",
    ),
    "cases.Job": (
        "work to do: keys, codes and moments; of an error its class alone",
        "id kind key root object_id run_after attempts lease_until progress step done_at dead_at error",
    ),
    "cases.KnownWord": (INDEX, "id word bones letters"),
    "cases.FoundBy": (INDEX, "id word record root"),
    "cases.TextOf": (INDEX, "id record root"),
    "cases.SearchMade": ("what somebody searched for, encrypted, beside its look", "look words made_at"),
    "cases.Draft": (
        "what somebody types, encrypted, until they save it: theirs alone, for days, and gone with its root",
        "id user address root typed kept_at",
    ),
    "cases.User": (LOG_IN, "password last_login id username email language is_active date_joined"),
    "account.EmailAddress": (LOG_IN, "id user email verified primary"),
    "account.EmailConfirmation": (LOG_IN, "id email_address created sent key"),
    "mfa.Authenticator": (LOG_IN, "id user type data created_at last_used_at"),
    "socialaccount.SocialApp": (REFERENCE, "id provider provider_id name client_id secret key settings"),
    "socialaccount.SocialAccount": (LOG_IN, "id user provider uid last_login date_joined extra_data"),
    "socialaccount.SocialToken": ("never kept: the settings say so", "id app account token token_secret expires_at"),
    "usersessions.UserSession": (
        LOG_IN,
        "id user created_at ip last_seen_at session_key user_agent data",
    ),
    "sessions.Session": (LOG_IN, "session_key session_data expire_date"),
    "admin.LogEntry": (
        "who kept which reference data; no record passes the reference-data site",
        "id action_time user content_type object_id object_repr action_flag change_message",
    ),
    "guardian.UserObjectPermission": (UNUSED, "id permission content_type object_pk user"),
    "guardian.GroupObjectPermission": (UNUSED, "id permission content_type object_pk group"),
    "auth.Permission": (REFERENCE, "id name content_type codename"),
    "auth.Group": (REFERENCE, "id name"),
    "contenttypes.ContentType": (REFERENCE, "id app_label model"),
}
