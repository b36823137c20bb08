"""What every store of notify must do; the fake runs it in unit, PostgreSQL in integration."""

from abc import ABC, abstractmethod
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from services.notify.domain.model import Channel, Claim, DeliveryId, EndpointId, State
from services.notify.handlers.receiving import keep_letter, keep_news
from services.notify.ports.deliveries import DeliveryLines, DueDeliveries
from services.notify.ports.subscriptions import EndpointLines
from services.notify.ports.work import Work
from shared.contracts.envelope import Envelope
from shared.contracts.event import Event
from shared.work import Store
from tests.support.notify.building import VALUES, delivery, letter, news, request_created

FAR = timedelta(days=1)
HOUR = timedelta(hours=1)
LEASE = timedelta(minutes=2)
"""Longer than any lease."""


class Ground(ABC):
    """A store with the levers a test needs."""

    store: Store[Work]
    due: DueDeliveries
    deliveries: DeliveryLines
    endpoints: EndpointLines

    @abstractmethod
    async def now(self) -> datetime:
        """Read the store's clock."""

    @abstractmethod
    async def add_endpoint(
        self, *types: str, name: str = "partner", municipalities: tuple[str, ...] = ()
    ) -> EndpointId:
        """Add an endpoint."""

    @abstractmethod
    async def pass_time(self, time: timedelta) -> None:
        """Make everything in the store this much older."""

    async def add_letter(self, expires_in: timedelta = FAR) -> DeliveryId:
        """Keep a letter that is due now."""
        item = delivery(Channel.EMAIL)
        expires_at = await self.now() + expires_in
        async with self.store.begin() as work:
            await keep_letter(work, item, letter(), expires_at)
        return item.id

    async def add_news(self, endpoint: EndpointId) -> DeliveryId:
        """Keep news that are due now."""
        item = delivery(Channel.WEBHOOK)
        async with self.store.begin() as work:
            await keep_news(work, item, endpoint, news(item.event_id))
        return item.id

    async def fail_news(self, endpoint: EndpointId) -> DeliveryId:
        """Keep news that are given up."""
        await self.add_news(endpoint)
        (claim,) = await self.due.claim_calls(10)
        async with self.store.begin() as work:
            await work.deliveries.mark_failed(claim, "500", "gave_up")
        return claim.delivery.id

    async def the_letter(self) -> Claim:
        """Claim the one letter that is due."""
        (claim,) = await self.due.claim_letters(10)
        return claim


class StoreContract:
    """The behaviours; a subclass gives the `ground` fixture."""

    async def test_an_event_is_first_once(self, ground: Ground) -> None:
        event = request_created()

        async with ground.store.begin() as work:
            first = await work.first_delivery(event)
        async with ground.store.begin() as work:
            second = await work.first_delivery(event)

        assert (first, second) == (True, False)

    async def test_an_error_rolls_everything_back(self, ground: Ground) -> None:
        event = request_created()

        with pytest.raises(ZeroDivisionError):
            await _break_off(ground, event)

        async with ground.store.begin() as work:
            assert await work.first_delivery(event)
        assert await ground.due.claim_letters(10) == []

    async def test_a_kept_letter_is_due_at_once_and_reads_back(self, ground: Ground) -> None:
        identity = await ground.add_letter()

        claim = await ground.the_letter()

        async with ground.store.begin() as work:
            read = await work.letters.read(claim.delivery.id)
        assert claim.delivery.id == identity
        assert (claim.attempt, claim.tries, claim.expired) == (1, 1, False)
        assert read is not None
        assert (read.template, read.language, read.values) == ("request_received", "fi", VALUES)

    async def test_the_same_notification_is_kept_once(self, ground: Ground) -> None:
        item, expires_at = delivery(), await ground.now() + FAR

        for recipient in ("aino@example.org", "other@example.org"):
            async with ground.store.begin() as work:
                await keep_letter(work, item, letter(recipient), expires_at)

        claim = await ground.the_letter()
        async with ground.store.begin() as work:
            read = await work.letters.read(claim.delivery.id)
        assert read is not None
        assert read.recipient == "aino@example.org"

    async def test_a_claimed_letter_is_nobody_elses_until_its_lease_ends(
        self, ground: Ground
    ) -> None:
        await ground.add_letter()

        await ground.the_letter()

        assert await ground.due.claim_letters(10) == []
        await ground.pass_time(LEASE)
        assert (await ground.the_letter()).attempt == 2

    async def test_the_limit_is_kept(self, ground: Ground) -> None:
        for _ in range(3):
            await ground.add_letter()

        claims = await ground.due.claim_letters(2)

        assert len(claims) == 2

    async def test_a_sent_letter_is_not_due_again(self, ground: Ground) -> None:
        await ground.add_letter()
        claim = await ground.the_letter()

        async with ground.store.begin() as work:
            version = await work.deliveries.mark_sent(claim, "250")

        await ground.pass_time(FAR)
        assert version == 2
        assert await ground.due.claim_letters(10) == []

    async def test_a_late_answer_of_an_earlier_attempt_decides_nothing(
        self, ground: Ground
    ) -> None:
        await ground.add_letter()
        early = await ground.the_letter()
        await ground.pass_time(LEASE)
        late = await ground.the_letter()

        async with ground.store.begin() as work:
            ignored = await work.deliveries.mark_failed(early, "timeout", "gave_up")
            decided = await work.deliveries.mark_sent(late, "250")

        assert (ignored, decided) == (None, 2)

    async def test_a_letter_put_off_is_due_after_the_delay(self, ground: Ground) -> None:
        await ground.add_letter()
        claim = await ground.the_letter()

        async with ground.store.begin() as work:
            await work.deliveries.put_off(claim, "451", HOUR)

        assert await ground.due.claim_letters(10) == []
        await ground.pass_time(HOUR)
        assert (await ground.the_letter()).tries == 2

    async def test_a_letter_put_off_beyond_its_end_is_due_when_it_expires(
        self, ground: Ground
    ) -> None:
        await ground.add_letter(expires_in=timedelta(minutes=10))
        claim = await ground.the_letter()

        async with ground.store.begin() as work:
            await work.deliveries.put_off(claim, "451", FAR)

        await ground.pass_time(timedelta(minutes=10))
        assert (await ground.the_letter()).expired

    async def test_a_destroyed_letter_cannot_be_read(self, ground: Ground) -> None:
        identity = await ground.add_letter()

        async with ground.store.begin() as work:
            await work.letters.destroy(identity)

        async with ground.store.begin() as work:
            assert await work.letters.read(identity) is None

    async def test_subscribers_want_the_type_and_the_municipality(self, ground: Ground) -> None:
        everywhere = await ground.add_endpoint("request.created", name="everywhere")
        here = await ground.add_endpoint("request.created", name="here", municipalities=("491",))
        await ground.add_endpoint("request.created", name="there", municipalities=("178",))
        await ground.add_endpoint("request.closed", name="later")

        async with ground.store.begin() as work:
            mikkeli = await work.subscriptions.subscribers("request.created", "491")
            nowhere = await work.subscriptions.subscribers("request.created", None)

        assert set(mikkeli) == {everywhere, here}
        assert nowhere == [everywhere]

    async def test_an_endpoint_gets_an_event_once(self, ground: Ground) -> None:
        endpoint, item = await ground.add_endpoint("request.created"), delivery(Channel.WEBHOOK)

        for identity in (item.id, DeliveryId(uuid4())):
            again = replace(item, id=identity)
            async with ground.store.begin() as work:
                await keep_news(work, again, endpoint, news(again.event_id))

        (claim,) = await ground.due.claim_calls(10)
        assert claim.delivery.id == item.id

    async def test_a_call_has_address_secrets_and_news(self, ground: Ground) -> None:
        endpoint = await ground.add_endpoint("request.created")
        identity = await ground.add_news(endpoint)

        async with ground.store.begin() as work:
            call = await work.webhooks.call(identity)

        assert call.endpoint == endpoint
        assert call.url == "https://partner.example/hook"
        assert call.secrets == ("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",)
        assert call.news.type == "request.created"

    async def test_few_are_in_flight_to_one_endpoint(self, ground: Ground) -> None:
        slow = await ground.add_endpoint("request.created", name="slow")
        quick = await ground.add_endpoint("request.created", name="quick")
        for _ in range(6):
            await ground.add_news(slow)
        wanted = await ground.add_news(quick)

        first = await ground.due.claim_calls(100)
        second = await ground.due.claim_calls(100)

        assert len(first) == 5
        assert wanted in {claim.delivery.id for claim in first}
        assert second == []

    async def test_news_for_an_endpoint_that_is_gone_wait(self, ground: Ground) -> None:
        endpoint = await ground.add_endpoint("request.created")
        failed = await ground.fail_news(endpoint)

        async with ground.store.begin() as work:
            await work.subscriptions.switch_off(endpoint)
        held = await ground.add_news(endpoint)

        assert await ground.due.claim_calls(10) == []
        async with ground.store.begin() as work:
            assert await work.deliveries.send_again(failed)
        claims = await ground.due.claim_calls(10)
        assert {claim.delivery.id for claim in claims} == {failed, held}

    async def test_news_sent_again_start_the_schedule_anew(self, ground: Ground) -> None:
        failed = await ground.fail_news(await ground.add_endpoint("request.created"))

        async with ground.store.begin() as work:
            await work.deliveries.send_again(failed)

        (claim,) = await ground.due.claim_calls(10)
        assert (claim.attempt, claim.tries) == (2, 1)
        async with ground.store.begin() as work:
            assert await work.deliveries.mark_sent(claim, "204") == 2

    async def test_only_failed_news_can_be_sent_again(self, ground: Ground) -> None:
        endpoint = await ground.add_endpoint("request.created")
        waiting, mail = await ground.add_news(endpoint), await ground.add_letter()
        claim = await ground.the_letter()

        async with ground.store.begin() as work:
            await work.deliveries.mark_failed(claim, "550", "recipient_refused")
            results = [
                await work.deliveries.send_again(item) for item in (waiting, mail, _unknown())
            ]

        assert results == [False, False, False]

    async def test_a_failure_waits_for_a_human_until_it_is_handled(self, ground: Ground) -> None:
        failed = await ground.fail_news(await ground.add_endpoint("request.created"))
        before = await ground.deliveries.count_for_humans()

        async with ground.store.begin() as work:
            handled = await work.deliveries.mark_handled(failed)
            again = await work.deliveries.mark_handled(failed)

        assert (before, handled, again) == (1, True, False)
        assert await ground.deliveries.count_for_humans() == 0

    async def test_failures_are_listed_first(self, ground: Ground) -> None:
        failed = await ground.fail_news(await ground.add_endpoint("request.created"))
        mail = await ground.add_letter()

        first, second = await ground.deliveries.lines(10)

        assert (first.id, first.state, first.response) == (failed, State.FAILED, "500")
        assert (first.endpoint, first.reason, first.attempts) == ("partner", "gave_up", 1)
        assert (second.id, second.endpoint, second.kind) == (mail, None, "request_received")

    async def test_endpoints_show_their_last_success(self, ground: Ground) -> None:
        endpoint = await ground.add_endpoint("request.created", "request.closed")
        await ground.add_news(endpoint)
        (before,) = await ground.endpoints.lines()
        (claim,) = await ground.due.claim_calls(1)

        async with ground.store.begin() as work:
            await work.deliveries.mark_sent(claim, "204")

        (after,) = await ground.endpoints.lines()
        assert (before.waiting, before.last_success_at) == (1, None)
        assert (after.waiting, after.types) == (0, ("request.created", "request.closed"))
        assert after.last_success_at is not None


async def _break_off(ground: Ground, event: Envelope[Event]) -> None:
    async with ground.store.begin() as work:
        await work.first_delivery(event)
        await keep_letter(work, delivery(), letter(), await ground.now() + FAR)
        raise ZeroDivisionError


def _unknown() -> DeliveryId:
    return DeliveryId(uuid4())
