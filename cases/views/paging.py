"""Lists go on by key: which key a page goes on from."""

from uuid import UUID


def key_in(request, name):
    """The key in the address under this name; None where there is none, or none that can be read."""
    try:
        return UUID(request.GET.get(name, ""))
    except ValueError:
        return None
