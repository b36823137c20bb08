"""The second half of signing in: what lets someone in, once, and what does not."""

import asyncio
from datetime import timedelta

import pyotp
import pytest

from services.intake.sign_in.model import Factors, Proof
from services.intake.sign_in.rules.codes import MOST_TRIES, recovery_code
from services.intake.sign_in.use_cases.prove import Refused
from services.intake.staff.use_cases import Caller, PasswordFits, Refusal, SignedIn
from shared.sealing.tokens import token_hash
from tests.support.intake.sign_in.scene import ADDRESS, SignInScene

SECRET = pyotp.random_base32()


@pytest.fixture
def scene() -> SignInScene:
    return SignInScene()


@pytest.fixture
async def phone(scene: SignInScene) -> pyotp.TOTP:
    async with scene.store.begin() as work:
        await work.second_factors.set_totp(scene.kaisa.id, SECRET)
    return pyotp.TOTP(SECRET)


async def test_the_password_alone_opens_nothing(scene: SignInScene) -> None:
    token = await scene.half()

    assert scene.store.state.sessions == {}
    assert scene.store.state.published == []
    assert token_hash(token) in scene.store.state.half_open


async def test_a_passkeys_answer_lets_in_once(scene: SignInScene) -> None:
    token = await scene.half()
    proof = await scene.signed(token)

    first = await scene.proving.prove(token, proof)
    again = await scene.proving.prove(token, proof)

    assert isinstance(first, SignedIn)
    assert again is Refused.OVER
    assert scene.store.state.half_open == {}


async def test_an_answer_heard_elsewhere_is_of_no_use(scene: SignInScene) -> None:
    overheard = await scene.signed(await scene.half())

    assert await scene.proving.prove(await scene.half(), overheard) is Refused.WRONG


async def test_after_a_wrong_try_another_challenge_is_to_be_signed(scene: SignInScene) -> None:
    token = await scene.half()
    proof = await scene.signed(token)

    await scene.proving.prove(token, Proof(code="000000"))

    assert await scene.proving.prove(token, proof) is Refused.WRONG
    assert isinstance(await scene.proving.prove(token, await scene.signed(token)), SignedIn)


async def test_the_code_of_an_app_lets_in_once(scene: SignInScene, phone: pyotp.TOTP) -> None:
    code = Proof(code=phone.at(scene.phone_time))

    first = await scene.proving.prove(await scene.half(), code)
    replayed = await scene.proving.prove(await scene.half(), code)
    scene.phone_time += timedelta(seconds=30)
    fresh = Proof(code=phone.at(scene.phone_time))

    assert isinstance(first, SignedIn)
    assert replayed is Refused.WRONG
    assert isinstance(await scene.proving.prove(await scene.half(), fresh), SignedIn)


async def test_one_code_given_twice_at_once_lets_in_once(
    scene: SignInScene, phone: pyotp.TOTP
) -> None:
    code = Proof(code=phone.at(scene.phone_time))
    tokens = [await scene.half() for _ in range(3)]

    answers = await asyncio.gather(*(scene.proving.prove(token, code) for token in tokens))

    assert sum(isinstance(answer, SignedIn) for answer in answers) == 1


async def test_a_recovery_code_lets_in_once_however_it_is_typed(scene: SignInScene) -> None:
    code = recovery_code("a token")
    async with scene.store.begin() as work:
        await work.second_factors.set_recovery_codes(scene.kaisa.id, [token_hash(code)])
    typed = Proof(code=f"  {code.upper().replace('-', ' ')} ")

    first = await scene.proving.prove(await scene.half(), typed)
    again = await scene.proving.prove(await scene.half(), typed)

    assert isinstance(first, SignedIn)
    assert again is Refused.WRONG


async def test_after_a_few_wrong_codes_the_password_is_asked_for_again(scene: SignInScene) -> None:
    token = await scene.half()

    answers = [await scene.proving.prove(token, Proof(code="000000")) for _ in range(MOST_TRIES)]

    assert answers == [Refused.WRONG] * (MOST_TRIES - 1) + [Refused.OVER]
    assert await scene.proving.offer(token) is None


async def test_who_knows_the_password_is_slowed_down_while_guessing_codes(
    scene: SignInScene,
) -> None:
    caller = Caller("Kaisa", ADDRESS)
    answers = [await scene.sign_in.check_password(caller, "oikea") for _ in range(6)]

    assert [type(answer) for answer in answers] == [PasswordFits] * 5 + [Refusal]


async def test_half_a_sign_in_is_over_after_five_minutes(scene: SignInScene) -> None:
    token = await scene.half()
    proof = await scene.signed(token)

    scene.store.state.now += timedelta(minutes=5)

    assert await scene.proving.prove(token, proof) is Refused.OVER


async def test_who_was_disabled_meanwhile_is_not_let_in(scene: SignInScene) -> None:
    token = await scene.half()
    proof = await scene.signed(token)

    del scene.store.state.staff["kaisa"]

    assert not isinstance(await scene.proving.prove(token, proof), SignedIn)


async def test_who_has_no_second_factor_does_not_get_in(scene: SignInScene) -> None:
    scene.store.state.factors[scene.kaisa.id] = Factors()

    assert await scene.whole("Kaisa", "oikea") is None


@pytest.mark.parametrize(("with_demo", "is_let_in"), [(True, True), (False, False)])
async def test_accounts_of_the_demo_open_the_demo_only(with_demo: bool, is_let_in: bool) -> None:
    scene = SignInScene(is_demo=True, with_demo=with_demo)

    answer = await scene.whole("Kaisa", "oikea")

    assert isinstance(answer, SignedIn) == is_let_in
    assert is_let_in or answer == Refusal()
