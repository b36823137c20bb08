"""What one seller was paid is told to nobody: not to a reader, and not to another seller."""

import random
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import product
from uuid import UUID

import numpy as np
import pytest

from services.reporting.figures.model.cross_tables import Counted, CrossTable
from services.reporting.figures.model.dims import Dim
from services.reporting.figures.model.indicators import Figure, ShownFigure
from services.reporting.figures.model.marks import Mark
from services.reporting.figures.rules import shown as module
from services.reporting.figures.rules.protected import Protected
from services.reporting.figures.rules.sellers import Sellers
from services.reporting.figures.rules.shown import shown
from services.reporting.reports.rules.kept import figures_in, kept
from tests.support.reporting.figures.solver import exact, listed, most_of
from tests.support.reporting.figures.tables import figures_of, indicator

MINUTES = "purchases.minutes"
BY_LINE = indicator("hours_by_line", Dim.LINE, measure=MINUTES)
BY_MONTH = indicator("hours_by_month", Dim.MONTH, measure=MINUTES)
CROSSED = indicator("hours_crossed", Dim.LINE, Dim.MONTH, measure=MINUTES)
SELLERS = [UUID(int=number) for number in range(1, 8)]
LINES, MONTHS = ("a", "b", "c", "d"), ("2026-10", "2026-11", "2026-12")


def sold(line: str, minutes: int, seller: int, month: str = MONTHS[0]) -> Counted:
    return Counted({Dim.LINE: line, Dim.MONTH: month}, minutes, 1, SELLERS[seller])


def world(chance: random.Random) -> list[Counted]:
    """Let some sell much and some little, on few lines each."""
    most = [chance.choice((100, 300, 5_000)) for _ in SELLERS]
    return [
        sold(line, chance.randint(1, most[seller]), seller, month)
        for seller in range(chance.randint(1, len(SELLERS)))
        for line in chance.sample(LINES, chance.randint(1, 2))
        for month in chance.sample(MONTHS, chance.randint(1, 3))
    ]


def parts(things: Iterable[Counted], line: str, month: str) -> list[tuple[int, UUID]]:
    """Give what each seller has there, the most first; an empty code is the sum."""
    found = dict[UUID, int]()
    for each in things:
        if line in {each.codes[Dim.LINE], ""} and month in {each.codes[Dim.MONTH], ""}:
            assert each.seller
            found[each.seller] = found.get(each.seller, 0) + each.value
    return sorted(((value, seller) for seller, value in found.items()), reverse=True)


def greatest(things: list[Counted]) -> Iterator[tuple[tuple[str, str], UUID, int]]:
    """Give each place where something was sold, who has most of it, and how much."""
    for place in product((*LINES, ""), (*MONTHS, "")):
        found = parts(things, *place)
        if found:
            yield place, found[0][1], found[0][0]


def only_small(versions: Sequence[CrossTable], _: int = 0) -> Protected:
    """Hide what is of few, and nothing beside it."""
    table = versions[-1]
    places = list(product(range(len(table.rows) + 1), range(len(table.columns) + 1)))
    rule = Sellers({(i, j): (table.greatest or ())[i][j] for i, j in places})
    hidden = [(i, j) for i, j in places if rule.is_small((i, j), table.values[i][j], None)]
    return Protected(frozenset(hidden))


class Reader:
    """Knows what is told, that what is listed is something, and what of it is their own."""

    def __init__(self, figures: Sequence[ShownFigure], own: Sequence[int]) -> None:
        told = [
            (figure, place, value) for figure in figures for place, value in exact(figure).items()
        ]
        self.sums = [row(figure, *place) for figure, place, _ in told]
        self.known = [float(value) for _, _, value in told]
        self.least = [row(figure, *place) for figure in figures for place in listed(figure)]
        self.own = own

    def most_of_others(self, place: tuple[str, str]) -> float:
        chosen, lines = at(*place), [-each for each in self.least]
        most = most_of(chosen, self.sums, self.known, less=(lines, -1.0), least=self.own)
        return most - float(chosen @ np.array(self.own))


def at(line: str, month: str) -> np.ndarray:
    places = product(LINES, MONTHS)
    return np.array([float(line in {a, ""} and month in {b, ""}) for a, b in places])


def row(figure: ShownFigure, first: str, second: str) -> np.ndarray:
    codes = dict(zip(figure.indicator.by, (first, second), strict=False))
    named = (codes.get(dim, "").replace("=", "") for dim in (Dim.LINE, Dim.MONTH))
    return at(*named)


def known_closely(seed: int, times: int) -> int:
    """Count the greatest parts that a reader, or another seller, knows to within a fifth."""
    chance, found = random.Random(seed), 0  # noqa: S311  # it is to be foreseen
    for _ in range(times):
        things = world(chance)
        figures = shown(figures_of(chance.choice(([BY_LINE, BY_MONTH], [CROSSED])), things))
        readers = {who: Reader(figures, owned(things, who)) for who in (None, *SELLERS)}
        for place, seller, most in greatest(things):
            found += sum(
                reader.most_of_others(place) < 1.2 * most - 0.001
                for who, reader in readers.items()
                if who != seller
            )
    return found


def owned(things: list[Counted], who: UUID | None) -> list[int]:
    own = [each for each in things if each.seller == who]
    return [
        sum(value for value, _ in parts(own, line, month)) for line, month in product(LINES, MONTHS)
    ]


def test_nobody_knows_what_a_seller_has_to_within_a_fifth() -> None:
    assert known_closely(7, times=40) == 0


def test_a_solver_knows_it_where_only_the_sums_of_few_are_hidden(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "protected", only_small)

    assert known_closely(7, times=40) > 0


def test_a_solver_among_the_sellers_knows_it_where_their_own_part_is_forgotten(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Sellers, "floor", lambda *_: 1)

    assert known_closely(7, times=40) > 0


def hours(things: list[Counted]) -> list[Figure]:
    return figures_of([BY_LINE], things)


MANY = [
    sold(line, 200, seller)
    for line, sellers in (("a", (0, 1, 2)), ("b", (3, 4, 5)))
    for seller in sellers
]


def test_what_one_artist_was_paid_is_hidden_and_a_line_beside_it() -> None:
    (figure,) = shown(hours([*MANY, sold("c", 90, 6)]))

    told = dict(zip(figure.rows, figure.row_sums, strict=True))
    assert told["c"] is Mark.HIDDEN
    assert sorted(map(str, told.values())) == ["600", "hidden", "hidden"]
    assert figure.total == Decimal(1290), "of all of them nobody has most"


@pytest.mark.parametrize(
    "things",
    [
        [sold("a", 90, 0), sold("b", 80, 1)],
        [sold("a", 900, 0), sold("b", 40, 1), sold("b", 40, 2)],
    ],
    ids=["two sellers", "one has nearly all"],
)
def test_nothing_is_told_where_the_whole_is_of_one_or_two(things: list[Counted]) -> None:
    (figure,) = shown(hours(things))

    assert (figure.rows, figure.total) == ((), Mark.HIDDEN)


def test_each_with_a_line_of_their_own_only_the_whole_is_told() -> None:
    (figure,) = shown(hours([sold(line, 100, seller) for seller, line in enumerate(LINES)]))

    assert (figure.rows, figure.total) == ((), Decimal(400))


def test_who_subtracts_two_versions_learns_of_no_delivery() -> None:
    before, after = hours(MANY), hours([*MANY, sold("a", 60, 6)])

    (again,) = shown(before, earlier=[before])
    (later,) = shown(after, earlier=[before])

    assert again.total == Decimal(1200)
    assert (later.rows, later.total) == ((), Mark.HIDDEN)


def test_what_is_kept_of_a_version_hides_the_same() -> None:
    known = {BY_LINE.code: BY_LINE}
    figures = hours([*MANY, sold("c", 90, 6)])

    read = figures_in(kept(figures), known)

    assert shown(read) == shown(figures)


def test_a_version_from_before_sellers_were_hidden_told_everything() -> None:
    things = [*MANY, sold("c", 90, 6)]
    old = [figure_without_sellers(each) for each in hours(things)]

    (same,) = shown(hours(things), earlier=[old])
    (later,) = shown(hours([*things, sold("a", 60, 6)]), earlier=[old])

    assert Mark.HIDDEN in same.row_sums
    assert later.total is Mark.HIDDEN


def figure_without_sellers(figure: Figure) -> Figure:
    (read,) = figures_in(kept([figure]).replace('"greatest"', '"-"'), {BY_LINE.code: BY_LINE})
    assert read.parts[0].table.greatest is None
    return read
