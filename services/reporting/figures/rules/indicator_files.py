"""Read the files of indicators: all that is wrong with them is said at once, with its place."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from services.reporting.figures.model.indicators import (
    Indicator,
    IndicatorKind,
    Indicators,
    SmallCells,
)
from services.reporting.figures.rules.crossing import crossed_twice, sides_of, too_many_sides
from services.reporting.figures.rules.indicator_drafts import Draft, built
from services.reporting.figures.rules.indicator_faults import wrong_in

_HEAD: Final = re.compile(r"^\s*\[\[\s*indicator\s*\]\]", re.MULTILINE)


class IndicatorsError(ValueError):
    """Files of indicators are wrong; the message names each file, line and reason."""

    def __init__(self, problems: Sequence[str]) -> None:
        """Say all of them."""
        super().__init__("\n".join(problems))
        self.problems = problems


def read_indicators(
    files: Mapping[str, str],
    small_cells: SmallCells = SmallCells(),  # noqa: B008  # it is frozen
) -> Indicators:
    """Read the texts of files by their names; raises IndicatorsError."""
    drafts, problems = list[Draft](), list[str]()
    for name in sorted(files):
        try:
            drafts += _drafts(name, files[name])
        except tomllib.TOMLDecodeError as error:
            problems.append(f"{name}: {error}")
    problems += [f"{each}: {reason}" for each in drafts for reason in wrong_in(each, small_cells)]
    problems += [f"{each}: {reason}" for each, reason in _among(drafts)]
    if problems:
        raise IndicatorsError(problems)
    known = tuple(built(draft, small_cells) for draft in drafts)
    if crossings := [*_crossings(known)]:
        raise IndicatorsError(crossings)
    return Indicators(known, small_cells)


def _drafts(file: str, text: str) -> list[Draft]:
    lines = [text.count("\n", 0, found.end()) + 1 for found in _HEAD.finditer(text)]
    rows = tomllib.loads(text)
    found = rows.pop("indicator", [])
    drafts = [Draft(file, line, row) for line, row in zip(lines, found, strict=False)]
    return [*drafts, *(Draft(file, 1, {name: value}) for name, value in rows.items())]


def _among(drafts: Sequence[Draft]) -> Iterator[tuple[Draft, str]]:
    """Look at each beside the others: no code twice, and a part is of one that is known."""
    known = dict[object, Draft]()
    for draft in drafts:
        if other := known.get(draft.code):
            yield draft, f"the code is taken ({other.file}, line {other.line})"
        known.setdefault(draft.code, draft)
    for draft in drafts:
        part_of = draft.data.get("part_of")
        if isinstance(part_of, dict):
            yield from ((draft, why) for why in _whole(draft, known.get(part_of.get("whole"))))


def _whole(draft: Draft, whole: Draft | None) -> Iterator[str]:
    if whole is None or whole.data.get("kind") != IndicatorKind.ENTERED:
        yield "part_of names no indicator that is entered by hand"
    elif whole.data.get("by") != draft.data.get("by"):
        yield "it must be by the same as what it is a part of"
    elif whole.code == draft.code:
        yield "it cannot be a part of itself"


def _crossings(indicators: Iterable[Indicator]) -> Iterator[str]:
    """Say which tables could not be protected beside each other."""
    for measure, sides in sides_of(indicators).items():
        for each in too_many_sides(sides):
            yield f"{measure}: {', '.join(each)} are too many to be crossed; two can be"
        for dim in crossed_twice(sides):
            yield f"{measure}: {dim} is crossed with more than one other"
