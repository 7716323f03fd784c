"""Signing in by the service's own identity provider (OpenID Connect): for log-ins that exist, for nobody else.

Of what the provider says only the name is read, and only its number for the person is kept.
"""

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.shortcuts import render

from cases.models import User


class ProviderAdapter(DefaultSocialAccountAdapter):
    """Finds the log-in by the name the provider vouches for; from then on by the provider's own number."""

    def is_open_for_signup(self, request, sociallogin) -> bool:
        """Whom the provider knows and the service does not stays outside."""
        return False

    def populate_user(self, request, sociallogin, data):
        """Keep the name for this request alone; addresses, names and all else that came are forgotten at once."""
        told = sociallogin.account.extra_data
        claims = told.get("userinfo", {}) | told.get("id_token", {})
        sociallogin.claimed_name = str(claims.get(settings.OIDC_USERNAME_CLAIM) or "")
        sociallogin.account.extra_data, sociallogin.email_addresses = {}, []
        return sociallogin.user

    def pre_social_login(self, request, sociallogin):
        """Tie the provider's number to the log-in of that name, once; a second number for it is refused."""
        if sociallogin.is_existing:
            return
        user = User.objects.filter(username__iexact=sociallogin.claimed_name, is_active=True).first()
        taken = user and SocialAccount.objects.filter(user=user, provider=sociallogin.account.provider).exists()
        if user is None or taken:
            raise ImmediateHttpResponse(render(request, "account/not_known.html", status=403))
        sociallogin.connect(request, user)
