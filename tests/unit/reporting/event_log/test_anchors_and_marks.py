"""An anchor is one line, and the marks of a batch tell which row is not the one that was linked."""

from datetime import date

import pytest

from services.reporting.event_log.model import Anchor
from services.reporting.event_log.rules.anchors import NoAnchorError, line_of, read_anchor
from services.reporting.event_log.rules.marks import LENGTH, first_wrong

ANCHOR = Anchor(date(2026, 11, 30), 4711, "ab" * 32)
A, B, C, D = (bytes([letter]) * LENGTH for letter in b"abcd")


def test_an_anchor_is_read_as_it_was_written() -> None:
    line = line_of(ANCHOR)

    assert line == f"2026-11-30 4711 {'ab' * 32}"
    assert read_anchor(f"  {line}\n") == ANCHOR


@pytest.mark.parametrize(
    "line",
    [
        "",
        "4711",
        f"2026-11-31 4711 {'ab' * 32}",
        f"2026-11-30 -1 {'ab' * 32}",
        f"2026-11-30 4711 {'AB' * 32}",
        f"2026-11-30 4711 {'ab' * 31}",
        f"2026-11-30 4711 {'ab' * 32} more",
    ],
)
def test_what_is_no_anchor_is_refused(line: str) -> None:
    with pytest.raises(NoAnchorError):
        read_anchor(line)


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([(1, A), (2, D), (3, C)], 2),
        ([(1, A), (3, C)], 3),
        ([(1, A), (2, B)], 3),
        ([], 3),
        ([(1, A), (2, D), (3, B), (4, C)], 2),
        ([(1, A), (2, B), (3, C), (4, D)], 4),
        ([(1, B), (2, A), (3, C)], 1),
        ([(1, A), (2, B), (3, C)], 3),
    ],
)
def test_the_first_row_that_is_not_in_its_place_is_named(
    rows: list[tuple[int, bytes]], found: int
) -> None:
    assert first_wrong(rows, A + B + C, 3) == found
