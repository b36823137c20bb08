"""What the broker's users are called."""

from typing import Final

DEPLOY: Final = "deploy"
"""Who declares queues and acts for a person; no service."""


def user_of(service: str) -> str:
    """Name the service's user on the broker."""
    return f"porukalla-{service}"
