"""What every store of organisations' endpoints must do."""

from datetime import timedelta
from uuid import UUID, uuid4

from services.notify.deliveries.model import DeliveryId
from services.notify.endpoints.model import Choice
from services.notify.subscriptions.model import Endpoint, EndpointId, Wishes
from tests.support.notify.building import HELP
from tests.support.notify.ground import Ground

OURS, THEIRS = UUID(int=1), UUID(int=2)
SECRET, SECOND = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_second"
PAUSE = timedelta(seconds=5)


class OwnEndpointContract:
    """The behaviours; a subclass gives the `ground` fixture."""

    async def test_an_organisation_sees_its_own_endpoints_only(self, ground: Ground) -> None:
        endpoint = await self._added(ground)
        await ground.add_endpoint("request.created")

        (own,) = await ground.own_endpoints.all_of(OURS)

        assert (own.id, own.standing, own.wishes.lines) == (endpoint, "unchecked", ("food",))
        assert await ground.own_endpoints.all_of(THEIRS) == []
        async with ground.store.begin() as work:
            assert await work.subscriptions.holds_own(OURS, endpoint)
            assert not await work.subscriptions.holds_own(THEIRS, endpoint)
            assert await work.subscriptions.count_own(OURS) == 1

    async def test_a_removed_endpoint_is_nobodys_any_more(self, ground: Ground) -> None:
        endpoint = await self.add_checked(ground)

        async with ground.store.begin() as work:
            await work.subscriptions.remove(endpoint)
        async with ground.store.begin() as work:
            assert not await work.subscriptions.holds_own(OURS, endpoint)
            assert not await work.subscriptions.switch_on(endpoint)
            assert await work.subscriptions.count_own(OURS) == 0
            assert await work.subscriptions.is_off(endpoint)

        assert await ground.own_endpoints.all_of(OURS) == []
        assert await ground.endpoints.lines() == []

    async def test_an_unchecked_endpoint_is_switched_on_by_its_answer_only(
        self, ground: Ground
    ) -> None:
        endpoint = await self._added(ground)

        async with ground.store.begin() as work:
            assert not await work.subscriptions.switch_on(endpoint)
            await work.subscriptions.mark_checked(endpoint)

        (own,) = await ground.own_endpoints.all_of(OURS)
        assert own.standing == "on"

    async def test_it_is_tried_by_hand_with_a_pause_between(self, ground: Ground) -> None:
        endpoint = await self._added(ground)

        async with ground.store.begin() as work:
            first = await work.subscriptions.begin_trial(endpoint, "test", PAUSE)
            soon = await work.subscriptions.begin_trial(endpoint, "test", PAUSE)
            await work.subscriptions.end_trial(endpoint, "204")
        (own,) = await ground.own_endpoints.all_of(OURS)
        await ground.pass_time(PAUSE)
        async with ground.store.begin() as work:
            later = await work.subscriptions.begin_trial(endpoint, "challenge", PAUSE)
            at_once = await work.subscriptions.begin_trial(endpoint, "test", PAUSE)
            hammered = await work.subscriptions.begin_trial(endpoint, "challenge", PAUSE)

        assert (at_once is None, hammered) == (False, None)
        assert first is not None
        assert (first.url, first.secrets) == ("https://ours.example/", (SECRET,))
        assert soon is None
        assert later is not None
        assert own.trial is not None
        assert (own.trial.kind, own.trial.response) == ("test", "204")

    async def test_two_secrets_sign_until_the_former_is_ended(self, ground: Ground) -> None:
        endpoint = await self._added(ground)

        async with ground.store.begin() as work:
            await work.subscriptions.change_secret(endpoint, SECOND)
            two = await work.subscriptions.begin_trial(endpoint, "test", PAUSE)
        (own,) = await ground.own_endpoints.all_of(OURS)
        await ground.pass_time(PAUSE)
        async with ground.store.begin() as work:
            await work.subscriptions.forget_former_secret(endpoint)
            one = await work.subscriptions.begin_trial(endpoint, "test", PAUSE)

        assert own.has_two_secrets
        assert two is not None
        assert one is not None
        assert (two.secrets, one.secrets) == ((SECOND, SECRET), (SECOND,))

    async def test_deliveries_are_filtered_and_come_page_by_page(self, ground: Ground) -> None:
        endpoint = await self.add_checked(ground)
        failed = await ground.fail_news(endpoint)
        waiting = {await ground.add_news(endpoint) for _ in range(3)}

        every = await self._pages(ground, endpoint, Choice())
        only_failed = await self._pages(ground, endpoint, Choice("failed"))
        none = await self._pages(ground, endpoint, Choice(kind="request.closed"))

        assert sorted(every) == sorted([failed, *waiting])
        assert (only_failed, none) == ([failed], [])
        assert await ground.own_endpoints.deliveries_of(THEIRS, endpoint, Choice(), 10) == []

    async def test_one_delivery_shows_what_was_posted_and_each_try(self, ground: Ground) -> None:
        endpoint = await self.add_checked(ground)
        failed = await ground.fail_news(endpoint)

        posted = await ground.own_endpoints.posted(OURS, endpoint, failed)

        assert posted is not None
        assert posted.news.type == "request.created"
        assert [(each.number, each.response) for each in posted.tries] == [(1, "500")]
        assert posted.delivery.can_be_sent_again
        assert await ground.own_endpoints.posted(THEIRS, endpoint, failed) is None
        (own,) = await ground.own_endpoints.all_of(OURS)
        assert (own.waiting, own.missed) == (0, 1)

    async def test_an_endpoint_that_went_off_is_told_of_once(self, ground: Ground) -> None:
        endpoint = await self.add_checked(ground)
        await self._added(ground)
        async with ground.store.begin() as work:
            before = await work.subscriptions.silenced()
            await work.subscriptions.switch_off(endpoint)
        async with ground.store.begin() as work:
            silenced = await work.subscriptions.silenced()
            await work.subscriptions.note_told_off(endpoint)
        async with ground.store.begin() as work:
            after = await work.subscriptions.silenced()
            await work.subscriptions.switch_on(endpoint)
            await work.subscriptions.switch_off(endpoint)
        async with ground.store.begin() as work:
            once_more = await work.subscriptions.silenced()

        assert (before, after) == (None, None)
        assert silenced is not None
        assert (silenced.endpoint, silenced.organisation) == (endpoint, OURS)
        assert once_more == silenced

    async def _added(self, ground: Ground) -> EndpointId:
        identity = EndpointId(uuid4())
        wishes = Wishes(["request.created"], lines=["food"])
        endpoint = Endpoint(str(identity), "https://ours.example/", SECRET, wishes, OURS)
        async with ground.store.begin() as work:
            await work.subscriptions.add(identity, endpoint, HELP)
        return identity

    async def add_checked(self, ground: Ground) -> EndpointId:
        """Add one that has answered."""
        endpoint = await self._added(ground)
        async with ground.store.begin() as work:
            await work.subscriptions.mark_checked(endpoint)
        return endpoint

    async def _pages(
        self, ground: Ground, endpoint: EndpointId, choice: Choice
    ) -> list[DeliveryId]:
        """Read page by page, two at a time."""
        found: list[DeliveryId] = []
        while True:
            after = found[-1] if found else None
            page = await ground.own_endpoints.deliveries_of(
                OURS, endpoint, Choice(choice.state, choice.kind, after), 2
            )
            if not page:
                return found
            found += [each.id for each in page]
