"""The second factor: what proves it is kept encrypted, and what is said about it in plain words.

The key is derived from SECRET_KEY. Whoever changes that names the old one in SECRET_KEY_FALLBACKS, so that nobody
is locked out, and lets `manage.py rotate_secrets` encrypt anew; then the old one can go.
"""

import base64

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

# What each kind of second factor keeps that must not be read; a passkey keeps only a public key.
SECRETS = {Authenticator.Type.TOTP: "secret", Authenticator.Type.RECOVERY_CODES: "seed"}
# How every Fernet token begins (a version byte and the leading zeros of its clock); no plain secret does.
ENCRYPTED = "gAAAAA"


def _key(secret) -> bytes:
    derived = HKDF(SHA256(), length=32, salt=None, info=b"second factor").derive(secret.encode())
    return base64.urlsafe_b64encode(derived)


def box() -> MultiFernet:
    """Encrypts by the present key, opens by the present one and those before it."""
    return MultiFernet([Fernet(_key(secret)) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def encrypt_anew(authenticator) -> bool:
    """Put a log-in's secret under the present key, whatever key it was under. Says whether there was one."""
    name = SECRETS.get(authenticator.type)
    if name is None:
        return False
    kept, factors = authenticator.data[name], MFAAdapter()
    plain = factors.decrypt(kept) if kept.startswith(ENCRYPTED) else kept
    authenticator.data[name] = factors.encrypt(plain)
    authenticator.save(update_fields=["data"])
    return True


class MFAAdapter(DefaultMFAAdapter):
    """Codes of an app, passkeys and recovery codes as allauth does them, with their secrets encrypted."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _(
            "This code is not right. An app shows a new one every 30 seconds: type the one it shows now."
        ),
        "cannot_generate_recovery_codes": _("Set up an app or a passkey first; recovery codes stand in for those."),
    }

    def encrypt(self, text: str) -> str:
        """What the database keeps instead of a secret."""
        return box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret again. Fails loudly where no key opens it: a wrong key is no wrong code."""
        try:
            return box().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            raise ImproperlyConfigured(
                "No key opens this second factor. Was SECRET_KEY changed? Name the old one in SECRET_KEY_FALLBACKS."
            ) from None

    def generate_authenticator_name(self, user, type) -> str:
        """What a new passkey is called until its owner names it."""
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return str(_("Passkey %(number)s") % {"number": number})

    def get_public_key_credential_rp_entity(self) -> dict:
        """The service's name where a device asks whether to sign in."""
        return super().get_public_key_credential_rp_entity() | {"name": self.get_totp_issuer()}
