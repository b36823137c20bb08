"""What a store of request links must do."""

from services.intake.attention.model import AttentionReason
from services.intake.corrections.model import Corrected
from services.intake.corrections.rules import correct
from services.intake.requests.model import Closure, ProposalState, Said, State
from services.intake.requests.rules.steps import Care, Step
from shared.sealing.tokens import token_hash
from tests.support.intake.attention.building import take_on
from tests.support.intake.requests.building import proposal
from tests.support.intake.store_world import StoreWorld
from tests.support.intake.submissions.building import MARK, municipality_of


class RequestLinksContract:
    """Inherited by `StoreContract`, which says where the store comes from."""

    async def test_somebody_close_sees_how_far_it_is_until_the_link_is_taken_back(
        self, world: StoreWorld
    ) -> None:
        new, link = await world.add_request(), token_hash("of a daughter")
        async with world.store.begin() as work:
            await work.request_links.add_relative_link(new.id, link)
            first = await work.request_links.followed(link)
            await work.requests.keep_proposal(
                new.id, proposal(ProposalState.COMPLETED, said=Said(4, State.CLOSED))
            )
            await work.requests.save_standing(new.id, 3, State.CLOSED, Closure.COMPLETED)
            done = await work.request_links.followed(link)
            await work.requests.reopen(new.id, 4, 4)
            again = await work.request_links.followed(link)
            count = await work.request_links.relative_links(new.id)
            await work.request_links.revoke_relative_links(new.id)
            gone = await work.request_links.followed(link)

        assert first is not None
        assert done is not None
        assert again is not None
        assert (first.step, first.done_at, first.is_over) == (Step.RECEIVED, None, False)
        assert (done.step, done.is_over, done.done_at is None) == (Step.DONE, True, False)
        assert (again.step, again.done_at) == (Step.RECEIVED, None)
        assert (count, gone) == (1, None)

    async def test_whoever_sees_to_it_somebody_close_sees_since_when(
        self, world: StoreWorld
    ) -> None:
        new, link = await world.add_request(), token_hash("of a daughter")
        kaisa = await world.add_staff("Kaisa")
        async with world.store.begin() as work:
            await work.request_links.add_relative_link(new.id, link)
            before = await work.request_links.followed(link)
            secret = correct(new.plea, {"address_secret": "yes"}, municipality_of)
            assert isinstance(secret, Corrected)
            await work.corrections.save(new.id, 2, secret, is_reserved=True)
            unread = await work.request_links.followed(link)
            await work.attention.call_person(new.id, AttentionReason.ADDRESS_SECRET)
            await take_on(work, new.id, kaisa)
        async with world.store.begin() as work:
            read = await work.request_links.followed(link)
            care = await work.requests.care(new.id)

        assert before is not None
        assert read is not None
        assert before == unread
        assert (before.taken_at, before.heard_by) == (None, new.promise.heard_by)
        assert (read.step, read.taken_at is None) == (Step.TAKEN, False)
        assert care == Care(by_staff=True, is_taken=True)

    async def test_the_link_of_somebody_close_is_not_the_requesters(
        self, world: StoreWorld
    ) -> None:
        new = await world.add_request()

        async with world.store.begin() as work:
            await work.request_links.add_relative_link(new.id, token_hash("of a daughter"))

            assert await work.requests.by_link(token_hash("of a daughter")) is None
            assert await work.request_links.followed(token_hash("status-token")) is None

    async def test_a_request_is_found_by_its_reference_and_its_person_together(
        self, world: StoreWorld
    ) -> None:
        new, other = await world.add_request(), await world.add_request("other-token")

        async with world.store.begin() as work:
            links = work.request_links
            found = await links.of_person(new.reference, MARK)
            wrong = await links.of_person(new.reference, token_hash("another"))
            unknown = await links.of_person("Z9-ZZZZ", MARK)
            before = await work.requests.letters_lately(other.id)
            await work.requests.add_link(other.id, token_hash("from a letter"))
            after = await work.requests.letters_lately(other.id)

        assert (found, wrong, unknown) == (new.id, None, None)
        assert (before, after) == (0, 1)
