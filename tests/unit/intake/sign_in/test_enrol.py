"""An invited person sets their account up, once."""

from datetime import timedelta

import pyotp
import pytest

from services.intake.sign_in.model import Offered, Proof
from services.intake.staff.use_cases import SignedIn
from shared.sealing.tokens import token_hash
from tests.support.intake.building import PUBLIC_URL
from tests.support.intake.sign_in.scene import SignInScene
from tests.support.passkey import SoftPasskey

LINK, PASSWORD = "link", "kolme mustaa kissaa"
LIFE = timedelta(hours=72)
DEVICE = SoftPasskey("another device", PUBLIC_URL)


@pytest.fixture
async def scene() -> SignInScene:
    scene = SignInScene()
    async with scene.store.begin() as work:
        await work.invitations.invite(scene.kaisa.id, token_hash(LINK), LIFE)
    return scene


async def offered(scene: SignInScene) -> Offered:
    assert await scene.enrolling.choose_password(LINK, PASSWORD) is None
    invitation = await scene.enrolling.look(LINK)
    assert invitation is not None
    found = scene.enrolling.offered(invitation)
    assert found is not None
    return found


async def test_a_passkey_and_the_password_let_in_afterwards(scene: SignInScene) -> None:
    offer = await offered(scene)

    codes = await scene.enrolling.finish(LINK, Proof(answer=DEVICE.create(offer.creation_options)))

    assert len(set(codes)) == 10
    scene.passkey = DEVICE
    assert isinstance(await scene.whole("Kaisa", PASSWORD), SignedIn)
    assert not isinstance(await scene.whole("Kaisa", "oikea"), SignedIn)


async def test_a_code_app_lets_in_afterwards_with_its_next_code(scene: SignInScene) -> None:
    phone = pyotp.TOTP((await offered(scene)).totp_secret)
    shown = Proof(code=phone.at(scene.phone_time))

    codes = await scene.enrolling.finish(LINK, shown)

    factors = scene.store.state.factors[scene.kaisa.id]
    assert len(codes) == 10
    assert factors.passkeys == ()
    assert factors.totp is not None
    assert factors.totp.last_step > 0, "the code that was shown once is not taken again"


async def test_every_recovery_code_lets_in_once(scene: SignInScene) -> None:
    offer = await offered(scene)
    codes = await scene.enrolling.finish(LINK, Proof(answer=DEVICE.create(offer.creation_options)))
    scene.store.state.staff["kaisa"] = scene.kaisa

    answers = [await scene.proving.prove(await scene.half(), Proof(code=code)) for code in codes]

    assert all(isinstance(answer, SignedIn) for answer in answers)
    assert scene.store.state.recovery_codes[scene.kaisa.id] == set()


async def test_the_link_is_used_once(scene: SignInScene) -> None:
    offer = await offered(scene)
    proof = Proof(answer=DEVICE.create(offer.creation_options))
    await scene.enrolling.finish(LINK, proof)

    assert await scene.enrolling.look(LINK) is None
    assert await scene.enrolling.finish(LINK, proof) == ()


async def test_the_link_is_for_three_days(scene: SignInScene) -> None:
    scene.store.state.now += LIFE

    assert await scene.enrolling.look(LINK) is None


async def test_a_second_invitation_takes_the_place_of_the_first(scene: SignInScene) -> None:
    async with scene.store.begin() as work:
        await work.invitations.invite(scene.kaisa.id, token_hash("second"), LIFE)

    assert await scene.enrolling.look(LINK) is None
    assert await scene.enrolling.look("second") is not None


async def test_nothing_changes_before_the_second_factor_is_there(scene: SignInScene) -> None:
    await offered(scene)

    assert await scene.enrolling.finish(LINK, Proof(code="000000")) == ()
    assert await scene.enrolling.finish(LINK, Proof(answer="{}")) == ()
    assert isinstance(await scene.whole("Kaisa", "oikea"), SignedIn)


async def test_a_second_factor_without_a_password_is_not_taken(scene: SignInScene) -> None:
    assert await scene.enrolling.finish(LINK, Proof(code="123456")) == ()


@pytest.mark.parametrize(
    ("password", "weakness"),
    [("short", "short"), ("porukalla2026", "common"), ("Kaisa Kaisa 12", "common")],
)
async def test_a_weak_password_is_refused(scene: SignInScene, password: str, weakness: str) -> None:
    assert await scene.enrolling.choose_password(LINK, password) == weakness
