"""What everybody may see: closed once, and nobody to be recognised, whatever is compared."""

import random
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import product
from pathlib import Path

import pytest

from services.reporting.figures.model.marks import AtLeast
from services.reporting.open_picture.adapters import read_picture_terms
from services.reporting.open_picture.model import ClosedDay, OpenTown
from services.reporting.open_picture.rules import days_to_close, open_picture_of
from shared.clock import HELSINKI
from shared.network_file import LineError

MONDAY, K = date(2026, 11, 16), 5
AT = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)


def closed(asked: Sequence[Mapping[str, int]], first: date = MONDAY) -> list[ClosedDay]:
    return [ClosedDay(first + timedelta(days=at), K, each, {}, AT) for at, each in enumerate(asked)]


def test_a_small_day_is_hidden_and_sums_are_put_together_from_what_is_shown() -> None:
    picture = open_picture_of(closed([{"491": 20}, {"491": 3, "178": 1}, {}, {"178": 5}]))

    assert picture is not None
    assert [day.asked for day in picture.days] == [20, None, 0, 5]
    assert picture.asked == AtLeast(25)
    assert picture.helped == 0
    assert picture.week is None


def test_towns_are_told_of_whole_weeks_and_small_ones_with_another() -> None:
    days = closed([{"491": 20, "178": 9, "593": 1 if at < 3 else 0} for at in range(8)])

    picture = open_picture_of(days)

    assert picture is not None
    assert picture.week is not None
    assert (picture.week.first, picture.week.last) == (MONDAY, MONDAY + timedelta(days=6))
    assert picture.week.towns == [
        OpenTown("178", None, None),
        OpenTown("491", 140, None),
        OpenTown("593", None, None),
    ]


def test_no_town_is_told_of_a_week_in_which_a_day_is_hidden() -> None:
    days = closed([{"491": 20, "178": 9}] * 6 + [{"491": 2}])

    picture = open_picture_of(days)

    assert picture is not None
    assert picture.week is None


def test_nobody_finds_out_a_hidden_count_from_all_that_is_shown() -> None:
    """Try every world of two towns that looks the same: a hidden one may be five or more."""
    chance = random.Random(3)  # noqa: S311  # a fixed world, not a secret
    tried = 0
    for _ in range(300):
        small = [chance.choice([0, 0, 0, 1]) for _ in range(7)]
        days = [{"491": chance.randrange(5, 12), "178": each} for each in small]
        picture = open_picture_of(closed(days))
        assert picture is not None
        if picture.week is None:
            continue
        whole = sum(sum(day.values()) for day in days)
        towns = {town.code: town.asked for town in picture.week.towns}
        worlds = [
            pair
            for pair in product(range(whole + 1), repeat=2)
            if sum(pair) == whole
            and all(
                towns.get(code) in {None, count}
                for code, count in zip(("491", "178"), pair, strict=True)
            )
        ]
        for place, code in enumerate(("491", "178")):
            if towns.get(code, 0) is None:
                tried += 1
                assert max(world[place] for world in worlds) >= K
    assert tried > 20


@pytest.mark.parametrize(("hour", "last"), [(1, 23), (2, 24), (21, 24)])
def test_a_day_is_closed_at_its_hour_where_the_help_is_given(hour: int, last: int) -> None:
    # it is two hours later in Finland than in UTC
    now = datetime(2026, 11, 25, hour, 0, tzinfo=UTC)

    first, end = days_to_close(now, HELSINKI, 4)

    assert end == date(2026, 11, last)
    assert (end - first).days == 27


def test_it_is_off_until_the_network_says_otherwise(tmp_path: Path) -> None:
    wrong = tmp_path / "open_picture.toml"
    wrong.write_text("shown = true\ncloses_at_hour = 31\n", encoding="utf-8")

    assert read_picture_terms(K).shown is False
    with pytest.raises(LineError, match="2"):
        read_picture_terms(K, wrong)
