"""Partners' endpoints in memory."""

from collections.abc import Sequence
from datetime import timedelta
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
from services.notify.subscriptions.rules import is_for, is_wanted
from shared.activation import Activation
from tests.support.notify.state import FakeEndpoint, FakeRepository


class FakeSubscriptions(FakeRepository):
    """Endpoints in memory."""

    async def subscribers(self, topic: Topic) -> Sequence[Subscriber]:
        return [
            Subscriber(each.id, each.organisation)
            for each in sorted(self.state.endpoints.values(), key=lambda item: item.id)
            if is_wanted(topic, each.wishes)
            and is_for(topic, each.organisation)
            and each.checked_at
            and not each.removed_at
        ]

    async def switch_off(self, endpoint: EndpointId) -> None:
        found = self.state.endpoints[endpoint]
        found.enabled, found.disabled_at = False, found.disabled_at or self.state.now

    async def switch_on(self, endpoint: EndpointId) -> bool:
        found = self.state.endpoints.get(endpoint)
        if found is None or found.enabled or not found.checked_at or found.removed_at:
            return False
        found.enabled, found.disabled_at, found.rests_until = True, None, None
        found.failing_since = found.told_off_at = None
        return True

    async def mark_checked(self, endpoint: EndpointId) -> None:
        found = self.state.endpoints[endpoint]
        if found.checked_at is None and found.removed_at is None:
            found.checked_at = found.wanted_since = self.state.now
            found.enabled, found.disabled_at = True, None

    async def note_silence(self, endpoint: EndpointId) -> None:
        found = self.state.endpoints[endpoint]
        found.failing_since = found.failing_since or self.state.now

    async def switch_off_silent(self, endpoint: EndpointId, least: timedelta) -> bool:
        found, now = self.state.endpoints[endpoint], self.state.now
        is_silent = found.failing_since is not None and found.failing_since <= now - least
        if not is_silent or not found.enabled:
            return False
        found.enabled, found.disabled_at = False, now
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
            tuple(endpoint.wishes.types),
            tuple(endpoint.wishes.municipalities),
            activation=activation,
            organisation=endpoint.organisation,
            lines=tuple(endpoint.wishes.lines),
            enabled=endpoint.organisation is None,
            checked_at=None if endpoint.organisation else self.state.now,
            wanted_since=self.state.now,
        )

    async def find(self, name: str) -> EndpointId | None:
        named = (item.id for item in self.state.endpoints.values() if item.name == name)
        return next(named, None)

    async def change_secret(self, endpoint: EndpointId, secret: str) -> None:
        found = self.state.endpoints[endpoint]
        found.secrets = (secret, found.secrets[0])

    async def holds_own(self, organisation: UUID, endpoint: EndpointId) -> bool:
        found = self.state.endpoints.get(endpoint)
        return found is not None and found.organisation == organisation and not found.removed_at

    async def count_own(self, organisation: UUID) -> int:
        return len([each for each in self._there() if each.organisation == organisation])

    async def every_own(self, organisation: UUID) -> Sequence[EndpointId]:
        return sorted(each.id for each in self._there() if each.organisation == organisation)

    async def want(self, endpoint: EndpointId, wishes: Wishes) -> None:
        found = self.state.endpoints[endpoint]
        found.types, found.municipalities = tuple(wishes.types), tuple(wishes.municipalities)
        found.lines, found.wanted_since = tuple(wishes.lines), self.state.now

    async def forget_former_secret(self, endpoint: EndpointId) -> None:
        found = self.state.endpoints[endpoint]
        found.secrets = found.secrets[:1]

    async def remove(self, endpoint: EndpointId) -> None:
        found = self.state.endpoints[endpoint]
        found.removed_at, found.enabled = self.state.now, False
        found.disabled_at, found.secrets = found.disabled_at or self.state.now, ()
        found.url, found.name = "", str(endpoint)

    async def begin_trial(
        self, endpoint: EndpointId, kind: TrialKind, pause: timedelta
    ) -> Reach | None:
        found, now = self.state.endpoints[endpoint], self.state.now
        is_first_test = kind == "test" and found.tried == "challenge"
        is_soon = found.tried_at is not None and found.tried_at > now - pause
        if is_soon and not is_first_test:
            return None
        found.tried_at, found.tried, found.tried_response = now, kind, None
        return Reach(found.url, found.secrets)

    async def end_trial(self, endpoint: EndpointId, response: str) -> None:
        self.state.endpoints[endpoint].tried_response = response

    async def silenced(self) -> Silenced | None:
        for each in self._there():
            is_untold = each.disabled_at and not each.enabled and not each.told_off_at
            if is_untold and each.organisation is not None:
                return Silenced(each.id, each.organisation, each.url, each.activation)
        return None

    async def note_told_off(self, endpoint: EndpointId) -> int:
        found = self.state.endpoints[endpoint]
        found.told_off_at, found.version = self.state.now, found.version + 1
        return found.version

    def _there(self) -> list[FakeEndpoint]:
        return [each for each in self.state.endpoints.values() if not each.removed_at]
