"""Great circles against figures one can look up."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.areas import distance_km


@dataclass(frozen=True, slots=True)
class Spot:
    latitude: float
    longitude: float


SPOTS = st.builds(Spot, st.floats(-90, 90), st.floats(-180, 180))
HALF_ROUND_KM = 20015.2


@pytest.mark.parametrize(
    ("one", "other", "known_km"),
    [
        (Spot(0, 0), Spot(1, 0), 111.195),  # one degree along a meridian
        (Spot(60, 25), Spot(60, 26), 55.60),  # and along the 60th parallel
        (Spot(0, 0), Spot(90, 0), 10007.6),  # equator to pole
        (Spot(36.12, -86.67), Spot(33.94, -118.40), 2886.5),  # Nashville to Los Angeles
        (Spot(51.5007, -0.1246), Spot(40.6892, -74.0445), 5574.8),  # Big Ben to Liberty
    ],
)
def test_known_distances(one: Spot, other: Spot, known_km: float) -> None:
    assert distance_km(one, other) == pytest.approx(known_km, rel=0.001)


@given(SPOTS, SPOTS)
def test_there_and_back_is_the_same_and_at_most_half_round(one: Spot, other: Spot) -> None:
    distance = distance_km(one, other)

    assert distance == pytest.approx(distance_km(other, one), abs=1e-6)
    assert 0 <= distance <= HALF_ROUND_KM


@given(SPOTS)
def test_here_is_here(spot: Spot) -> None:
    assert distance_km(spot, spot) == 0


@given(SPOTS, SPOTS, SPOTS)
def test_a_detour_is_never_shorter(one: Spot, middle: Spot, other: Spot) -> None:
    detour = distance_km(one, middle) + distance_km(middle, other)

    assert detour >= distance_km(one, other) - 1e-3
