"""What administrators do with accounts, and what is said and noted of it."""

from collections.abc import Awaitable, Callable
from uuid import uuid4

import pytest

from services.intake.accounts.model import Grant
from services.intake.accounts.rules import read_email
from services.intake.accounts.use_cases import (
    ManageAccounts,
    OwnAccountError,
    UnknownAccountError,
)
from services.intake.sign_in.model import Proof
from services.intake.staff.model import Change, StaffId
from services.intake.staff.use_cases import Refusal, SignedIn
from shared.contracts.intake import StaffSessionClosed
from shared.contracts.words import Language, StaffRole
from shared.fields.problem import Problem
from shared.reach_points import ReachPoint
from shared.sealing.tokens import token_hash
from tests.support.activations import FakeCurrent
from tests.support.intake.building import PUBLIC_URL, Drawn
from tests.support.intake.sign_in.scene import SignInScene
from tests.support.passkey import SoftPasskey

BOSS = StaffId(uuid4())
FUNDER = Grant((StaffRole.FUNDER,))
Act = Callable[[ManageAccounts, StaffId, StaffId | None], Awaitable[object]]


async def change_roles(manage: ManageAccounts, who: StaffId, by: StaffId | None) -> None:
    await manage.change_roles(who, FUNDER, by)


ENDING: list[tuple[Act, Change]] = [
    (ManageAccounts.disable, "disabled"),
    (ManageAccounts.reset, "reset"),
    (ManageAccounts.end_sessions, "sessions_ended"),
    (change_roles, "roles_changed"),
]


@pytest.fixture
def scene() -> SignInScene:
    return SignInScene()


@pytest.fixture
def manage(scene: SignInScene) -> ManageAccounts:
    return ManageAccounts(scene.store, Drawn().chance(), FakeCurrent())


@pytest.mark.parametrize(("act", "change"), ENDING)
async def test_each_ends_every_session_says_so_and_is_noted(
    scene: SignInScene, manage: ManageAccounts, act: Act, change: Change
) -> None:
    signed_in = [await scene.whole("Kaisa", "oikea") for _ in range(2)]
    begun = await scene.half()

    await act(manage, scene.kaisa.id, BOSS)

    said = [each.data for each in scene.store.state.published]
    closed = {each.session_hash for each in said if isinstance(each, StaffSessionClosed)}
    assert closed == {token_hash(each.token) for each in signed_in if isinstance(each, SignedIn)}
    assert len(closed) == 2
    assert scene.store.state.applied[-2:] == scene.store.state.published[-2:]
    assert await scene.proving.offer(begun) is None
    (noted,) = scene.store.state.staff_changes
    assert (noted.staff_id, noted.change, noted.changed_by) == (scene.kaisa.id, change, BOSS)


async def test_an_invited_person_comes_in_by_their_link(
    scene: SignInScene, manage: ManageAccounts
) -> None:
    token, device = await manage.invite("Matti", FUNDER, BOSS), SoftPasskey("Matti", PUBLIC_URL)

    await scene.enrolling.choose_password(token, "kolme mustaa kissaa")
    invitation = await scene.enrolling.look(token)
    assert invitation is not None
    offered = scene.enrolling.offered(invitation)
    assert offered is not None
    codes = await scene.enrolling.finish(
        token, Proof(answer=device.create(offered.creation_options))
    )

    scene.passkey = device
    assert len(codes) == 10
    assert isinstance(await scene.whole("Matti", "kolme mustaa kissaa"), SignedIn)
    assert [each.change for each in scene.store.state.staff_changes] == ["invited", "set_up"]
    assert scene.store.state.staff_changes[0].roles == FUNDER.roles


async def test_who_is_shut_out_does_not_come_in_by_an_open_link(
    scene: SignInScene, manage: ManageAccounts
) -> None:
    token = await manage.reset(scene.kaisa.id, BOSS)

    await manage.disable(scene.kaisa.id, BOSS)

    assert await scene.enrolling.look(token) is None
    assert await scene.whole("Kaisa", "oikea") == Refusal()


async def test_where_letters_reach_somebody_is_kept_until_they_leave(
    scene: SignInScene, manage: ManageAccounts
) -> None:
    to = read_email(" veli@esimerkki.fi ", Language.SWEDISH)
    assert isinstance(to, ReachPoint)
    await manage.invite("veli", Grant((StaffRole.OPERATOR,)), BOSS, to)
    veli = await manage.named("veli")
    kept = scene.store.state.duties[veli].to

    await manage.disable(veli, BOSS)

    assert kept == to
    assert veli not in scene.store.state.duties


def test_what_is_no_address_is_refused_and_none_is_none() -> None:
    refused = read_email("veli at home", Language.FINNISH)

    assert isinstance(refused, Problem)
    assert refused.field == "email"
    assert read_email(" ", Language.FINNISH) is None


async def test_what_was_lost_opens_nothing_after_a_reset(
    scene: SignInScene, manage: ManageAccounts
) -> None:
    await manage.reset(scene.kaisa.id, None)

    assert await scene.whole("Kaisa", "oikea") == Refusal()
    assert scene.kaisa.id not in scene.store.state.factors


@pytest.mark.parametrize("act", [ManageAccounts.disable, ManageAccounts.reset, change_roles])
async def test_nobody_shuts_or_changes_their_own_account(
    scene: SignInScene, manage: ManageAccounts, act: Act
) -> None:
    with pytest.raises(OwnAccountError):
        await act(manage, scene.kaisa.id, scene.kaisa.id)

    assert scene.store.state.staff_changes == []


@pytest.mark.parametrize(("act", "change"), ENDING)
async def test_an_unknown_account_is_told(manage: ManageAccounts, act: Act, change: Change) -> None:
    del change
    with pytest.raises(UnknownAccountError):
        await act(manage, StaffId(uuid4()), BOSS)


async def test_the_same_roles_again_end_nothing(scene: SignInScene, manage: ManageAccounts) -> None:
    await scene.whole("Kaisa", "oikea")

    same = Grant(scene.kaisa.roles, scene.kaisa.organisation_id)
    await manage.change_roles(scene.kaisa.id, same, BOSS)

    assert len(scene.store.state.sessions) == 1
    assert scene.store.state.staff_changes == []
