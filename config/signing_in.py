"""Pages before the work begins: setting up a second factor, and a person's own log-in opened with a code."""

from allauth.usersessions.views import ListUserSessionsView
from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from cases.actions.own_logins import activate
from cases.models import User
from cases.views.forms_help import attempt, status_of
from config.accounts import address_of, count
from config.middleware import lacks_second_factor

# What a browser says of itself, in the order to look for it: many name others too.
BROWSERS = (("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
)


def device_in_words(agent) -> str:
    """“Firefox, Windows” out of what a browser says of itself."""
    words = [next((name for mark, name in table if mark in agent), "") for table in (BROWSERS, SYSTEMS)]
    return ", ".join(filter(None, words)) or _("An unknown browser")


class Sessions(ListUserSessionsView):
    """Where a log-in is signed in, and the way to end the others."""

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        for session in context["sessions"]:
            session.device = device_in_words(session.user_agent)
        return context


@require_safe
@never_cache
def second_factor(request):
    """Why a second factor is needed, and the two ways to get one."""
    if not lacks_second_factor(request.visitor):
        return redirect("mfa_index")
    return render(request, "account/second_factor.html")


class ActivateForm(forms.Form):
    """What the officer gave, and what the person chooses."""

    reference = forms.CharField(label=gettext_lazy("Reference"), max_length=40)
    code = forms.CharField(label=gettext_lazy("Code"), max_length=40)
    username = forms.CharField(
        label=gettext_lazy("User name"),
        max_length=User._meta.get_field("username").max_length,
        help_text=gettext_lazy("Choose one you remember. It need not be your own name."),
    )
    password = forms.CharField(
        label=gettext_lazy("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=gettext_lazy("At least 12 characters. Four words in a row are good and easy to remember."),
    )
    again = forms.CharField(
        label=gettext_lazy("The same password once more"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_password(self):
        """Long enough, and not one that everybody tries."""
        validate_password(self.cleaned_data["password"])
        return self.cleaned_data["password"]

    def clean(self):
        """Twice the same."""
        data = super().clean()
        if data.get("password") and data.get("again") and data["password"] != data["again"]:
            self.add_error("again", _("The two passwords differ. Type the same one twice."))
        return data


@sensitive_post_parameters()
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def activate_login(request):
    """A person opens their log-in. One address may try only so often; each code allows few tries besides."""
    form = ActivateForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and attempt(form, lambda: _activated(request, form)):
        messages.success(request, _("Your log-in is open. Sign in with the name and the password you chose."))
        return redirect("account_login")
    return render(request, "activate.html", {"form": form}, status=status_of(form))


def _activated(request, form):
    if not count(request, "activate", address_of(request)):
        raise ValidationError(_("Too many tries from here. Wait a quarter of an hour, or ask your officer."))
    given = {name: value for name, value in form.cleaned_data.items() if name != "again"}
    return activate(now=request.visitor.now, **given)


@require_safe
def no_password(request):
    """Whoever comes in by the identity provider has no password here: it is changed there."""
    messages.info(request, _("You sign in through your service's own door: your password is changed there."))
    return redirect("usersessions_list")
