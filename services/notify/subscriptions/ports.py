"""What subscriptions need from the world."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Protocol

from services.notify.subscriptions.model import Endpoint, EndpointId
from shared.activation import Activation


class NameTakenError(Exception):
    """An endpoint has this name already."""


class Subscriptions(Protocol):
    """Endpoints and their subscriptions, in one transaction."""

    async def subscribers(self, event_type: str, municipality: str | None) -> Sequence[EndpointId]:
        """Give the endpoints that want this type from this municipality."""
        ...

    async def switch_off(self, endpoint: EndpointId) -> None:
        """Hold everything for this endpoint: it says it is gone."""
        ...

    async def switch_on(self, endpoint: EndpointId) -> bool:
        """Let what is held go out; False when it is on already."""
        ...

    async def rest(self, endpoint: EndpointId, asked: timedelta, most: timedelta) -> None:
        """Let nothing go out to it for a while; `most` after the first rest since it heard us."""
        ...

    async def is_off(self, endpoint: EndpointId) -> bool:
        """Say whether it is switched off, and keep it so until the end of the transaction."""
        ...

    async def add(self, identity: EndpointId, endpoint: Endpoint, activation: Activation) -> None:
        """Keep a new endpoint, its secret sealed under a key of its own.

        Raises NameTakenError; the transaction must then roll back.
        """
        ...

    async def find(self, name: str) -> EndpointId | None:
        """Give the endpoint of this name and keep others from changing it; None if none has it."""
        ...

    async def change_secret(self, endpoint: EndpointId, secret: str) -> None:
        """Sign with a new secret and with the present one; the one before that is forgotten."""
        ...


class WithSubscriptions(Protocol):
    """A transaction in which subscriptions can be read and changed."""

    @property
    def subscriptions(self) -> Subscriptions:
        """Give the subscriptions as this transaction sees them."""
        ...


CheckSecret = Callable[[str], object]
"""Raises an error when a text is no secret that can sign."""
