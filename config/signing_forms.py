"""The sign-in package's forms with labels and hints in the house's words; what they do is the package's own."""

from allauth.account import forms as account
from allauth.mfa.base import forms as factor
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn import forms as passkey
from django.utils.translation import gettext_lazy as _


def worded(form, **words):
    """A form whose fields say `label` and `hint`, and repeat neither as grey text inside the field."""

    class Worded(form):
        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs)
            for field in self.fields.values():
                field.widget.attrs.pop("placeholder", None)
            for name in words.keys() & self.fields.keys():
                self.fields[name].label, self.fields[name].help_text = words[name]

    return Worded


CODE = (_("Code"), _("The six digits your app shows now, or one of your recovery codes."))
NAME = (_("Name"), _("So that you can tell your passkeys apart: “work telephone”, “key on my key ring”."))

Login = worded(account.LoginForm, login=(_("User name"), ""), password=(_("Password"), ""))
ChangePassword = worded(
    account.ChangePasswordForm,
    oldpassword=(_("Present password"), ""),
    password1=(
        _("New password"),
        _("At least 12 characters. Four words in a row are good and easy to remember."),
    ),
    password2=(_("The new password once more"), ""),
)
Reauthenticate = worded(account.ReauthenticateForm, password=(_("Password"), ""))
Code = worded(factor.AuthenticateForm, code=CODE)
CodeAgain = worded(factor.ReauthenticateForm, code=CODE)
FirstCode = worded(ActivateTOTPForm, code=(_("Code"), _("The six digits your app shows now.")))
AddPasskey = worded(
    passkey.AddWebAuthnForm,
    name=NAME,
    passwordless=(
        _("Sign in with it alone"),
        _("Without user name and password; it then asks for your fingerprint, your face or its PIN."),
    ),
)
RenamePasskey = worded(passkey.EditWebAuthnForm, name=NAME)
