"""Which doors are open in which state, and from which state to which the network goes."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.activation.rules import CHANNEL_OF, GOES_TO, admits
from shared.activation.standing import AT_WORK, Reach, Standing
from shared.contracts.activation_words import ActivationState, Door, OpenChannel, Shut, SignUp
from shared.contracts.words import ServiceLine

CODES = st.sampled_from(["049", "491", "507", "623"])
LINES = st.sampled_from(ServiceLine)
MOMENT = st.datetimes(datetime(2026, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
REACHES = st.builds(
    Reach,
    st.frozensets(CODES),
    st.frozensets(LINES),
    st.frozensets(st.sampled_from(OpenChannel)),
    st.sampled_from(SignUp),
)
STANDINGS = st.builds(
    Standing, st.sampled_from(ActivationState), MOMENT, MOMENT, MOMENT, st.just(1), REACHES
)
ASKS = st.sampled_from(sorted(CHANNEL_OF))


@given(STANDINGS, ASKS, LINES, CODES)
def test_a_request_comes_in_only_where_somebody_is_helped(
    stands: Standing, door: Door, line: str, place: str
) -> None:
    if admits(stands, door, line, place) is None:
        assert stands.state in AT_WORK
        assert CHANNEL_OF[door] in stands.reach.channels
        assert not stands.reach.areas or place in stands.reach.areas
        assert not stands.reach.lines or line in stands.reach.lines


@given(STANDINGS, ASKS, LINES, CODES)
def test_what_is_not_known_yet_shuts_nothing(
    stands: Standing, door: Door, line: str, place: str
) -> None:
    if admits(stands, door, line, place) is None:
        assert admits(stands, door) is None


@given(STANDINGS, st.sampled_from(Door), LINES, CODES)
def test_organisations_always_come_in(stands: Standing, door: Door, line: str, place: str) -> None:
    assert door is not Door.PARTNER or admits(stands, door, line, place) is None


@given(STANDINGS, ASKS, LINES, CODES)
def test_in_wind_down_only_what_is_listed_begins(
    stands: Standing, door: Door, line: str, place: str
) -> None:
    if stands.state is ActivationState.WINDING_DOWN and line not in stands.reach.lines:
        assert admits(stands, door, line, place) is not None


@given(REACHES, MOMENT, ASKS)
def test_a_network_that_sleeps_says_so_whatever_else_is_switched(
    reach: Reach, at: datetime, door: Door
) -> None:
    asleep = Standing(ActivationState.STANDBY, at, at, at, 1, reach)
    prepared = Standing(ActivationState.ALERTED, at, at, at, 1, reach)

    assert admits(asleep, door) is Shut.ASLEEP
    assert admits(prepared, door) is Shut.BEING_PREPARED
    assert admits(asleep, Door.SIGN_UP) is Shut.ASLEEP
    assert admits(prepared, Door.SIGN_UP) is None


@pytest.mark.parametrize("state", ActivationState)
def test_from_every_state_the_network_can_be_put_to_rest(state: ActivationState) -> None:
    reached, new = set[ActivationState](), {state}
    while new:
        reached |= new
        new = {after for each in new for after in GOES_TO[each]} - reached

    assert ActivationState.ENDED in reached
    assert GOES_TO[ActivationState.ENDED] == frozenset()


def test_only_what_was_wound_down_ends() -> None:
    before = [state for state, after in GOES_TO.items() if ActivationState.ENDED in after]

    assert before == [ActivationState.WINDING_DOWN]
