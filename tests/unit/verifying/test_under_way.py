"""Of what was not handled as much is on its way as waits for its consumer; the rest is lost."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from deploy.verifying.under_way import UnderWay, Unhandled

NOW = datetime(2026, 11, 29, 12, 0, tzinfo=UTC)
HOP = ("intake", "matching", "request.created")


def unhandled(seconds_ago: int, key: tuple[str, str, str] = HOP) -> Unhandled:
    moment = NOW - timedelta(seconds=seconds_ago)
    return Unhandled(moment, moment, key)


@given(st.lists(st.integers(4, 1000)), st.lists(st.integers(0, 2)), st.integers(0, 20))
def test_as_much_is_on_its_way_as_waits_or_is_young(
    old: list[int], young: list[int], lying: int
) -> None:
    under_way = UnderWay({"matching": lying}, NOW - timedelta(seconds=3))
    under_way.note(map(unhandled, old))
    under_way.note(map(unhandled, young))

    settled = under_way.settled()

    assert settled.waits[HOP] == len(young) + min(len(old), max(0, lying - len(young)))
    assert settled.in_hand == max(0, len(young) - lying)


def test_the_newest_are_those_that_wait() -> None:
    under_way = UnderWay({"matching": 1}, NOW)
    under_way.note([unhandled(500), unhandled(60), unhandled(400)])

    assert under_way.settled().oldest == NOW - timedelta(seconds=60)


def test_a_queue_explains_nothing_at_another_consumer() -> None:
    under_way = UnderWay({"reporting": 5}, NOW)
    under_way.note([unhandled(500)])

    assert under_way.settled().waits[HOP] == 0
