"""What is kept encrypted under the service's own secret: each use has a key of its own."""

import base64

from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


def box(use) -> MultiFernet:
    """Encrypts for one use under the present secret, and opens what was encrypted under earlier ones too."""
    secrets = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    derived = (HKDF(SHA256(), length=32, salt=None, info=use.encode()).derive(secret.encode()) for secret in secrets)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in derived])
