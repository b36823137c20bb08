"""What expires is removed now and then, whatever happens in between."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

from services.intake.request_form.model import Draft, DraftId
from services.intake.sweeps import loops, remove_expired_from
from shared.loops import Pauses, supervised
from shared.sealing.tokens import token_hash
from tests.support.intake.fakes import FakeStore
from tests.support.intake.store_world import BROWSER
from tests.support.intake.submissions.building import new_request, taken_in
from tests.support.intake.submissions.fakes import FakeReception
from tests.support.messaging import until

SHORT = Pauses(timedelta(seconds=0.001), timedelta(seconds=0.001))


async def test_expired_drafts_old_answers_and_old_tries_are_all_removed() -> None:
    store, day = FakeStore(), timedelta(hours=24)
    await FakeReception(store).take_in(taken_in(new_request()))
    async with store.begin() as work:
        await work.drafts.start(Draft(DraftId(uuid4()), {}, life=day), BROWSER)
        await work.staff.tries([token_hash("kaisa")])
    remove_expired = remove_expired_from(store)

    early = await remove_expired()
    store.state.now += day

    assert [early, await remove_expired(), await remove_expired()] == [0, 3, 0]


async def test_a_sweep_that_fails_is_tried_again() -> None:
    results: list[int | Exception] = [3, ConnectionRefusedError(), ValueError(), 0]

    async def remove() -> int:
        result = results.pop(0) if results else 0
        if isinstance(result, Exception):
            raise result
        return result

    (sweep,) = loops(remove)
    async with supervised([replace(sweep, pauses=SHORT)]):
        await until(lambda: not results)


async def test_a_sweep_is_done_every_ten_minutes_whether_it_failed_or_not() -> None:
    async def remove() -> int:
        return 0

    (sweep,) = loops(remove)

    assert sweep.pauses == Pauses(timedelta(minutes=10), timedelta(minutes=10))
