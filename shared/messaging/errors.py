"""What a handler may raise to say that trying again cannot help."""

from typing_extensions import override


class PermanentError(Exception):
    """The event can never be handled as it is: park it at once for a human."""

    @override
    def __str__(self) -> str:
        """Say the docstring: the text travels with the parked message and must name no one."""
        return (type(self).__doc__ or "").strip()
