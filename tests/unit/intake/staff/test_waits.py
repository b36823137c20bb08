"""Whose wrong passwords are counted together, and how long someone waits after them."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.intake.staff.model import Tries
from services.intake.staff.rules import (
    BRAKES,
    Brake,
    Kind,
    buckets_of,
    delay_after,
    network_of,
    one_more,
    same_name,
    tidy_name,
)

HERE = BRAKES[Kind.HERE]
NOTHING = timedelta()
SPELLINGS = [
    "kaisa mäki",
    " Kaisa  Mäki ",
    "KAISA\tMÄKI",
    "kaisa\u00a0mäki",
    "kai\u200bsa mäki",
    "\uff4b\uff41\uff49\uff53\uff41 mäki",
    "kaisa\x00 ma\u0308ki",
]


def test_the_first_wrong_passwords_cost_nothing() -> None:
    assert [delay_after(failures, HERE) for failures in range(5)] == [NOTHING] * 5


@given(st.sampled_from(list(BRAKES.values())), st.integers(0, 10_000))
def test_waits_grow_up_to_the_longest(brake: Brake, failures: int) -> None:
    assert delay_after(failures, brake) <= delay_after(failures + 1, brake) <= brake.longest


@pytest.mark.parametrize("name", SPELLINGS)
def test_all_spellings_of_a_name_are_one(name: str) -> None:
    assert same_name(name) == "kaisa mäki"


@given(st.text())
def test_a_name_that_is_tidy_stays_so(name: str) -> None:
    assert tidy_name(tidy_name(name)) == tidy_name(name)
    assert same_name(same_name(name)) == same_name(name) == same_name(f" {name}\t")


def test_names_that_differ_stay_apart() -> None:
    assert len({same_name(name) for name in ("kaisa", "kaisu", "kai sa", "")}) == 4


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::1", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("testclient", "testclient"),
        ("", ""),
    ],
)
def test_who_has_a_network_of_ipv6_has_one_bucket(address: str, network: str) -> None:
    assert network_of(address) == network


def test_a_known_browser_counts_for_itself_alone() -> None:
    assert set(buckets_of("kaisa", "192.0.2.7", "device")) == {Kind.DEVICE}
    assert set(buckets_of("kaisa", "192.0.2.7", None)) == set(Kind) - {Kind.DEVICE}


@given(
    st.sampled_from(list(BRAKES.values())),
    st.lists(st.integers(0, 5000).map(lambda seconds: timedelta(seconds=seconds)), max_size=50),
)
def test_no_time_is_lost_or_won_by_asking_often(brake: Brake, pauses: list[timedelta]) -> None:
    """So many tries are forgotten as their time is over since the bucket was last empty."""
    tries, full_since = Tries(0, NOTHING), NOTHING
    made = 0
    for pause in pauses:
        since = tries.since + pause
        if tries.failures <= since // brake.every:
            made, full_since = 0, NOTHING
        else:
            full_since += pause
        counted = one_more(Tries(tries.failures, NOTHING, since), brake)
        made += 1
        tries = Tries(counted.failures, NOTHING, counted.carried)

        assert counted.failures == made - full_since // brake.every
