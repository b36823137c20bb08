"""When many come, work is asked for; who brings none is held, and nobody is refused."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from services.intake.doors.adapters import DOORS_FILE, ArrivalsInMemory, read_limits
from services.intake.doors.model import Challenge, Flag, Pressure, Visit
from services.intake.doors.rules import PROOF_AGES, needed_bits, read_proof, source_of
from services.intake.doors.use_cases import KeepDoor
from tests.support.intake.building import NOW
from tests.support.intake.doors.building import FEW_BITS, IMPORT_PASS, door, solve
from tests.support.pseudonyms import PSEUDONYMS

SOMEWHERE, KEY, OTHER_KEY = "203.0.113.7", "a" * 64, "b" * 64
HELD = frozenset({Flag.UNPROVEN})


@dataclass
class Clock:
    """Seconds that a test lets pass."""

    seconds: float = 0.0
    moment: datetime = field(default=NOW)

    def __call__(self) -> float:
        return self.seconds


async def flags(at: KeepDoor, visit: Visit, key: str = KEY) -> frozenset[Flag]:
    return (await at.manner(visit, key, PSEUDONYMS)).flags


async def crowded(times: int = FEW_BITS.from_one_in_10_min) -> KeepDoor:
    """Give a door at which so many came from one address."""
    at = door()
    for _ in range(times):
        assert await flags(at, Visit(SOMEWHERE)) == frozenset()
    return at


async def test_who_comes_with_many_from_one_address_is_held_without_work() -> None:
    at = await crowded()

    assert await flags(at, Visit(SOMEWHERE)) == HELD
    assert await flags(at, Visit("203.0.113.8")) == frozenset()


async def test_whoever_did_the_work_goes_ahead() -> None:
    at = await crowded()

    proof = solve(at.challenge(SOMEWHERE, PSEUDONYMS))

    assert await flags(at, Visit(SOMEWHERE, proof)) == frozenset()


async def test_work_is_good_for_one_request_also_when_that_is_sent_again() -> None:
    at = await crowded()
    proof = solve(at.challenge(SOMEWHERE, PSEUDONYMS))

    first, again, other = [
        await flags(at, Visit(SOMEWHERE, proof), key) for key in (KEY, KEY, OTHER_KEY)
    ]

    assert (first, again, other) == (frozenset(), frozenset(), HELD)


async def test_work_that_is_not_ours_not_done_or_too_old_is_none() -> None:
    at = await crowded()
    given = at.challenge(SOMEWHERE, PSEUDONYMS)
    bits, issued, identity, seal = given.text.split(".")
    forged = [
        f"1.{issued}.{identity}.{seal}",
        f"{bits}.{int(issued) + 1}.{identity}.{seal}",
        f"{bits}.{issued}.another.{seal}",
        f"{bits}.{issued}.{identity}.{'0' * 64}",
    ]
    later = replace(at, now=lambda: NOW + PROOF_AGES + timedelta(seconds=1))

    for text in forged:
        proof = solve(Challenge(text, given.bits))
        assert await flags(at, Visit(SOMEWHERE, proof)) == HELD
    assert await flags(at, Visit(SOMEWHERE, f"{given.text}:")) == HELD
    assert await flags(later, Visit(SOMEWHERE, solve(given))) == HELD
    assert await flags(at, Visit(SOMEWHERE, solve(given))) == frozenset()


async def test_in_a_flood_from_everywhere_work_is_asked_of_everybody() -> None:
    at = door()
    for number in range(FEW_BITS.in_all_a_minute):
        await flags(at, Visit(f"203.0.{number // 4}.{number % 4}"))

    assert await flags(at, Visit("198.51.100.1")) == HELD
    assert await flags(at, Visit("127.0.0.1")) == HELD


async def test_loopback_is_nobodys_address() -> None:
    at = door()

    seen = {await flags(at, Visit("127.0.0.1")) for _ in range(3 * FEW_BITS.from_one_in_10_min)}

    assert seen == {frozenset()}


async def test_our_own_staff_are_not_counted() -> None:
    at = await crowded()

    manner = await at.manner(Visit(SOMEWHERE, shown_pass=IMPORT_PASS), KEY, PSEUDONYMS)

    assert manner.is_ours
    assert at.arrivals.look(SOMEWHERE).of_source == FEW_BITS.from_one_in_10_min


def test_a_shared_address_gets_harder_work_and_is_never_shut() -> None:
    bits = [needed_bits(Pressure(times * 4, 0), FEW_BITS) for times in (1, 2, 4, 8, 16, 10**6)]

    assert bits == [0, 7, 8, 9, 9, 9]


@given(some.integers(0, 10**6), some.integers(0, 10**6))
def test_who_comes_among_more_never_gets_easier_work(few: int, more: int) -> None:
    fewer, greater = sorted((few, more))

    assert needed_bits(Pressure(fewer, 0), FEW_BITS) <= needed_bits(Pressure(greater, 0), FEW_BITS)


@pytest.mark.parametrize(
    ("address", "source"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::9", "2001:db8:1:2::/64"),
        ("127.0.0.1", None),
        ("::1", None),
        ("::ffff:127.0.0.1", None),
        ("testclient", None),
        ("", None),
    ],
)
def test_a_home_is_one_source(address: str, source: str | None) -> None:
    assert source_of(address) == source


def test_what_came_long_ago_counts_no_more() -> None:
    clock = Clock()
    arrivals = ArrivalsInMemory(clock)
    for _ in range(10):
        arrivals.arrive(SOMEWHERE)
    seen = [arrivals.look(SOMEWHERE)]
    for seconds in (90, 899, 1200):
        clock.seconds = seconds
        seen.append(arrivals.look(SOMEWHERE))

    assert seen == [Pressure(10, 10), Pressure(10, 5), Pressure(5, 0), Pressure(0, 0)]


@pytest.mark.long
def test_a_flood_from_many_addresses_takes_little_memory() -> None:
    arrivals = ArrivalsInMemory(Clock())
    for number in range(50_000):
        arrivals.arrive(f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}")

    assert len(arrivals._sources) <= 20_000  # noqa: SLF001  # what it holds
    assert arrivals.look("10.0.0.1").in_all == 50_000


@pytest.mark.long
@given(some.text() | some.from_regex(r"\A[0-9]{1,13}\.[0-9]{1,13}\.\w*\.\w*:\w*\Z"))
def test_whatever_is_sent_as_a_proof_is_read_or_is_none(text: str) -> None:
    proof = read_proof(text)

    assert proof is None or isinstance(proof.is_solved, bool)


def test_the_networks_own_file_is_read() -> None:
    limits = read_limits(DOORS_FILE)

    assert limits.floods.bits <= limits.floods.most_bits
    assert limits.same_person.an_hour <= limits.same_person.a_day
