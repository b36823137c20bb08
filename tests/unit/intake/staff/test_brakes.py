"""What slows guessing down, and whom it must not slow down."""

from datetime import timedelta

import pytest

from services.intake.staff.rules import BRAKES, Kind
from services.intake.staff.use_cases import BUSY_WAIT, DEVICE_LIFE, Caller, Refusal, SignedIn
from tests.support.intake.building import NOW
from tests.support.intake.sign_in.scene import ADDRESS, SignInScene

ELSEWHERE = "198.51.100.7"


@pytest.fixture
def scene() -> SignInScene:
    return SignInScene()


def waits(answer: object) -> bool:
    return isinstance(answer, Refusal) and answer.wait > timedelta()


async def tried(scene: SignInScene, names: list[str], address: str = ADDRESS) -> list[bool]:
    """Guess once for each name; says which guesses had to wait."""
    return [waits(await scene.whole(name, "väärä", address)) for name in names]


async def test_spellings_of_a_name_share_its_tries(scene: SignInScene) -> None:
    names = ["kaisa", " kaisa", "KAISA ", "kai\u200bsa", "\uff4b\uff41\uff49\uff53\uff41", "kaisa"]

    assert await tried(scene, names) == [False] * 5 + [True]


async def test_sixty_names_from_one_address_are_braked(scene: SignInScene) -> None:
    waited = await tried(scene, [f"name {number}" for number in range(60)])

    assert waited == [False] * 20 + [True] * 40
    assert scene.passwords.asked == 20


async def test_a_network_of_ipv6_is_one_address(scene: SignInScene) -> None:
    waited = [
        waits(await scene.whole(f"name {number}", "väärä", f"2001:db8:1:2::{number + 1:x}"))
        for number in range(30)
    ]

    assert waited.count(False) == 20


async def test_one_name_from_many_addresses_is_braked(scene: SignInScene) -> None:
    waited = [
        waits(await scene.whole("kaisa", "väärä", f"10.0.0.{number}")) for number in range(120)
    ]

    assert waited.count(False) == BRAKES[Kind.ACCOUNT].free


async def test_many_names_from_everywhere_are_braked_for_seconds_only(scene: SignInScene) -> None:
    bucket = (await scene.devices.buckets(Caller("x", ADDRESS), None))[Kind.ALL]
    scene.store.state.tries[bucket] = BRAKES[Kind.ALL].free - 2, NOW, NOW
    addresses = [f"10.0.0.{number}" for number in range(12)]
    waited = [waits(await scene.whole(f"name {each}", "väärä", each)) for each in addresses]

    scene.store.state.now += timedelta(seconds=30)
    then = await scene.whole("kaisa", "oikea", ELSEWHERE)

    assert waited == [False] * 2 + [True] * 10
    assert isinstance(then, SignedIn)


async def test_no_stranger_locks_out_who_came_in_by_this_browser_before(scene: SignInScene) -> None:
    device = await scene.devices.remember("Kaisa")
    await tried(scene, ["kaisa"] * 6)
    for number in range(105):
        await scene.whole("kaisa", "väärä", f"10.0.0.{number}")

    known = await scene.whole("kaisa", "oikea", ADDRESS, device)

    assert isinstance(known, SignedIn)
    assert waits(await scene.whole("kaisa", "oikea", ELSEWHERE))


async def test_guessing_in_a_known_browser_is_slowed_down_too(scene: SignInScene) -> None:
    device = await scene.devices.remember("Kaisa")

    answers = [await scene.whole("kaisa", "väärä", ADDRESS, device) for _ in range(6)]

    assert [waits(answer) for answer in answers] == [False] * 5 + [True]


@pytest.mark.parametrize("bent", ["", ".", "x.y.z", "1.x", "9" * 5000 + ".x.y", "²³.x.y"])
async def test_a_made_up_device_is_a_stranger(scene: SignInScene, bent: str) -> None:
    assert await scene.devices.known(Caller("Kaisa", ADDRESS, bent)) is None


async def test_a_device_is_known_for_its_own_name_and_half_a_year(scene: SignInScene) -> None:
    device = await scene.devices.remember("Kaisa")
    old = f"{int((NOW - DEVICE_LIFE).timestamp())}.token"
    old += f".{await scene.devices._proof('Kaisa', old)}"  # noqa: SLF001  # as it was given then

    assert await scene.devices.known(Caller(" KAISA", ADDRESS, device))
    assert await scene.devices.known(Caller("Matti", ADDRESS, device)) is None
    assert await scene.devices.known(Caller("Kaisa", ADDRESS, f"1{device}")) is None
    assert await scene.devices.known(Caller("Kaisa", ADDRESS, old)) is None


async def test_when_too_many_wait_strangers_are_told_at_once_and_the_known_go_on(
    scene: SignInScene,
) -> None:
    scene.passwords.is_full = True
    device = await scene.devices.remember("Kaisa")

    stranger = await scene.whole("kaisa", "oikea", ADDRESS)
    known = await scene.whole("kaisa", "oikea", ADDRESS, device)

    assert stranger == Refusal(BUSY_WAIT)
    assert isinstance(known, SignedIn)


async def test_an_office_where_all_come_in_is_never_braked(scene: SignInScene) -> None:
    answers = [await scene.whole("kaisa", "oikea", ADDRESS) for _ in range(25)]

    assert all(isinstance(answer, SignedIn) for answer in answers)


async def test_a_guess_is_forgotten_in_time(scene: SignInScene) -> None:
    first = await tried(scene, ["kaisa"] * 5)
    scene.store.state.now += timedelta(hours=2)

    assert first + await tried(scene, ["kaisa"] * 3) == [False] * 7 + [True]


async def test_who_reads_the_buckets_learns_no_name_and_no_address(scene: SignInScene) -> None:
    await tried(scene, ["kaisa"])

    assert len(scene.store.state.tries) == 4
    assert all(len(bucket) == 64 for bucket in scene.store.state.tries)
