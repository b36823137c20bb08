"""What the operator does about partners' endpoints."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from uuid import UUID

from services.notify.subscriptions.model import Endpoint, EndpointId
from services.notify.subscriptions.ports import CheckSecret, WithSubscriptions
from shared.activation.current import Current
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
        if unknown := set(endpoint.types) - set(self.types):
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
