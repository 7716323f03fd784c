"""Log-ins are given by the service, never taken: nobody signs up by themselves."""

from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in, second factor and sessions as allauth does them, without a way to make an account."""

    def is_open_for_signup(self, request) -> bool:
        return False
