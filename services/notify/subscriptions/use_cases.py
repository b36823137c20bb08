"""What the operator does about partners' endpoints."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from uuid import UUID

from services.notify.subscriptions.model import Endpoint, EndpointId, Topic, Wishes
from services.notify.subscriptions.ports import CheckSecret, WithSubscriptions
from services.notify.subscriptions.rules import wishes_typed
from shared.activation.current import Current
from shared.areas import municipalities
from shared.contracts.envelope import Envelope
from shared.contracts.event import Event
from shared.fields.problem import Problem
from shared.work import Store


class UnknownTypeError(Exception):
    """Partners cannot subscribe to this event type."""


class UnknownEndpointError(Exception):
    """No endpoint has this name."""


@dataclass(frozen=True, slots=True)
class ManageEndpoints:
    """Partners' endpoints; `types` is what a partner may subscribe to.

    An endpoint belongs to the activation that is open when it is added.
    """

    store: Store[WithSubscriptions]
    current: Current
    types: Collection[str]
    check_secret: CheckSecret
    new_id: Callable[[], UUID]

    async def add_endpoint(self, endpoint: Endpoint) -> EndpointId:
        """Add an endpoint.

        Raises UnknownTypeError, NoActivationError or NameTakenError.
        """
        if unknown := set(endpoint.wishes.types) - set(self.types):
            raise UnknownTypeError(*sorted(unknown))
        self.check_secret(endpoint.secret)
        identity, activation = EndpointId(self.new_id()), await self.current.activation()
        async with self.store.begin() as work:
            await work.subscriptions.add(identity, endpoint, activation)
        return identity

    async def rotate_secret(self, name: str, secret: str) -> None:
        """Sign with a new secret and, until the next rotation, with the former one too.

        Raises UnknownEndpointError.
        """
        self.check_secret(secret)
        async with self.store.begin() as work:
            endpoint = await work.subscriptions.find(name)
            if endpoint is None:
                raise UnknownEndpointError(name)
            await work.subscriptions.change_secret(endpoint, secret)


def topic_of(event: Envelope[Event]) -> Topic:
    """Take what is chosen by out of an event; what it does not say is left open."""
    line: str | None = getattr(event.data, "service_line", None)
    organisation: UUID | None = getattr(event.data, "organisation_id", None)
    return Topic(event.type, event.municipality, line, organisation)


def wishes_of(
    fields: Mapping[str, Sequence[str]], types: Iterable[str]
) -> tuple[Wishes, Sequence[Problem]]:
    """Read wishes out of a form: types and lines by their codes, municipalities by name or code."""
    return wishes_typed(fields, types, _codes_of_places())


@cache
def _codes_of_places() -> Mapping[str, str]:
    return {
        name.casefold(): each.code
        for each in municipalities().values()
        for name in (each.code, each.name_sv, each.name_fi)
    }
