"""What a store of requests must do."""

from dataclasses import replace
from uuid import uuid4

import pytest

from services.intake.requests.model import (
    CONSENT_WORDS,
    COORDINATOR,
    Assignment,
    Closure,
    MatchId,
    ProposalState,
    ReferralConsent,
    RequestId,
    Said,
    State,
    Unmatched,
    VolunteerId,
)
from services.intake.requests.rules.asked import Asked
from shared.contracts.words import UnmatchedReason, Urgency
from shared.sealing.tokens import token_hash
from tests.support.intake.requests.building import promises, proposal
from tests.support.intake.store_world import REFUSED, StoreWorld
from tests.support.intake.submissions.building import new_request, taken_in


class RequestsContract:
    """Inherited by `StoreContract`, which says where the store comes from."""

    async def test_an_unknown_link_finds_nothing(self, world: StoreWorld) -> None:
        await world.add_request()

        async with world.store.begin() as work:
            assert await work.requests.by_link(token_hash("another")) is None
            assert await work.requests.lock(RequestId(uuid4())) is None

    async def test_an_erased_request_stays_but_says_nothing_of_who_asked(
        self, world: StoreWorld
    ) -> None:
        erased, other = await world.add_request(), await world.add_request("other-token")
        async with world.store.begin() as work:
            await work.requests.add_link(erased.id, token_hash("from a letter"))

        for _ in range(2):
            async with world.store.begin() as work:
                await work.requests.erase(erased.id)

        async with world.store.begin() as work:
            links = ("status-token", "from a letter", "other-token")
            found = [await work.requests.by_link(token_hash(link)) for link in links]
            assert [each.id if each else None for each in found] == [None, None, other.id]
            assert await work.requests.lock(erased.id) is not None
            assert list(await work.requests.reach_points(erased.id)) == []
            assert list(await work.requests.reach_points(other.id)) != []

    async def test_a_parting_is_kept_once_and_found_by_its_mark_alone(
        self, world: StoreWorld
    ) -> None:
        for _ in range(2):
            async with world.store.begin() as work:
                await work.partings.note(token_hash("one"))

        async with world.store.begin() as work:
            found = [await work.partings.holds(token_hash(each)) for each in ("one", "other")]

        assert found == [True, False]

    async def test_one_promise_holds_and_none_once_it_is_dropped(self, world: StoreWorld) -> None:
        new = await world.add_request()
        later = promises().next(Urgency.TODAY, ())

        async with world.store.begin() as work:
            first = await work.requests.promise(new.id)
            await work.requests.keep_promise(new.id, later)
        async with world.store.begin() as work:
            second = await work.requests.promise(new.id)
            await work.requests.keep_promise(new.id, None)
        async with world.store.begin() as work:
            dropped = await work.requests.promise(new.id)

        assert (first, second, dropped) == (new.promise, later, None)

    async def test_every_status_link_opens_the_request(self, world: StoreWorld) -> None:
        new = await world.add_request()

        async with world.store.begin() as work:
            await work.requests.add_link(new.id, token_hash("from a letter"))

        async with world.store.begin() as work:
            for link in ("status-token", "from a letter"):
                found = await work.requests.by_link(token_hash(link))
                assert found is not None
                assert found.id == new.id

    async def test_standing_is_saved(self, world: StoreWorld) -> None:
        new = await world.add_request()

        async with world.store.begin() as work:
            await work.requests.save_standing(new.id, 3, State.CLOSED, Closure.CANCELLED)

        async with world.store.begin() as work:
            request = await work.requests.lock(new.id)
        assert request is not None
        assert (request.version, request.state) == (3, State.CLOSED)
        assert request.closure is Closure.CANCELLED

    async def test_a_request_is_opened_again_and_says_since_when(self, world: StoreWorld) -> None:
        new = await world.add_request()
        async with world.store.begin() as work:
            await work.requests.keep_proposal(
                new.id, proposal(ProposalState.COMPLETED, said=Said(4, State.CLOSED))
            )
            await work.requests.save_standing(new.id, 3, State.CLOSED, Closure.COMPLETED)
        async with world.store.begin() as work:
            await work.requests.reopen(new.id, 4, 4)

        async with world.store.begin() as work:
            request = await work.requests.lock(new.id)
            progress = await work.requests.progress(new.id)
            asked = await work.requests.asked(new.id)
        assert request is not None
        assert (request.version, request.state, request.closure) == (4, State.OPEN, None)
        assert (progress.reopened_after, len(progress.proposals)) == (4, 1)
        plea = new.plea
        assert asked == Asked(
            plea.category,
            plea.urgency,
            plea.municipality,
            plea.postal_code,
            plea.language,
            plea.min_vetting,
            volunteer_allowed=True,
        )

    async def test_of_their_word_the_last_counts_and_stays_with_the_request(
        self, world: StoreWorld
    ) -> None:
        silent, agreed = await world.add_request(), new_request("link-of-agreed")
        agreed = replace(agreed, plea=replace(agreed.plea, may_be_referred=True))
        await world.reception.take_in(taken_in(agreed))
        kaisa = await world.add_staff("kaisa")

        async with world.store.begin() as work:
            at_first = [await work.requests.consent(each.id) for each in (silent, agreed)]
            asked = [(await work.requests.asked(each.id)) for each in (silent, agreed)]
            for said_yes in (True, False):
                heard = ReferralConsent(said_yes, COORDINATOR, staff_id=kaisa)
                await work.requests.keep_consent(silent.id, heard)
            last = await work.requests.consent(silent.id)

        assert at_first[0] is None
        assert at_first[1] is not None
        assert (at_first[1].said_yes, at_first[1].way) == (True, "web")
        assert [each.may_be_referred for each in asked] == [False, True]
        assert last is not None
        assert (last.said_yes, last.staff_id, last.words) == (False, kaisa, CONSENT_WORDS)

    async def test_the_newest_of_each_match_is_kept(self, world: StoreWorld) -> None:
        new = await world.add_request()
        one = proposal(ProposalState.DECLINED, version=2, said=Said(7, State.OPEN))
        older = replace(one, version=1, state=ProposalState.OPEN, said=Said(6, State.PROPOSED))

        for item in (one, older, one, proposal()):
            async with world.store.begin() as work:
                await work.requests.keep_proposal(new.id, item)

        async with world.store.begin() as work:
            progress = await work.requests.progress(new.id)
        assert progress.proposals[one.match_id] == one
        assert len(progress.proposals) == 2
        assert progress.unmatched is None

    async def test_the_newest_notice_is_kept(self, world: StoreWorld) -> None:
        new = await world.add_request()
        newer = Unmatched(2, UnmatchedReason.EVERYONE_ASKED, 5, 2, 1, 1, number=9)
        older = Unmatched(1, UnmatchedReason.NOBODY_ABLE, 4, 0, 0, 0)

        for notice in (newer, older):
            async with world.store.begin() as work:
                await work.requests.keep_unmatched(new.id, notice)

        async with world.store.begin() as work:
            assert (await work.requests.progress(new.id)).unmatched == newer

    async def test_a_reason_of_a_later_version_is_kept_as_it_came(self, world: StoreWorld) -> None:
        new, notice = await world.add_request(), Unmatched(1, "all_on_holiday", 5, 2, 1, 1)

        async with world.store.begin() as work:
            await work.requests.keep_unmatched(new.id, notice)

        async with world.store.begin() as work:
            assert (await work.requests.progress(new.id)).unmatched == notice

    async def test_an_assignment_is_open_until_it_is_closed(self, world: StoreWorld) -> None:
        new = await world.add_request()
        _, assignment = await world.add_assignment(new)

        async with world.store.begin() as work:
            before = await work.requests.assignment(new.id)
            await work.requests.close_assignment(new.id)
        async with world.store.begin() as work:
            after = await work.requests.assignment(new.id)

        assert (before, after) == (assignment, None)

    async def test_a_helper_is_introduced_while_they_have_the_task(self, world: StoreWorld) -> None:
        new = await world.add_request()
        _, first = await world.add_assignment(new)
        other = MatchId(uuid4())

        async with world.store.begin() as work:
            await work.requests.introduce(new.id, other, "Somebody else")
            before = await work.requests.assignment(new.id)
            await work.requests.introduce(new.id, first.match_id, "Liisa")
        async with world.store.begin() as work:
            after = await work.requests.assignment(new.id)
            await work.requests.close_assignment(new.id)
            await work.requests.introduce(new.id, first.match_id, "Too late")
            await work.requests.open_assignment(
                new.id, Assignment(other, "järvi"), VolunteerId(uuid4())
            )
            following = await work.requests.assignment(new.id)

        assert (before, after) == (first, replace(first, introduced_as="Liisa"))
        assert following == Assignment(other, "järvi")

    async def test_the_word_is_the_helpers_while_there_is_one_and_else_the_next(
        self, world: StoreWorld
    ) -> None:
        new = await world.add_request()
        async with world.store.begin() as work:
            at_first = await work.requests.code_word(new.id)
        _, assignment = await world.add_assignment(new)

        async with world.store.begin() as work:
            with_helper = await work.requests.code_word(new.id)
            await work.requests.close_assignment(new.id)
            await work.requests.save_code_word(new.id, "järvi")
            after = await work.requests.code_word(new.id)
            used = list(await work.requests.code_words_used(new.id))

        assert (at_first, with_helper, after) == (new.code_word, assignment.code_word, "järvi")
        assert used == [assignment.code_word]

    async def test_an_erased_request_has_no_word(self, world: StoreWorld) -> None:
        new = await world.add_request()

        async with world.store.begin() as work:
            await work.requests.erase(new.id)

        async with world.store.begin() as work:
            assert await work.requests.code_word(new.id) == ""

    async def test_a_second_open_assignment_is_refused(self, world: StoreWorld) -> None:
        new = await world.add_request()
        await world.add_assignment(new)

        other = Assignment(MatchId(uuid4()), "järvi")

        with pytest.raises(REFUSED):
            async with world.store.begin() as work:
                await work.requests.open_assignment(new.id, other, VolunteerId(uuid4()))

    async def test_the_next_helper_gets_an_assignment_after_the_first(
        self, world: StoreWorld
    ) -> None:
        new = await world.add_request()
        await world.add_assignment(new)
        other = Assignment(MatchId(uuid4()), "järvi")

        async with world.store.begin() as work:
            await work.requests.close_assignment(new.id)
            await work.requests.open_assignment(new.id, other, VolunteerId(uuid4()))

        async with world.store.begin() as work:
            assert await work.requests.assignment(new.id) == other
