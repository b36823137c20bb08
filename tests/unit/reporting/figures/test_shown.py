"""What is shown of figures tells of nobody, however many tables of one count there are."""

import random
from collections.abc import Sequence
from decimal import Decimal
from itertools import chain, product

import pytest

from services.reporting.figures.model.cross_tables import Counted, CrossTable
from services.reporting.figures.model.dims import Dim
from services.reporting.figures.model.indicators import (
    Indicator,
    IndicatorKind,
    ShownFigure,
    Term,
)
from services.reporting.figures.model.marks import AtLeast, Mark
from services.reporting.figures.rules import shown as module
from services.reporting.figures.rules.protected import Protected
from services.reporting.figures.rules.shown import shown, together
from services.reporting.figures.rules.small_cells import Table, show
from tests.support.reporting.figures.solver import Solver, exact
from tests.support.reporting.figures.tables import (
    REQUESTS,
    by_hand,
    counted,
    figures_of,
    indicator,
    some_counts,
)

K = 5
BY_LINE = indicator("by_line", Dim.LINE)
BY_TOWN = indicator("by_town", Dim.MUNICIPALITY)
CROSSED = indicator("crossed", Dim.LINE, Dim.MUNICIPALITY)
BY_CHANNEL = indicator("by_channel", Dim.CHANNEL)
TOTAL = indicator("total")
BOTH = (Dim.LINE, Dim.MUNICIPALITY)


def world(chance: random.Random) -> list[Counted]:
    """Let some people ask for something, somewhere, by some channel."""
    places = [place for place, count in some_counts(chance).items() for _ in range(count)]
    weights = [chance.choice((1, 3, 60)) for _ in "xyz"]
    channels = chance.choices("xyz", weights, k=len(places))
    dims = (*BOTH, Dim.CHANNEL)
    return [
        Counted(dict(zip(dims, (*place, channel), strict=True)), 1, 1)
        for place, channel in zip(places, channels, strict=True)
    ]


def told_small(seed: int, indicators: list[Indicator], *, times: int) -> int:
    """Count the small cells that are shown, or that the solver knows to be small."""
    chance, found = random.Random(seed), 0  # noqa: S311  # it is to be foreseen
    for _ in range(times):
        things = world(chance)
        figures = shown(figures_of(indicators, things))
        found += sum(0 < value < K for figure in figures for value in exact(figure).values())
        if len(things) >= K:
            found += _solved(things, figures)
    return found


def _solved(things: list[Counted], figures: list[ShownFigure]) -> int:
    names = tuple(sorted({each.codes[dim] for each in things}) for dim in (*BOTH, Dim.CHANNEL))
    solver, found = Solver(figures, names), 0
    for figure in figures:
        for place in product(figure.rows, figure.columns):
            codes = dict(zip(figure.indicator.by, place, strict=False))
            truth = sum(codes.items() <= each.codes.items() for each in things)
            if 0 < truth < K:
                found += solver.most(solver.row(figure.indicator, *place)) < K
    return found


@pytest.mark.parametrize(
    "indicators",
    [[TOTAL, BY_LINE, BY_TOWN, BY_CHANNEL], [TOTAL, BY_LINE, CROSSED, BY_CHANNEL]],
    ids=["by one thing each", "crossed"],
)
def test_a_solver_finds_no_small_count_from_all_tables_of_a_count(
    indicators: list[Indicator],
) -> None:
    assert told_small(3, indicators, times=30) == 0


def test_it_finds_them_where_each_table_is_looked_at_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def alone(versions: Sequence[CrossTable], least: int = 0) -> Protected:
        table = versions[-1]
        counts = Table([list(line[:-1]) for line in table.things[:-1]])
        small = max(table.k or 0, least)
        return Protected(show(counts, small).hidden) if table.things[-1][-1] else Protected()

    monkeypatch.setattr(module, "protected", alone)

    assert told_small(3, [TOTAL, BY_LINE, BY_TOWN, BY_CHANNEL], times=30) > 0


def test_nothing_of_a_secret_line_is_told_by_place_and_its_sum_is() -> None:
    counts = {(line, town): 20 for line in ("food", "wellbeing", "company") for town in ("p", "q")}
    figures = shown(
        figures_of([CROSSED, BY_TOWN], counted(counts, *BOTH), secret=frozenset({"wellbeing"}))
    )

    told = exact(figures[0])
    assert [place for place in told if place[0] == "wellbeing"] == [("wellbeing", "=")]
    for town in ("p", "q"):
        assert sum((line, town) in told for line in ("food", "company")) == 1, "one more hides it"
        assert ("=", town) in told


def test_hidden_is_neither_zero_nor_not_known() -> None:
    counts = counted({("food", "p"): 3, ("food", "q"): 30, ("company", "p"): 40}, *BOTH)
    (crossed, _) = shown(figures_of([CROSSED, TOTAL], counts))
    (entered,) = shown(by_hand({"CO15": {}}))

    cells = dict(zip(product(crossed.rows, crossed.columns), chain(*crossed.cells), strict=True))
    assert cells["company", "q"] == 0
    assert cells["food", "p"] is Mark.HIDDEN
    assert entered.total is Mark.UNKNOWN


def test_what_is_too_little_as_a_whole_is_not_taken_apart() -> None:
    total, by_line = shown(
        figures_of([TOTAL, BY_LINE], counted({("a", "p"): 2, ("b", "p"): 2}, *BOTH))
    )

    assert (total.total, by_line.total, by_line.rows) == (Mark.HIDDEN, Mark.HIDDEN, ())


def test_a_share_is_told_of_two_numbers_that_are() -> None:
    share = indicator(
        "share",
        kind=IndicatorKind.SHARE,
        formula=(Term(REQUESTS, {Dim.LINE: ("a", "b")}),),
        over=(Term(REQUESTS, {Dim.LINE: ("a", "b", "c")}),),
    )
    few, many = ({("a", "p"): n, ("b", "p"): 30, ("c", "p"): 10} for n in (2, 10))

    (hidden,) = shown(figures_of([share], counted(few, *BOTH)))
    (told,) = shown(figures_of([share], counted(many, *BOTH)))

    assert hidden.total is Mark.HIDDEN
    assert told.total == Decimal("0.8")


def test_periods_are_put_together_from_what_was_shown() -> None:
    months = [counted({("a", "p"): n, ("b", "p"): 30, ("c", "p"): 20}, *BOTH) for n in (3, 40)]
    unique = indicator("persons", Dim.LINE, adds_up=False)
    (first, persons), (second, again) = (
        shown(figures_of([BY_LINE, unique], month)) for month in months
    )

    (both, people) = together([[first, persons], [second, again]])

    cells = dict(zip(both.rows, both.row_sums, strict=True))
    assert cells["a"] == AtLeast(Decimal(40))
    assert both.total == Decimal(143)
    assert people.total == AtLeast(Decimal(90)), "the same person may be in both"


def test_who_subtracts_two_versions_learns_of_nobody() -> None:
    before = figures_of([BY_LINE], counted({("a", "p"): 3, ("b", "p"): 9, ("c", "p"): 20}, *BOTH))
    after = figures_of([BY_LINE], counted({("a", "p"): 8, ("b", "p"): 9, ("c", "p"): 20}, *BOTH))

    (alone,), (later,) = shown(after), shown(after, earlier=[before])

    assert alone.row_sums[0] == Decimal(8)
    assert later.row_sums[0] is Mark.HIDDEN
