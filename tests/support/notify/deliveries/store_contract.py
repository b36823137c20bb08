"""What every store of deliveries must do: leases, ends, lists."""

from datetime import timedelta
from uuid import uuid4

from services.notify.deliveries.model import DeliveryId
from services.notify.letters.use_cases import keep_letter
from shared.contracts.words import NoticeChannel
from tests.support.notify.building import EXERCISE, HELP, delivery, letter
from tests.support.notify.ground import FAR, HOUR, LEASE, Ground


class DeliveryContract:
    """The behaviours; a subclass gives the `ground` fixture."""

    async def test_a_claimed_letter_is_nobody_elses_until_its_lease_ends(
        self, ground: Ground
    ) -> None:
        await ground.add_letter()

        await ground.the_letter()

        assert await ground.due.claim_of_kind(NoticeChannel.EMAIL, 10) == []
        await ground.pass_time(LEASE)
        assert (await ground.the_letter()).attempt == 2

    async def test_letters_to_somebody_are_counted_by_the_ids_they_go_by(
        self, ground: Ground
    ) -> None:
        own, other = uuid4(), uuid4()
        async with ground.store.begin() as work:
            for whose in (own, own, other):
                item = delivery(whose=whose)
                await keep_letter(work, item, letter(), await ground.now() + FAR)
            both = await work.deliveries.written_to([own, uuid4()])
            none = await work.deliveries.written_to([uuid4()])

        assert both is not None
        assert (both.letters, both.first <= both.last, none) == (2, True, None)

    async def test_the_limit_is_kept(self, ground: Ground) -> None:
        for _ in range(3):
            await ground.add_letter()

        claims = await ground.due.claim_of_kind(NoticeChannel.EMAIL, 2)

        assert len(claims) == 2

    async def test_a_sent_letter_is_not_due_again(self, ground: Ground) -> None:
        await ground.add_letter()
        claim = await ground.the_letter()

        async with ground.store.begin() as work:
            version = await work.deliveries.mark_sent(claim, "250")

        await ground.pass_time(FAR)
        assert version == 2
        assert await ground.due.claim_of_kind(NoticeChannel.EMAIL, 10) == []

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

        assert await ground.due.claim_of_kind(NoticeChannel.EMAIL, 10) == []
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

    async def test_an_endpoint_that_rests_gets_nothing_and_no_other_waits_for_it(
        self, ground: Ground
    ) -> None:
        tired = await ground.add_endpoint("request.created", name="tired")
        other = await ground.add_endpoint("request.created", name="other")
        held, goes = await ground.add_news(tired), await ground.add_news(other)
        async with ground.store.begin() as work:
            await work.subscriptions.rest(tired, HOUR, FAR)
            await work.subscriptions.rest(tired, HOUR / 2, FAR)  # does not cut the longer one

        early = await ground.due.claim_calls(10)
        await ground.pass_time(HOUR * 0.9)
        still = await ground.due.claim_calls(10)
        await ground.pass_time(HOUR * 0.2)
        after = await ground.due.claim_calls(10)

        claimed = [[claim.delivery.id for claim in claims] for claims in (early, still, after)]
        assert claimed[0] == [goes]
        assert [held in each for each in claimed] == [False, False, True]

    async def test_one_rest_after_the_other_ends_until_the_endpoint_hears_us(
        self, ground: Ground
    ) -> None:
        endpoint = await ground.add_endpoint("request.created")
        await ground.add_news(endpoint)
        for _ in range(30):
            async with ground.store.begin() as work:
                await work.subscriptions.rest(endpoint, HOUR, FAR)
            await ground.pass_time(HOUR)

        async with ground.store.begin() as work:
            await work.subscriptions.rest(endpoint, HOUR, FAR)
        (claim,) = await ground.due.claim_calls(10)
        async with ground.store.begin() as work:
            await work.deliveries.mark_sent(claim, "204")
            await work.subscriptions.rest(endpoint, HOUR, FAR)
        await ground.add_news(endpoint)

        assert await ground.due.claim_calls(10) == []

    async def test_a_human_who_sends_again_waits_for_no_rest(self, ground: Ground) -> None:
        endpoint = await ground.add_endpoint("request.created")
        failed = await ground.fail_news(endpoint)
        async with ground.store.begin() as work:
            await work.subscriptions.rest(endpoint, HOUR, FAR)
            await work.deliveries.send_again(failed)

        (claim,) = await ground.due.claim_calls(10)

        assert claim.delivery.id == failed

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

        assert (first.id, first.state, first.response) == (failed, "failed", "500")
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

    async def test_a_delivery_keeps_its_activation(self, ground: Ground) -> None:
        for activation in (HELP, EXERCISE):
            await ground.add_letter(activation=activation)
        endpoint = await ground.add_endpoint("request.created")
        await ground.add_news(endpoint, activation=EXERCISE)

        letters = await ground.due.claim_of_kind(NoticeChannel.EMAIL, 10)
        (call,) = await ground.due.claim_calls(10)

        assert {claim.delivery.activation for claim in letters} == {HELP, EXERCISE}
        assert call.delivery.activation == EXERCISE

    async def test_each_sender_takes_its_own_kind(self, ground: Ground) -> None:
        mail = await ground.add_letter()
        text = await ground.add_letter(kind=NoticeChannel.SMS)

        texts = await ground.due.claim_of_kind(NoticeChannel.SMS, 10)
        mails = await ground.due.claim_of_kind(NoticeChannel.EMAIL, 10)

        assert [claim.delivery.id for claim in texts] == [text]
        assert [claim.delivery.id for claim in mails] == [mail]
        assert {line.channel for line in await ground.deliveries.lines(10)} == {"email", "sms"}


def _unknown() -> DeliveryId:
    return DeliveryId(uuid4())
