"""Someone of the staff chooses another password."""

import pytest

from services.intake.sign_in.adapters import read_common_passwords
from services.intake.sign_in.use_cases.change_password import ChangePassword
from services.intake.staff.use_cases import Caller, Refusal, SignedIn
from tests.support.activations import FakeCurrent
from tests.support.intake.building import Drawn
from tests.support.intake.sign_in.scene import ADDRESS, SignInScene

NEW = "kolme mustaa kissaa"
HERE = Caller("", ADDRESS)


@pytest.fixture
def scene() -> SignInScene:
    return SignInScene()


@pytest.fixture
def changing(scene: SignInScene) -> ChangePassword:
    return ChangePassword(
        scene.store,
        scene.sign_in,
        scene.passwords,
        read_common_passwords(),
        Drawn().chance(),
        FakeCurrent(),
    )


async def test_another_password_is_chosen(scene: SignInScene, changing: ChangePassword) -> None:
    await scene.whole("Kaisa", "oikea")

    problem = await changing.change_password(scene.kaisa.id, HERE, "oikea", NEW)

    assert problem is None
    assert scene.store.state.sessions == {}, "all of theirs end"
    assert await scene.whole("Kaisa", "oikea") == Refusal()
    assert isinstance(await scene.whole("Kaisa", NEW), SignedIn)
    (noted,) = scene.store.state.staff_changes
    assert (noted.change, noted.changed_by) == ("password_changed", scene.kaisa.id)


async def test_the_former_password_is_asked_for(
    scene: SignInScene, changing: ChangePassword
) -> None:
    problem = await changing.change_password(scene.kaisa.id, HERE, "väärä", NEW)

    assert problem == "former"
    assert isinstance(await scene.whole("Kaisa", "oikea"), SignedIn)


async def test_guessing_the_former_one_is_slowed_down(
    scene: SignInScene, changing: ChangePassword
) -> None:
    answers = [await changing.change_password(scene.kaisa.id, HERE, "väärä", NEW) for _ in range(6)]

    assert answers == ["former"] * 5 + ["wait"]


@pytest.mark.parametrize(("new", "weakness"), [("short", "short"), ("porukalla2026", "common")])
async def test_a_weak_one_is_refused_before_the_former_is_looked_at(
    scene: SignInScene, changing: ChangePassword, new: str, weakness: str
) -> None:
    problem = await changing.change_password(scene.kaisa.id, HERE, "oikea", new)

    assert problem == weakness
    assert scene.passwords.asked == 0


async def test_who_was_shut_out_meanwhile_changes_nothing(
    scene: SignInScene, changing: ChangePassword
) -> None:
    scene.store.state.disabled.add(scene.kaisa.id)

    assert await changing.change_password(scene.kaisa.id, HERE, "oikea", NEW) == "former"
