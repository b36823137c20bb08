"""What the members of an organisation do about its endpoints."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Final, Literal
from urllib.parse import urlsplit
from uuid import UUID

from services.notify.deliveries.model import Accepted, DeliveryId, Outcome, Unreadable
from services.notify.endpoints.model import Choice, Listed, OwnEndpoint, Posted
from services.notify.endpoints.ports import LetGo, OwnEndpoints, OwnWork, WrongWith
from services.notify.subscriptions.model import Endpoint, EndpointId, Reach, TrialKind, Wishes
from services.notify.webhooks.model import Call, News
from services.notify.webhooks.ports import WebhookSender
from shared.activation.current import Current
from shared.work import Store

MOST: Final = 5
"""Endpoints of one organisation: each is called for every event it wants."""
SHOWN: Final = 50
PAUSE: Final = timedelta(seconds=5)
"""Between two tries by hand."""
LONGEST_URL: Final = 500
SNIPPETS: Final = ("python", "node", "php")
SNIPPET_FOLDER: Final = Path(__file__).parent / "snippets"

NotAdded = Literal["forbidden", "unknown", "many", "left"]


@dataclass(frozen=True, slots=True)
class Added:
    """An endpoint just added, with the secret that is shown this once."""

    endpoint: EndpointId
    secret: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepOwnEndpoints:
    """Each is refused to whoever names another's endpoint, as if there were none."""

    store: Store[OwnWork]
    shown: OwnEndpoints
    wrong_with: WrongWith
    let_go: LetGo
    current: Current
    new_id: Callable[[], UUID]
    new_secret: Callable[[], str]
    wake: Callable[[], None]

    async def add(self, organisation: UUID, url: str, wishes: Wishes) -> Added | NotAdded:
        """Add an endpoint that hears nothing until it has answered a challenge."""
        wrong = await self._wrong_with(url)
        if wrong:
            return wrong
        identity, secret = EndpointId(self.new_id()), self.new_secret()
        name = f"{urlsplit(url).hostname} ({identity.hex[-6:]})"
        endpoint = Endpoint(name, url, secret, wishes, organisation)
        activation = await self.current.activation()
        async with self.store.begin() as work:
            if await work.recalls.holds(organisation):
                return "left"
            if await work.subscriptions.count_own(organisation) >= MOST:
                return "many"
            await work.subscriptions.add(identity, endpoint, activation)
        return Added(identity, secret)

    async def _wrong_with(self, url: str) -> NotAdded | None:
        found = await self.wrong_with(url) if len(url) <= LONGEST_URL else "forbidden"
        if found is None:
            return None
        return "unknown" if found == "unknown" else "forbidden"

    async def all_of(self, organisation: UUID) -> Sequence[OwnEndpoint]:
        """List them."""
        return await self.shown.all_of(organisation)

    async def one_of(self, organisation: UUID, endpoint: EndpointId) -> OwnEndpoint | None:
        """Give one of them."""
        every = await self.shown.all_of(organisation)
        return next((each for each in every if each.id == endpoint), None)

    async def list_deliveries(
        self, organisation: UUID, endpoint: EndpointId, choice: Choice
    ) -> Listed:
        """Give a page of what was posted to it."""
        found = await self.shown.deliveries_of(organisation, endpoint, choice, SHOWN + 1)
        page = found[:SHOWN]
        return Listed(page, page[-1].id if len(found) > SHOWN else None)

    async def show_posted(
        self, organisation: UUID, endpoint: EndpointId, delivery: DeliveryId
    ) -> Posted | None:
        """Give one piece of news with each attempt."""
        return await self.shown.posted(organisation, endpoint, delivery)

    async def want(self, organisation: UUID, endpoint: EndpointId, wishes: Wishes) -> bool:
        """Change what it hears."""
        async with self.store.begin() as work:
            if not await work.subscriptions.holds_own(organisation, endpoint):
                return False
            await work.subscriptions.want(endpoint, wishes)
        return True

    async def rotate_secret(self, organisation: UUID, endpoint: EndpointId) -> str | None:
        """Sign with a new secret, which is shown this once, and with the former one too."""
        secret = self.new_secret()
        async with self.store.begin() as work:
            if not await work.subscriptions.holds_own(organisation, endpoint):
                return None
            await work.subscriptions.change_secret(endpoint, secret)
        return secret

    async def forget_former_secret(self, organisation: UUID, endpoint: EndpointId) -> bool:
        """End a rotation: the former secret signs no more."""
        async with self.store.begin() as work:
            if not await work.subscriptions.holds_own(organisation, endpoint):
                return False
            await work.subscriptions.forget_former_secret(endpoint)
        return True

    async def switch_on(self, organisation: UUID, endpoint: EndpointId) -> bool:
        """Send what was missed, in the order of each subject, and what comes."""
        async with self.store.begin() as work:
            if not await work.subscriptions.holds_own(organisation, endpoint):
                return False
            is_changed = await work.subscriptions.switch_on(endpoint)
            if is_changed:
                await work.deliveries.send_missed(endpoint, None)
        self.wake()
        return is_changed

    async def send_missed(
        self, organisation: UUID, endpoint: EndpointId, since: datetime | None
    ) -> bool:
        """Send what failed since then again; False where nothing had."""
        async with self.store.begin() as work:
            if not await work.subscriptions.holds_own(organisation, endpoint):
                return False
            count = await work.deliveries.send_missed(endpoint, since)
        self.wake()
        return count > 0

    async def send_again(
        self, organisation: UUID, endpoint: EndpointId, delivery: DeliveryId
    ) -> bool:
        """Send one piece of news again that was given up."""
        if await self.shown.posted(organisation, endpoint, delivery) is None:
            return False
        async with self.store.begin() as work:
            found = await work.deliveries.send_again(delivery)
        self.wake()
        return found

    async def remove(self, organisation: UUID, endpoint: EndpointId) -> bool:
        """Post nothing to it any more; what waits for it ends unsent."""
        async with self.store.begin() as work:
            if not await work.subscriptions.holds_own(organisation, endpoint):
                return False
            await work.subscriptions.remove(endpoint)
        await self.let_go(endpoint)
        return True


@dataclass(frozen=True, slots=True)
class TryOwnEndpoints:
    """Calls that a person waits for, outside of the queue: also where nothing is sent to."""

    store: Store[OwnWork]
    webhook: WebhookSender
    new_id: Callable[[], UUID]
    new_challenge: Callable[[], str]
    now: Callable[[], datetime]
    """The network's time."""
    page: Callable[[UUID], str]
    """Where the news of an organisation are."""

    async def check(self, organisation: UUID, endpoint: EndpointId) -> bool:
        """Ask whoever is there to answer a signed challenge; from then on it hears."""
        outcome = await self._try(organisation, endpoint, "challenge", self.new_challenge())
        if outcome is None:
            return False
        async with self.store.begin() as work:
            await work.subscriptions.end_trial(endpoint, response_of(outcome))
            if isinstance(outcome, Accepted):
                await work.subscriptions.mark_checked(endpoint)
        return isinstance(outcome, Accepted)

    async def send_test(self, organisation: UUID, endpoint: EndpointId) -> bool:
        """Post a piece of news that tells of nothing."""
        outcome = await self._try(organisation, endpoint, "test", "")
        if outcome is None:
            return False
        async with self.store.begin() as work:
            await work.subscriptions.end_trial(endpoint, response_of(outcome))
        return isinstance(outcome, Accepted)

    async def _try(
        self, organisation: UUID, endpoint: EndpointId, kind: TrialKind, challenge: str
    ) -> Outcome | None:
        async with self.store.begin() as work:
            if not await work.subscriptions.holds_own(organisation, endpoint):
                return None
            reach = await work.subscriptions.begin_trial(endpoint, kind, PAUSE)
        if reach is None:
            return None
        return await self.webhook(self._call(organisation, endpoint, reach, kind, challenge))

    def _call(
        self,
        organisation: UUID,
        endpoint: EndpointId,
        reach: Reach,
        kind: TrialKind,
        challenge: str,
    ) -> Call:
        news = News(
            self.new_id(),
            f"endpoint.{kind}",
            self.now(),
            f"endpoint/{endpoint}",
            self.page(organisation),
        )
        return Call(endpoint, reach.url, reach.secrets, news, challenge)


def response_of(outcome: Outcome) -> str:
    """Give what is kept of a try: the answer's code, or why there was none."""
    return "unreadable" if isinstance(outcome, Unreadable) else outcome.response


@cache
def receivers() -> Mapping[str, str]:
    """Give whole receivers by the language they are written in, as the tests run them."""
    return {name: (SNIPPET_FOLDER / f"{name}.txt").read_text("utf-8") for name in SNIPPETS}
