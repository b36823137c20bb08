"""What is shown of counts that people entered tells of nobody, whatever they are parts of."""

import random
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import product

import numpy as np

from services.reporting.figures.model.indicators import ShownFigure
from services.reporting.figures.model.marks import Mark
from services.reporting.figures.rules.shown import shown
from tests.support.reporting.figures.solver import most_of
from tests.support.reporting.figures.tables import by_hand

K = 5
GENDERS = ("women", "men", "other")
GROUPS = (("CO01", "CO03", "CO05"), ("CO06", "CO07"))
PARTS = {"esf_participants": GROUPS, "CO01": (("CO02",),)}


TELLING = (20, 63, 80, 88, 92, 103)
"""In these worlds the solver finds some where parts are decided apart from their whole."""


def entered_world(chance: random.Random) -> dict[str, dict[str, int]]:
    """Enter participants as they come: some, by gender, and parts of them."""
    whole = {
        each: chance.choice((0, chance.randint(0, 6), chance.randint(5, 40))) for each in GENDERS
    }
    work, ages = (dict[str, dict[str, int]]((code, {}) for code in each) for each in GROUPS)
    long = dict[str, int]()
    for gender, count in whole.items():
        for parts in (work, ages):
            left = count
            for code in parts:
                parts[code][gender] = chance.choice((0, left, chance.randint(0, left)))
                left -= parts[code][gender]
        long[gender] = chance.randint(0, work["CO01"][gender])
    return {"esf_participants": whole, **work, **ages, "CO02": long}


Places = Mapping[tuple[str, str], int]


def vector(places: Places, *terms: tuple[str, Iterable[str], int]) -> np.ndarray:
    """Add up counts of these codes and genders, each with its sign."""
    line = np.zeros(len(places))
    for code, genders, sign in terms:
        line[[places[code, gender] for gender in genders]] += sign
    return line


def rests(places: Places, genders: Iterable[str]) -> Iterator[np.ndarray]:
    """Give what is left of each whole beside its parts."""
    each = tuple(genders)
    for whole, groups in PARTS.items():
        for group in groups:
            yield vector(places, (whole, each, 1), *((code, each, -1) for code in group))


def about_people(places: Places) -> list[np.ndarray]:
    """Give all that may be few: each count, each total, and what is left of each whole."""
    found = [vector(places, (code, (gender,), 1)) for code, gender in places]
    found += [
        vector(places, (code, GENDERS, 1)) for code in dict.fromkeys(code for code, _ in places)
    ]
    for genders in (*((gender,) for gender in GENDERS), GENDERS):
        found += rests(places, genders)
    return found


def least_of(figures: list[ShownFigure], places: Places) -> list[int]:
    """Say of which counts it is known that they are some: hidden beside others that are told."""
    least = [0] * len(places)
    for figure in figures:
        cells = {row: cells[0] for row, cells in zip(figure.rows, figure.cells, strict=True)}
        if any(isinstance(cell, Decimal) for cell in cells.values()):
            for row, cell in cells.items():
                least[places[figure.indicator.code, row]] = int(cell is Mark.HIDDEN)
    return least


def solved_by_hand(counts: dict[str, dict[str, int]], figures: list[ShownFigure]) -> int:
    """Count what a solver knows to be small, who knows which counts are parts of which."""
    places = {place: at for at, place in enumerate(product(counts, GENDERS))}
    told = [
        (vector(places, (figure.indicator.code, genders, 1)), float(cell))
        for figure in figures
        for genders, cell in (
            *(((row,), cells[0]) for row, cells in zip(figure.rows, figure.cells, strict=True)),
            (GENDERS, figure.total),
        )
        if isinstance(cell, Decimal)
    ]
    sums, known = [line for line, _ in told], [value for _, value in told]
    less = [-line for gender in GENDERS for line in rests(places, (gender,))]
    truth = np.array([counts[code][gender] for code, gender in places])
    small = [each for each in about_people(places) if 0 < each @ truth < K]
    least = least_of(figures, places)
    return sum(most_of(each, sums, known, less=(less, 0.0), least=least) < K for each in small)


def test_a_solver_finds_no_small_count_among_parts_of_parts_by_gender() -> None:
    told = 0
    for seed in (*range(20), *TELLING):
        counts = entered_world(random.Random(seed))  # noqa: S311  # it is to be foreseen
        figures = shown(by_hand(counts))
        told += sum(isinstance(figure.total, Decimal) for figure in figures)
        if sum(counts["esf_participants"].values()) >= K:
            assert solved_by_hand(counts, figures) == 0, counts
        else:
            assert not [each for each in figures if isinstance(each.total, Decimal) and each.total]
    assert told > len(TELLING), "enough is told for there to be something to find"
