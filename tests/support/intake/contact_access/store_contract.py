"""What a store of links to contact data must do."""

import asyncio
from uuid import uuid4

import pytest

from services.intake.contact_access.model import ContactLink, View
from services.intake.corrections.model import Corrected
from services.intake.corrections.rules import correct
from services.intake.requests.model import (
    Closure,
    MatchId,
    Proposal,
    ProposalState,
    State,
    VolunteerId,
)
from shared.sealing.tokens import token_hash
from tests.support.intake.store_world import BROWSER, DAY, LINK, OTHER_BROWSER, StoreWorld
from tests.support.intake.submissions.building import municipality_of


class ContactsContract:
    """Inherited by `StoreContract`, which says where the store comes from."""

    async def test_a_fresh_link_is_assigned_and_bound_to_nobody(self, world: StoreWorld) -> None:
        expected, _ = await world.add_assignment(await world.add_request())

        link = await world.link()

        assert (link.match_id, link.request_id) == (expected.match_id, expected.request_id)
        assert link.assigned
        assert not any((link.used, link.expired, link.over, link.bound))

    async def test_a_link_may_come_before_its_assignment(self, world: StoreWorld) -> None:
        new, expires_at = await world.add_request(), await world.now() + DAY
        early = ContactLink(MatchId(uuid4()), new.id, VolunteerId(uuid4()))

        async with world.store.begin() as work:
            await work.contacts.keep_link(early, LINK, expires_at)

        assert not (await world.link()).assigned

    async def test_a_used_link_is_bound_to_one_browser(self, world: StoreWorld) -> None:
        await world.add_assignment(await world.add_request())

        async with world.store.begin() as work:
            first = await work.contacts.use_link(LINK, BROWSER)
            second = await work.contacts.use_link(LINK, OTHER_BROWSER)

        assert (first, second) == (True, False)
        mine, theirs = await world.link(), await world.link(OTHER_BROWSER)
        assert (mine.used, mine.bound) == (True, True)
        assert (theirs.used, theirs.bound) == (True, False)

    async def test_of_fifty_browsers_one_wins(self, world: StoreWorld) -> None:
        await world.add_assignment(await world.add_request())

        async def use(number: int) -> bool:
            async with world.store.begin() as work:
                return await work.contacts.use_link(LINK, token_hash(f"browser {number}"))

        assert sum(await asyncio.gather(*(use(number) for number in range(50)))) == 1

    async def test_an_expired_link_cannot_be_used(self, world: StoreWorld) -> None:
        await world.add_assignment(await world.add_request())

        await world.pass_time(DAY)

        assert (await world.link()).expired
        async with world.store.begin() as work:
            assert not await work.contacts.use_link(LINK, BROWSER)

    @pytest.mark.parametrize(
        ("closure", "shown"),
        [
            (Closure.CANCELLED, View.CANCELLED),
            (Closure.COMPLETED, View.CLOSED),
            (Closure.DONE_BY_OTHERS, View.CLOSED),
        ],
    )
    async def test_a_link_is_over_with_its_request(
        self, world: StoreWorld, closure: Closure, shown: View
    ) -> None:
        new = await world.add_request()
        await world.add_assignment(new)

        async with world.store.begin() as work:
            await work.requests.save_standing(new.id, 3, State.CLOSED, closure)

        assert (await world.link()).over is shown

    async def test_a_link_is_over_as_soon_as_no_volunteer_may_know_of_it(
        self, world: StoreWorld
    ) -> None:
        new = await world.add_request()
        await world.add_assignment(new)
        secret = correct(new.plea, {"address_secret": "yes"}, municipality_of)
        assert isinstance(secret, Corrected)

        async with world.store.begin() as work:
            await work.corrections.save(new.id, 2, secret, is_reserved=True)

        assert (await world.link()).over is View.CLOSED

    @pytest.mark.parametrize(
        ("state", "shown"),
        [(ProposalState.WITHDRAWN, View.CLOSED), (ProposalState.COMPLETED, View.COMPLETED)],
    )
    async def test_a_link_is_over_with_its_match(
        self, world: StoreWorld, state: ProposalState, shown: View
    ) -> None:
        new = await world.add_request()
        link, _ = await world.add_assignment(new)
        gone = Proposal(link.match_id, link.volunteer_id, 4, state)

        async with world.store.begin() as work:
            await work.requests.close_assignment(new.id)
            await work.requests.keep_proposal(new.id, gone)

        assert (await world.link()).over is shown

    async def test_a_new_link_of_the_same_match_knows_the_browser(self, world: StoreWorld) -> None:
        link, _ = await world.add_assignment(await world.add_request())
        expires_at, other = await world.now() + DAY, token_hash("another link")

        async with world.store.begin() as work:
            await work.contacts.use_link(LINK, BROWSER)
            await work.contacts.keep_link(link, other, expires_at)

        async with world.store.begin() as work:
            mine = await work.contacts.link(other, BROWSER)
            theirs = await work.contacts.link(other, OTHER_BROWSER)
        assert mine is not None
        assert theirs is not None
        assert (mine.bound, mine.used) == (True, False)
        assert (theirs.bound, theirs.used) == (False, False)

    async def test_an_unknown_contact_link_is_nothing(self, world: StoreWorld) -> None:
        async with world.store.begin() as work:
            assert await work.contacts.link(LINK, BROWSER) is None

    async def test_each_view_is_noted(self, world: StoreWorld) -> None:
        link, _ = await world.add_assignment(await world.add_request())

        for _ in range(2):
            async with world.store.begin() as work:
                await work.contacts.note_view(link)

        assert await world.views() == 2
