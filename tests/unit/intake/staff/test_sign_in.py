"""Staff come and go."""

import asyncio
from datetime import timedelta
from uuid import uuid4

import pytest

from services.intake.staff.model import Staff, StaffId
from services.intake.staff.use_cases import Refusal, SignedIn, SignIn
from shared.contracts.intake import StaffSessionClosed, StaffSessionOpened
from shared.contracts.words import StaffRole
from shared.sealing.tokens import token_hash
from tests.support.activations import ACTIVATION, FakeCurrent
from tests.support.intake.building import NOW, Drawn
from tests.support.intake.fakes import FakeStore
from tests.support.intake.staff.fakes import FakePasswords

ADDRESS = "192.0.2.1"
ROLES = StaffRole.COORDINATOR, StaffRole.REPORTER
ORGANISATION = uuid4()


def scene() -> tuple[SignIn, FakeStore]:
    store = FakeStore()
    store.state.staff["kaisa"] = Staff(StaffId(uuid4()), "hash of oikea", ROLES, ORGANISATION)
    return SignIn(store, FakePasswords(), lambda: NOW, Drawn().chance(), FakeCurrent()), store


async def test_the_right_password_opens_a_session_and_says_so() -> None:
    signing_in, store = scene()

    signed_in = await signing_in.sign_in("Kaisa", "oikea", ADDRESS)

    (said,) = store.state.published
    assert isinstance(signed_in, SignedIn)
    assert signed_in.staff.roles == ROLES
    assert isinstance(said.data, StaffSessionOpened)
    assert said.data.session_hash == token_hash(signed_in.token)
    assert store.state.applied == [said]
    assert said.data.expires_at == NOW + timedelta(hours=12)
    assert said.version == 1
    assert (said.data.role, said.data.roles) == (StaffRole.COORDINATOR, ROLES)
    assert said.data.organisation_id == ORGANISATION
    assert said.data.permissions_version == 1


@pytest.mark.parametrize(("name", "password"), [("kaisa", "väärä"), ("nobody", "oikea")])
async def test_what_was_wrong_is_not_told(name: str, password: str) -> None:
    signing_in, store = scene()

    assert await signing_in.sign_in(name, password, ADDRESS) == Refusal()
    assert store.state.sessions == {}


async def test_an_unknown_name_costs_the_same_work() -> None:
    store, passwords = FakeStore(), FakePasswords()

    await SignIn(store, passwords, lambda: NOW, Drawn().chance(), FakeCurrent()).sign_in(
        "x", "y", ADDRESS
    )

    assert passwords.asked == 1


async def test_guessing_is_slowed_down() -> None:
    signing_in, store = scene()
    for _ in range(5):
        await signing_in.sign_in("kaisa", "väärä", ADDRESS)

    blocked = await signing_in.sign_in("kaisa", "oikea", ADDRESS)
    store.state.now += timedelta(minutes=15)
    then = await signing_in.sign_in("kaisa", "oikea", ADDRESS)

    assert isinstance(blocked, Refusal)
    assert blocked.wait > timedelta()
    assert isinstance(then, SignedIn)


async def test_many_guesses_at_once_are_slowed_down_too() -> None:
    signing_in, _ = scene()

    answers = await asyncio.gather(
        *(signing_in.sign_in("kaisa", f"guess {number}", ADDRESS) for number in range(20))
    )

    tried = [item for item in answers if isinstance(item, Refusal) and not item.wait]
    assert len(tried) == 5


async def test_a_guesser_elsewhere_does_not_lock_staff_out() -> None:
    signing_in, _ = scene()
    for _ in range(20):
        await signing_in.sign_in("kaisa", "väärä", "198.51.100.7")

    assert isinstance(await signing_in.sign_in("kaisa", "oikea", ADDRESS), SignedIn)


async def test_the_right_password_forgets_the_wrong_ones() -> None:
    signing_in, store = scene()
    for _ in range(4):
        await signing_in.sign_in("kaisa", "väärä", ADDRESS)

    await signing_in.sign_in("kaisa", "oikea", ADDRESS)

    assert store.state.tries == {}


async def test_signing_out_closes_the_session_once() -> None:
    signing_in, store = scene()
    signed_in = await signing_in.sign_in("kaisa", "oikea", ADDRESS)
    assert isinstance(signed_in, SignedIn)

    await signing_in.sign_out(signed_in.token)
    await signing_in.sign_out(signed_in.token)

    opened, closed = store.state.published
    assert isinstance(closed.data, StaffSessionClosed)
    assert (closed.subject, closed.version) == (opened.subject, 2)
    assert opened.activation == closed.activation == ACTIVATION
    assert store.state.sessions == {}
