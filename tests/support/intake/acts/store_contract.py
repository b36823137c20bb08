"""What a store of what is done by hand must do."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import uuid4

from services.intake.acts.model import Act, Press, Reason
from services.intake.requests.model import (
    Closure,
    MatchId,
    Proposal,
    ProposalState,
    RequestId,
    State,
    VolunteerId,
)
from shared.sealing.tokens import token_hash
from tests.support.intake.store_world import StoreWorld


class ActsContract:
    """Inherited by `StoreContract`, which says where the store comes from."""

    async def test_a_form_is_made_from_another_stand_after_each_change(
        self, world: StoreWorld
    ) -> None:
        new = await world.add_request()
        stands = []
        for version in (1, 2, 3):
            async with world.store.begin() as work:
                if version > 1:
                    await work.requests.save_standing(new.id, version, State.OPEN, None)
                stands.append(await work.acts.stand(new.id))

        stand = stands[-1]
        assert stand is not None
        assert len({each.seen for each in stands if each}) == 3
        assert (stand.request.state, stand.postal_code) == (State.OPEN, "50100")
        assert (stand.was_escalated, stand.is_erased) == (False, False)

    async def test_what_was_done_is_listed_with_who_and_why(self, world: StoreWorld) -> None:
        new, kaisa = await world.add_request(), await world.add_staff("Kaisa")
        press = Press(new.id, kaisa, Reason.ASKER_SAID, "")
        async with world.store.begin() as work:
            await work.acts.note(press, Act.CORRECTED, ["urgency"])
        async with world.store.begin() as work:
            await work.requests.save_standing(new.id, 3, State.CLOSED, Closure.NO_CONTACT)
            await work.acts.note(Press(new.id, kaisa, Reason.NO_CONTACT, ""), Act.CLOSED)

        async with world.store.begin() as work:
            done = await work.acts.done(new.id)

        assert [(each.by, each.act, each.reason, list(each.fields)) for each in done] == [
            ("Kaisa", Act.CLOSED, Reason.NO_CONTACT, []),
            ("Kaisa", Act.CORRECTED, Reason.ASKER_SAID, ["urgency"]),
        ]
        assert done[0].at - done[1].at < timedelta(minutes=1)

    async def test_a_note_is_struck_once_and_stays_readable(self, world: StoreWorld) -> None:
        new, other = await world.add_request(), await world.add_request("other-token")
        kaisa, pekka = await world.add_staff("Kaisa"), await world.add_staff("Pekka")
        async with world.store.begin() as work:
            await work.acts.write(new.id, kaisa, "Soittaa huomenna.")
            (note,) = await work.acts.notes(new.id)
            struck = [
                await work.acts.strike(other.id, note.id, pekka),
                await work.acts.strike(new.id, note.id, pekka),
                await work.acts.strike(new.id, note.id, kaisa),
            ]
            (after,) = await work.acts.notes(new.id)

        assert struck == [False, True, False]
        assert (after.text, after.by, after.struck_by) == ("Soittaa huomenna.", "Kaisa", "Pekka")
        assert after.struck_at is not None

    async def test_of_who_was_erased_no_note_is_read(self, world: StoreWorld) -> None:
        new = await world.add_request()
        async with world.store.begin() as work:
            await work.requests.erase(new.id)

        async with world.store.begin() as work:
            stand = await work.acts.stand(new.id)

        assert stand is not None
        assert stand.is_erased

    async def test_the_links_of_one_that_goes_on_as_another_open_that_one_until_it_is_its_own(
        self, world: StoreWorld
    ) -> None:
        kaisa, last = await world.add_staff("Kaisa"), await world.add_request("last-token")
        news = [await world.add_request(f"token-{number}") for number in range(2)]
        opened = []
        for goes, stays in ((news[0], news[1]), (news[1], last)):
            await _merged(world, Press(goes.id, kaisa, Reason.DUPLICATE, ""), stays.id, ["text"])
        async with world.store.begin() as work:
            opened.append(await work.requests.by_link(token_hash("token-0")))
            tie = await work.acts.tie(news[0].id)
            (done,) = await work.acts.done(last.id)
            await work.requests.reopen(news[1].id, 4, 0)
            opened.append(await work.requests.by_link(token_hash("token-0")))
            found = await work.acts.find(last.reference)
            assert await work.acts.tie(last.id) is None

        assert [each.id for each in opened if each] == [last.id, news[1].id]
        assert tie is not None
        assert (tie.other_id, tie.with_words, tie.is_asked_since) == (news[1].id, True, False)
        assert (done.act, done.other) == (Act.MERGED, news[1].reference)
        assert found == last.id

    async def test_whoever_was_asked_since_two_are_one_was_asked_for_both(
        self, world: StoreWorld
    ) -> None:
        kaisa, goes = await world.add_staff("Kaisa"), await world.add_request("goes-token")
        stays = await world.add_request()
        await _merged(world, Press(goes.id, kaisa, Reason.DUPLICATE, ""), stays.id, [])
        async with world.store.begin() as work:
            proposal = Proposal(MatchId(uuid4()), VolunteerId(uuid4()), 1, ProposalState.OPEN)
            await work.requests.keep_proposal(stays.id, proposal)
            tie = await work.acts.tie(goes.id)

        assert tie is not None
        assert (tie.with_words, tie.is_asked_since) == (False, True)

    async def test_what_was_split_off_is_named_in_order(self, world: StoreWorld) -> None:
        whole = await world.add_request()
        parts = [await world.add_request(f"part-{number}") for number in range(2)]
        async with world.store.begin() as work:
            before = await work.requests.parts(whole.id)
            for part in parts:
                await work.acts.split_off(whole.id, part.id)
            after = await work.requests.parts(whole.id)

        assert (list(before), list(after)) == ([], [part.reference for part in parts])

    async def test_what_belongs_together_is_read_from_either_side_until_it_does_no_more(
        self, world: StoreWorld
    ) -> None:
        news = [await world.add_request(f"token-{number}") for number in range(3)]
        one, other, apart = (new.id for new in news)
        async with world.store.begin() as work:
            offered = await work.acts.alike(one)
            await work.acts.link(other, one)
            await work.acts.number(one, 7)
            linked = [await work.acts.linked(each) for each in (one, other, apart)]
            left = await work.acts.alike(one)
            undone = [await work.acts.unlink(one, other) for _ in range(2)]
            after = await work.acts.linked(one)
            stand = await work.acts.stand(one)

        assert {each.id for each in offered} == {other, apart}
        assert [[each.request.id for each in side] for side in linked] == [[other], [one], []]
        assert [each.id for each in left] == [apart]
        assert (undone, list(after)) == ([True, False], [])
        assert stand is not None
        assert (stand.request.version, stand.request.state) == (7, State.RECEIVED)

    async def test_of_who_was_erased_no_page_names_the_reference(self, world: StoreWorld) -> None:
        kaisa, one = await world.add_staff("Kaisa"), await world.add_request("one-token")
        other = await world.add_request()
        press = Press(one.id, kaisa, Reason.SAME_PERSON, "")
        async with world.store.begin() as work:
            await work.acts.note(press, Act.LINKED, (), other.id)
            before = [await work.acts.done(each.id) for each in (one, other)]
            await work.requests.erase(one.id)
        async with world.store.begin() as work:
            after = [await work.acts.done(each.id) for each in (one, other)]

        assert [[done.other for done in each] for each in before] == [
            *([other.reference], [one.reference]),
        ]
        assert [[done.other for done in each] for each in after] == [[""], [""]]


async def _merged(world: StoreWorld, press: Press, stays: RequestId, fields: Sequence[str]) -> None:
    async with world.store.begin() as work:
        await work.requests.save_standing(press.request_id, 3, State.CLOSED, Closure.DUPLICATE)
        await work.acts.lead(press.request_id, stays)
        await work.acts.note(press, Act.MERGED, fields, stays)
