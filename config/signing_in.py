"""Pages before the work begins: setting up a second factor."""

from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from config.middleware import lacks_second_factor


@require_safe
@never_cache
def second_factor(request):
    """Why a second factor is needed, and the two ways to get one."""
    if not lacks_second_factor(request.visitor):
        return redirect("mfa_index")
    return render(request, "account/second_factor.html")
