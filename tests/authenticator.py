"""What people sign in with beside a password: an app that shows codes, and a device that keeps passkeys."""

import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value


def code_now(secret, periods=0):
    """The code an app shows; `periods` of thirty seconds later."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + periods))


def passkeys_on(page):
    """Give a window a device of its own that keeps passkeys and says yes, as a fingerprint does."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    device = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": device})
    return devtools
