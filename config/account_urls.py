"""Of allauth's pages only these: signing in and out, one's password, second factor and sessions;
and a person's own log-in opened with a code.

There is no way to sign up, and no reset by e-mail: most log-ins have no address.
"""

from allauth.account import views
from allauth.socialaccount import views as provider_views
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path

from config import signing_in

urlpatterns = [
    path("login/", views.login, name="account_login"),
    path("activate/", signing_in.activate_login, name="activate"),
    path("logout/", views.logout, name="account_logout"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("reauthenticate/", views.reauthenticate, name="account_reauthenticate"),
    path("password/change/", views.password_change, name="account_change_password"),
    path("password/set/", signing_in.no_password, name="account_set_password"),
    path("2fa/start/", signing_in.second_factor, name="second_factor"),
    path("2fa/", include("allauth.mfa.urls")),
    # Not found unless the settings name a provider.
    path("", include("allauth.socialaccount.providers.openid_connect.urls")),
    path("provider/cancelled/", provider_views.login_cancelled, name="socialaccount_login_cancelled"),
    path("provider/error/", login_not_required(provider_views.login_error), name="socialaccount_login_error"),
    path("sessions/", signing_in.Sessions.as_view(), name="usersessions_list"),
]
