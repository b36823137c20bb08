"""Partners' endpoints in memory."""

from collections.abc import Sequence
from datetime import timedelta

from services.notify.subscriptions.model import Endpoint, EndpointId
from shared.activation import Activation
from tests.support.notify.state import FakeEndpoint, FakeRepository


class FakeSubscriptions(FakeRepository):
    """Endpoints in memory."""

    async def subscribers(self, event_type: str, municipality: str | None) -> Sequence[EndpointId]:
        return [
            endpoint.id
            for endpoint in sorted(self.state.endpoints.values(), key=lambda item: item.id)
            if event_type in endpoint.types
            and (not endpoint.municipalities or municipality in endpoint.municipalities)
        ]

    async def switch_off(self, endpoint: EndpointId) -> None:
        found = self.state.endpoints[endpoint]
        found.enabled, found.disabled_at = False, found.disabled_at or self.state.now

    async def switch_on(self, endpoint: EndpointId) -> bool:
        found = self.state.endpoints.get(endpoint)
        if found is None or found.enabled:
            return False
        found.enabled, found.disabled_at, found.rests_until = True, None, None
        return True

    async def rest(self, endpoint: EndpointId, asked: timedelta, most: timedelta) -> None:
        found, now = self.state.endpoints[endpoint], self.state.now
        found.rests_since = found.rests_since or now
        until = min(now + asked, found.rests_since + most)
        found.rests_until = max(until, found.rests_until or until)

    async def is_off(self, endpoint: EndpointId) -> bool:
        found = self.state.endpoints.get(endpoint)
        return found is not None and not found.enabled

    async def add(self, identity: EndpointId, endpoint: Endpoint, activation: Activation) -> None:
        self.state.endpoints[identity] = FakeEndpoint(
            identity,
            endpoint.name,
            endpoint.url,
            (endpoint.secret,),
            tuple(endpoint.types),
            tuple(endpoint.municipalities),
            activation=activation,
        )

    async def find(self, name: str) -> EndpointId | None:
        named = (item.id for item in self.state.endpoints.values() if item.name == name)
        return next(named, None)

    async def change_secret(self, endpoint: EndpointId, secret: str) -> None:
        found = self.state.endpoints[endpoint]
        found.secrets = (secret, found.secrets[0])
