"""What every store of subscriptions must do."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from services.notify.partner_news.model import Removed
from services.notify.subscriptions.model import Endpoint, EndpointId, Subscriber, Topic, Wishes
from tests.support.notify.building import HELP
from tests.support.notify.ground import Ground

OURS, THEIRS = UUID(int=1), UUID(int=2)
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"


class SubscriptionContract:
    """The behaviours; a subclass gives the `ground` fixture."""

    async def test_subscribers_want_the_type_and_the_municipality(self, ground: Ground) -> None:
        everywhere = await ground.add_endpoint("request.created", name="everywhere")
        here = await ground.add_endpoint("request.created", name="here", municipalities=("491",))
        await ground.add_endpoint("request.created", name="there", municipalities=("178",))
        await ground.add_endpoint("request.closed", name="later")

        async with ground.store.begin() as work:
            mikkeli = await work.subscriptions.subscribers(Topic("request.created", "491"))
            nowhere = await work.subscriptions.subscribers(Topic("request.created"))

        assert {each.endpoint for each in mikkeli} == {everywhere, here}
        assert nowhere == [Subscriber(everywhere)]

    @pytest.mark.parametrize(
        ("line", "of", "hears"),
        [
            ("food", None, True),
            ("errands", None, False),
            (None, None, True),
            ("food", OURS, True),
            ("food", THEIRS, False),
        ],
    )
    async def test_an_organisation_hears_of_its_lines_and_never_what_is_another_ones(
        self, ground: Ground, line: str | None, of: UUID | None, *, hears: bool
    ) -> None:
        wishes = Wishes(["activity.logged"], lines=["food", "company"])
        identity = EndpointId(uuid4())
        async with ground.store.begin() as work:
            endpoint = Endpoint("ours", "https://ours.example/", SECRET, wishes, OURS)
            await work.subscriptions.add(identity, endpoint, HELP)
            unchecked = await work.subscriptions.subscribers(Topic("activity.logged"))
            await work.subscriptions.mark_checked(identity)
            found = await work.subscriptions.subscribers(Topic("activity.logged", None, line, of))

        assert unchecked == []
        assert found == ([Subscriber(identity, OURS)] if hears else [])

    @pytest.mark.parametrize(("hours", "is_off"), [(74, False), (76, True)])
    async def test_an_endpoint_that_took_nothing_for_days_is_switched_off_once(
        self, ground: Ground, hours: int, *, is_off: bool
    ) -> None:
        endpoint = await ground.add_endpoint("request.created")
        await ground.add_news(endpoint)
        await ground.refuse(endpoint)
        await ground.pass_time(timedelta(hours=hours))

        async with ground.store.begin() as work:
            changes = [
                await work.subscriptions.switch_off_silent(endpoint, timedelta(hours=75))
                for _ in range(2)
            ]

        (line,) = await ground.endpoints.lines()
        assert changes == [is_off, False]
        assert line.enabled is not is_off

    async def test_an_endpoint_is_found_by_its_name(self, ground: Ground) -> None:
        endpoint = await ground.add_endpoint("request.created")

        async with ground.store.begin() as work:
            found = await work.subscriptions.find("partner")
            unknown = await work.subscriptions.find("nobody")

        assert (found, unknown) == (endpoint, None)

    async def test_the_former_secret_signs_beside_the_new_one(self, ground: Ground) -> None:
        endpoint = await ground.add_endpoint("request.created")
        identity = await ground.add_news(endpoint)

        async with ground.store.begin() as work:
            await work.subscriptions.change_secret(endpoint, "whsec_second")
            await work.subscriptions.change_secret(endpoint, "whsec_third")

        async with ground.store.begin() as work:
            call = await work.webhooks.call(identity)
        assert call is not None
        assert call.secrets == ("whsec_third", "whsec_second")

    async def test_of_a_removed_endpoint_neither_address_nor_secret_is_kept(
        self, ground: Ground
    ) -> None:
        endpoint = await ground.add_endpoint("request.created")
        identity = await ground.add_news(endpoint)

        async with ground.store.begin() as work:
            await work.subscriptions.remove(endpoint)
        async with ground.store.begin() as work:
            assert await work.webhooks.call(identity) is None
            assert await work.subscriptions.find("partner") is None
            removed = await work.partner_news.removed_with_waiting()

        assert removed == Removed(endpoint, has_left=False)
