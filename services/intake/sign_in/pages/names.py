"""Passkeys live at a name: pages where they are used are not shown at an address of numbers."""

from fastapi import Request, Response

from shared.web.forms import go_to

_NUMBERS = frozenset({"127.0.0.1", "::1"})


def lead_to_name(request: Request) -> Response | None:
    """Lead from this machine's number to its name, same port; None where the name is used."""
    if request.url.hostname not in _NUMBERS:
        return None
    port = f":{request.url.port}" if request.url.port else ""
    return go_to(str(request.url.replace(netloc=f"localhost{port}")))
