"""An operator is disabled in mid-call: what they typed is kept, and another goes on with it."""

from uuid import uuid4

import httpx

from services.intake.accounts.use_cases import ManageAccounts
from services.intake.calls.use_cases.hold import HoldCalls
from services.intake.staff.model import Staff, StaffId
from shared.contracts.words import StaffRole
from tests.support.activations import FakeCurrent
from tests.support.intake.building import Drawn
from tests.support.intake.calls.building import PHONED
from tests.support.intake.page_world import PageWorld, staffed


async def disabled_in_mid_call(world: PageWorld) -> httpx.Response:
    """Let Kaisa type in a call, disable her, and give the answer to her next press."""
    accounts = ManageAccounts(world.store, Drawn().chance(), FakeCurrent())
    kaisa = world.store.state.staff["kaisa"].id
    async with world.signed_in() as client:
        begun = await client.post("/fi/ops", data={"direction": "inbound"})
        path = begun.headers["location"]
        await client.post(path, data={**PHONED, "version": "0", "do": "save"})
        await accounts.disable(kaisa, None)
        return await client.post(path, data={**PHONED, "version": "1", "do": "new_request"})


async def test_their_next_press_is_refused_and_leads_to_the_sign_in() -> None:
    world = staffed(PageWorld(), StaffRole.OPERATOR)

    refused = await disabled_in_mid_call(world)

    assert refused.status_code == 303
    assert refused.headers["location"].startswith("/fi/kirjaudu")
    assert not world.store.state.requests


async def test_another_takes_their_call_over_with_all_that_was_typed() -> None:
    world = staffed(PageWorld(), StaffRole.OPERATOR)
    await disabled_in_mid_call(world)
    viivi = StaffId(uuid4())
    world.store.state.staff["viivi"] = Staff(viivi, "Viivi", "hash", (StaffRole.OPERATOR,))
    calls = HoldCalls(world.store, Drawn().chance(), FakeCurrent())

    (listed,) = await calls.going_on()
    taken = await calls.take_over(listed.id, viivi, listed.staff_id)

    call = await calls.show(listed.id)
    assert (taken, listed.holder) == (True, "Kaisa")
    assert call is not None
    assert (call.staff_id, call.fields) == (viivi, PHONED)
