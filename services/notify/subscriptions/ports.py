"""What subscriptions need from the world."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Protocol
from uuid import UUID

from services.notify.subscriptions.model import (
    Endpoint,
    EndpointId,
    Reach,
    Silenced,
    Subscriber,
    Topic,
    TrialKind,
    Wishes,
)
from shared.activation import Activation


class NameTakenError(Exception):
    """An endpoint has this name already."""


class Subscriptions(Protocol):
    """Endpoints and their subscriptions, in one transaction."""

    async def subscribers(self, topic: Topic) -> Sequence[Subscriber]:
        """Give the endpoints that want this, of those whose address has answered."""
        ...

    async def switch_off(self, endpoint: EndpointId) -> None:
        """Hold everything for this endpoint: it says it is gone."""
        ...

    async def switch_on(self, endpoint: EndpointId) -> bool:
        """Let what is held go out; False when it is on already."""
        ...

    async def mark_checked(self, endpoint: EndpointId) -> None:
        """Let it hear from now on: whoever is there has answered a challenge."""
        ...

    async def note_silence(self, endpoint: EndpointId) -> None:
        """Keep since when it has taken nothing, unless that is known."""
        ...

    async def switch_off_silent(self, endpoint: EndpointId, least: timedelta) -> bool:
        """Switch it off where it has taken nothing for so long; False where it has, or is off."""
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


class OwnSubscriptions(Subscriptions, Protocol):
    """What organisations do about endpoints of their own, in one transaction."""

    async def holds_own(self, organisation: UUID, endpoint: EndpointId) -> bool:
        """Say whether an endpoint is this organisation's, and keep others from changing it."""
        ...

    async def count_own(self, organisation: UUID) -> int:
        """Say how many endpoints an organisation has."""
        ...

    async def every_own(self, organisation: UUID) -> Sequence[EndpointId]:
        """Give all endpoints of an organisation, and keep others from changing them."""
        ...

    async def want(self, endpoint: EndpointId, wishes: Wishes) -> None:
        """Let it hear this from now on."""
        ...

    async def forget_former_secret(self, endpoint: EndpointId) -> None:
        """Sign with the newest secret only."""
        ...

    async def remove(self, endpoint: EndpointId) -> None:
        """Let it hear nothing any more, for good; where it was and its secrets are erased."""
        ...

    async def begin_trial(
        self, endpoint: EndpointId, kind: TrialKind, pause: timedelta
    ) -> Reach | None:
        """Note that it is tried now, and give how; None so soon after the last time."""
        ...

    async def end_trial(self, endpoint: EndpointId, response: str) -> None:
        """Keep what came of it."""
        ...

    async def silenced(self) -> Silenced | None:
        """Give an organisation's endpoint that went off and nobody was told of."""
        ...

    async def note_told_off(self, endpoint: EndpointId) -> int:
        """Keep that it was told of; gives the number of what is said of it."""
        ...


class WithSubscriptions(Protocol):
    """A transaction in which subscriptions can be read and changed."""

    @property
    def subscriptions(self) -> Subscriptions:
        """Give the subscriptions as this transaction sees them."""
        ...


class WithOwnSubscriptions(Protocol):
    """A transaction in which organisations' endpoints can be changed too."""

    @property
    def subscriptions(self) -> OwnSubscriptions:
        """Give the subscriptions as this transaction sees them."""
        ...


CheckSecret = Callable[[str], object]
"""Raises an error when a text is no secret that can sign."""
