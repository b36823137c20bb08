"""The looks that are declared of the walks through the pages cover what they are said to cover."""

from itertools import combinations, product
from pathlib import Path

import pytest

from tests.support.looks import COLOURS, EVERY, OF_STAFF, WALKS, WIDTHS, Look

VALUES = {
    "language": EVERY,
    "width": WIDTHS,
    "scripts": (True, False),
    "colours": COLOURS,
}
LOOKS = [look for looks in WALKS.values() for look in looks]
BROWSER = Path(__file__).parents[2] / "browser"


def had(look: Look, *factors: str) -> tuple[object, ...]:
    return tuple(getattr(look, factor) for factor in factors)


@pytest.mark.parametrize(("one", "other"), [*combinations(VALUES, 2)])
def test_every_pair_of_values_is_in_a_look(one: str, other: str) -> None:
    assert set(product(VALUES[one], VALUES[other])) == {had(look, one, other) for look in LOOKS}


@pytest.mark.parametrize("walk", sorted({*WALKS} - {"form", "kit"}))
def test_a_walk_is_seen_in_each_language_and_in_all_colours(walk: str) -> None:
    languages = [look.language for look in WALKS[walk]]

    assert len(languages) == len({*languages})
    assert {*languages} >= {*OF_STAFF}
    assert {look.colours for look in WALKS[walk]} == {*COLOURS}


@pytest.mark.parametrize("walk", sorted(WALKS))
def test_what_is_declared_is_walked(walk: str) -> None:
    files = [file for file in BROWSER.rglob("*.py") if f'@seen("{walk}")' in file.read_text()]

    assert len(files) == 1
