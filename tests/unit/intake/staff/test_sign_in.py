"""Staff come and go."""

import asyncio
from datetime import timedelta

import pytest

from services.intake.staff.use_cases import Refusal, SignedIn
from shared.contracts.intake import StaffSessionClosed, StaffSessionOpened
from shared.contracts.words import StaffRole
from shared.sealing.tokens import token_hash
from shared.web.permissions import read_permissions
from tests.support.activations import ACTIVATION
from tests.support.intake.building import NOW
from tests.support.intake.sign_in.scene import ADDRESS, ORGANISATION, ROLES, SignInScene


async def test_the_right_password_opens_a_session_and_says_so() -> None:
    scene = SignInScene()
    store = scene.store

    signed_in = await scene.whole("Kaisa", "oikea", ADDRESS)

    (said,) = store.state.published
    assert isinstance(signed_in, SignedIn)
    assert signed_in.staff == scene.kaisa
    assert isinstance(said.data, StaffSessionOpened)
    assert said.data.session_hash == token_hash(signed_in.token)
    assert store.state.applied == [said]
    assert said.data.expires_at == NOW + timedelta(hours=12)
    assert said.version == 1
    assert (said.data.role, said.data.roles) == (StaffRole.COORDINATOR, ROLES)
    assert said.data.organisation_id == ORGANISATION
    assert said.data.permissions_version == read_permissions().version


@pytest.mark.parametrize(("name", "password"), [("kaisa", "väärä"), ("nobody", "oikea")])
async def test_what_was_wrong_is_not_told(name: str, password: str) -> None:
    scene = SignInScene()
    store = scene.store

    assert await scene.whole(name, password, ADDRESS) == Refusal()
    assert store.state.sessions == {}


async def test_an_unknown_name_costs_the_same_work() -> None:
    scene = SignInScene()

    await scene.whole("x", "y")

    assert scene.passwords.asked == 1


async def test_guessing_is_slowed_down() -> None:
    scene = SignInScene()
    store = scene.store
    for _ in range(5):
        await scene.whole("kaisa", "väärä", ADDRESS)

    blocked = await scene.whole("kaisa", "oikea", ADDRESS)
    store.state.now += timedelta(minutes=15)
    then = await scene.whole("kaisa", "oikea", ADDRESS)

    assert isinstance(blocked, Refusal)
    assert blocked.wait > timedelta()
    assert isinstance(then, SignedIn)


async def test_many_guesses_at_once_are_slowed_down_too() -> None:
    scene = SignInScene()

    answers = await asyncio.gather(
        *(scene.whole("kaisa", f"guess {number}", ADDRESS) for number in range(20))
    )

    tried = [item for item in answers if isinstance(item, Refusal) and not item.wait]
    assert len(tried) == 5


async def test_a_guesser_elsewhere_does_not_lock_staff_out() -> None:
    scene = SignInScene()
    for _ in range(20):
        await scene.whole("kaisa", "väärä", "198.51.100.7")

    assert isinstance(await scene.whole("kaisa", "oikea", ADDRESS), SignedIn)


async def test_the_right_password_forgets_the_wrong_ones() -> None:
    scene = SignInScene()
    store = scene.store
    for _ in range(4):
        await scene.whole("kaisa", "väärä", ADDRESS)

    await scene.whole("kaisa", "oikea", ADDRESS)

    of_others = [failures for failures, _, _ in store.state.tries.values()]
    assert of_others == [4, 4], "what counts for the address and for all is not for one to forget"


async def test_signing_out_closes_the_session_once() -> None:
    scene = SignInScene()
    store = scene.store
    signed_in = await scene.whole("kaisa", "oikea", ADDRESS)
    assert isinstance(signed_in, SignedIn)

    await scene.sign_in.sign_out(signed_in.token)
    await scene.sign_in.sign_out(signed_in.token)

    opened, closed = store.state.published
    assert isinstance(closed.data, StaffSessionClosed)
    assert (closed.subject, closed.version) == (opened.subject, 2)
    assert opened.activation == closed.activation == ACTIVATION
    assert store.state.sessions == {}
