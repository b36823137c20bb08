"""Small counts stay hidden, from a solver too, and from whoever subtracts two versions."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.reporting.figures.rules.small_cells import (
    Cell,
    Shown,
    Table,
    Version,
    may_follow,
    show,
)
from tests.support.reporting.figures.attackers import Attacker, rounds

K = 5
TABLES, AT_ONCE = 10_000, 500
counts = st.integers(1, 6).flatmap(
    lambda width: st.lists(
        st.lists(st.integers(0, 30), min_size=width, max_size=width), min_size=1, max_size=6
    )
)


def some_table(chance: random.Random) -> Table:
    """Make a table as they come: much that is nothing, some that is little."""
    rows, columns, most = chance.randint(1, 6), chance.randint(1, 6), chance.choice((8, 20, 200))
    return Table(
        [
            [
                chance.choice((0, chance.randint(0, 9), chance.randint(0, most)))
                for _ in range(columns)
            ]
            for _ in range(rows)
        ]
    )


def small(table: Table) -> list[Cell]:
    return [cell for cell, value in table.values().items() if 0 < value < K]


def only_small_hidden(table: Table) -> Shown:
    values = table.values()
    return Shown({cell: None if 0 < value < K else value for cell, value in values.items()})


def told(tables: list[Table], shown: list[Shown]) -> int:
    """Count the small cells that the sums tell to be small."""
    attacker, found = Attacker(shown), 0
    for asked in rounds([small(table) for table in tables]):
        highest = attacker.bounds(asked, is_upper=True)
        found += sum(
            high < K for cell, high in zip(asked, highest, strict=True) if cell is not None
        )
    return found


@pytest.mark.parametrize(
    "seed",
    [0, *(pytest.param(more, marks=pytest.mark.long) for more in range(1, TABLES // AT_ONCE))],
)
def test_a_solver_finds_no_small_count_of_ten_thousand_tables(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  # it is to be foreseen
    tables = [some_table(chance) for _ in range(AT_ONCE)]

    shown = [show(table, K) for table in tables]

    assert not any(0 < (value or 0) < K for each in shown for value in each.cells.values())
    assert told(tables, shown) == 0


def test_it_finds_them_where_only_the_small_are_hidden() -> None:
    chance = random.Random(0)  # noqa: S311  # it is to be foreseen
    tables = [some_table(chance) for _ in range(AT_ONCE)]

    assert told(tables, [only_small_hidden(table) for table in tables]) > AT_ONCE


def changed(table: Table, chance: random.Random) -> Table:
    """Correct a table here and there, by little or by much."""
    by = chance.choice(((0, 0, 1, -2, 40), (0, 0, 0, 7), (0, 3), (0, 90)))
    return Table([[max(0, value + chance.choice(by)) for value in row] for row in table.counts])


def little(before: Table, after: Table) -> list[Cell]:
    old = before.values()
    return [cell for cell, value in after.values().items() if 0 < abs(value - old[cell]) < K]


def ranges(
    tables: list[Shown], attacker: Attacker, asked: list[Cell | None]
) -> list[tuple[float, float]]:
    """Say between what the asked cell of each table lies, for all the attacker knows."""
    hidden = [
        cell if cell in table.hidden else None for table, cell in zip(tables, asked, strict=True)
    ]
    lowest = attacker.bounds(hidden, is_upper=False)
    highest = attacker.bounds(hidden, is_upper=True)
    return [
        (low, high) if is_hidden else (table.cells[cell] or 0,) * 2
        for table, cell, is_hidden, low, high in zip(
            tables, asked, hidden, lowest, highest, strict=True
        )
        if cell is not None
    ]


def test_who_subtracts_two_versions_finds_no_small_change() -> None:
    chance = random.Random(7)  # noqa: S311  # it is to be foreseen
    pairs = [(table, changed(table, chance)) for table in map(some_table, [chance] * AT_ONCE * 2)]
    both = [(shown := show(old, K), show(new, K, Version(old, shown))) for old, new in pairs]
    let = [number for number, versions in enumerate(both) if may_follow(*versions, K)]
    first, second = ([both[number][place] for number in let] for place in (0, 1))
    attackers = Attacker(first), Attacker(second)

    tried = 0
    for asked in rounds([little(*pairs[number]) for number in let]):
        was = ranges(first, attackers[0], asked)
        now = ranges(second, attackers[1], asked)
        for (low, high), (new_low, new_high) in zip(was, now, strict=True):
            least, most = new_low - high, new_high - low
            assert least <= 0 <= most or max(abs(least), abs(most)) >= K
            tried += 1
    assert len(let) > AT_ONCE / 4
    assert tried > AT_ONCE / 4


def test_what_few_left_between_two_versions_is_hidden_widely() -> None:
    before, after = Table([[7, 43, 60], [5, 5, 50]]), Table([[3, 42, 60], [3, 1, 50]])
    shown = show(before, K)

    then = show(after, K, Version(before, shown))

    assert not shown.hidden
    assert may_follow(shown, then, K)
    assert Attacker([then]).bounds([(0, 1)], is_upper=True)[0] >= 43 + K


def test_a_change_of_few_waits_and_one_of_many_does_not() -> None:
    table = Table([[20, 30], [40, 50]])
    shown = show(table, K)

    assert not may_follow(shown, show(Table([[21, 30], [40, 50]]), K, Version(table, shown)), K)
    assert may_follow(shown, show(Table([[29, 30], [40, 50]]), K, Version(table, shown)), K)
    assert may_follow(shown, show(table, K, Version(table, shown)), K)


def test_what_was_hidden_stays_hidden_when_it_has_grown() -> None:
    table = Table([[2, 30, 9], [40, 50, 8], [7, 6, 9]])
    shown = show(table, K)
    grown = Table([[200, 30, 9], [40, 50, 8], [7, 6, 9]])

    assert shown.hidden
    assert shown.hidden <= show(grown, K, Version(table, shown)).hidden


@given(counts, st.integers(3, 10))
def test_zeros_are_shown_and_what_is_shown_is_true(table: list[list[int]], k: int) -> None:
    values = Table(table).values()

    shown = show(Table(table), k)

    assert all(shown.cells[cell] == 0 for cell, value in values.items() if value == 0)
    assert all(shown.cells[cell] in {None, value} for cell, value in values.items())
    assert (not shown.hidden) == all(value == 0 or value >= k for value in values.values())
