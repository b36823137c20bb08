"""What the store of messages and the reader of timelines must do."""

from dataclasses import replace
from uuid import uuid4

from services.intake.requests.model import Closure, RequestId, State, Unmatched
from shared.contracts.words import UnmatchedReason
from tests.support.intake.store_world import StoreWorld
from tests.support.intake.timelines.building import message


class TimelinesContract:
    """Inherited by `StoreContract`, which says where the store comes from."""

    async def test_of_one_message_what_was_said_last_counts(self, world: StoreWorld) -> None:
        new = await world.add_request()
        lost = message(version=2, reason="bad_address")
        found = replace(lost, version=4, reason=None)

        async with world.store.begin() as work:
            for each in (lost, found, lost):
                await work.messages.keep(new.id, each)
        told = await world.timelines.tell(new.id, 10)

        assert told is not None
        said = [(each.what, each.code, each.fields) for each in told.entries]
        assert sorted(said) == [("asked", "web", ()), ("sent", "proposal", ("email",))]

    async def test_a_message_about_nothing_of_ours_is_not_kept(self, world: StoreWorld) -> None:
        strange = RequestId(uuid4())

        async with world.store.begin() as work:
            await work.messages.keep(strange, message())

        assert await world.timelines.tell(strange, 10) is None

    async def test_a_timeline_tells_how_the_request_stands(self, world: StoreWorld) -> None:
        new = await world.add_request()
        notice = Unmatched(1, UnmatchedReason.NOBODY_ABLE, 4, 0, 0, 1)
        async with world.store.begin() as work:
            await work.requests.save_standing(new.id, 1, State.UNMATCHED, None)
            await work.requests.keep_unmatched(new.id, notice)
        stuck = await world.timelines.tell(new.id, 10)
        async with world.store.begin() as work:
            await work.requests.save_standing(new.id, 2, State.CLOSED, Closure.CANCELLED)
        over = await world.timelines.tell(new.id, 10)

        assert stuck is not None
        assert over is not None
        assert (stuck.request.state, stuck.unmatched) == (State.UNMATCHED, "nobody_able")
        assert (over.request.closure, over.unmatched) == (Closure.CANCELLED, "")

    async def test_a_long_story_is_told_from_its_end(self, world: StoreWorld) -> None:
        new = await world.add_request()
        async with world.store.begin() as work:
            for _ in range(3):
                await work.messages.keep(new.id, message())
        told = await world.timelines.tell(new.id, 2)

        assert told is not None
        assert len(told.entries) == 2
        assert not told.is_whole

    async def test_of_the_village_the_last_word_counts(self, world: StoreWorld) -> None:
        new, kaisa = await world.add_request(), await world.add_staff("kaisa")
        seen = []
        for said_yes in (True, False, True):
            async with world.store.begin() as work:
                await work.villages.note(new.id, kaisa, said_yes=said_yes)
            told = await world.timelines.tell(new.id, 10)
            assert told is not None
            seen.append((told.village.who if told.village else "", told.is_for_all))

        assert seen == [("kaisa", True), ("", True), ("kaisa", True)]
