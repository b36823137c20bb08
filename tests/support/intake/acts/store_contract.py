"""What a store of what is done by hand must do."""

from datetime import timedelta

from services.intake.acts.model import Act, Press, Reason
from services.intake.requests.model import Closure, State
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
