"""Figures that people enter: how they are read, and who may confirm them."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from services.reporting.figures.model.dims import Dim
from services.reporting.figures.model.indicators import Indicator, IndicatorKind
from services.reporting.projects.model import Blank, Count, CountForm, Counts, Entry, Project
from shared.fields.problem import Problem

MUCH_MORE: Final = 10
"""So many times what it was: somebody is asked whether a zero is too many."""
CELLS: Final[Mapping[Dim, tuple[str, ...]]] = {Dim.GENDER: ("women", "men", "other")}
"""What is entered by these is entered for each of their codes."""
_NUMBER: Final = re.compile(r"\d{1,9}", re.ASCII)


@dataclass(frozen=True, slots=True)
class New:
    """What is entered for a cell, after a version that was seen."""

    cell: str
    seen: int
    value: int


@dataclass(frozen=True, slots=True)
class Before:
    """What was entered so far, for the period and for the one before it."""

    counts: Counts
    former: Counts

    def of(self, indicator: str, cell: str) -> Count:
        """Give what was entered for a cell."""
        return self.counts.get((indicator, cell), Count())

    def usual(self, indicator: str, cell: str) -> int | None:
        """Give what a new figure is compared with: the newest one, or that of the period before."""
        entries = self.of(indicator, cell).entries
        former = self.former.get((indicator, cell), Count()).entries
        return next((each.value for each in (*entries, *former)), None)


def blanks_of(indicators: Iterable[Indicator]) -> Sequence[Blank]:
    """Give what only a form can tell."""
    return [
        Blank(each.code, each.name, CELLS[each.by[0]] if each.by else ("",))
        for each in indicators
        if each.kind is IndicatorKind.ENTERED
    ]


def asked_of(project: Project, blanks: Iterable[Blank]) -> Sequence[Blank]:
    """Give what of it a project reports."""
    return [each for each in blanks if not project.by_hand or each.indicator in project.by_hand]


def counts_of(entries: Iterable[Entry]) -> Counts:
    """Put versions together by their cells, the newest first."""
    found = dict[tuple[str, str], tuple[Entry, ...]]()
    for each in sorted(entries, key=lambda entry: -entry.version):
        key = each.indicator, each.cell
        found[key] = (*found.get(key, ()), each)
    return {key: Count(versions) for key, versions in found.items()}


def field_of(cell: str) -> str:
    """Name the field of a cell."""
    return f"count_{cell}" if cell else "count"


def read_number(text: str) -> int | None:
    """Read what was typed; None where it is no whole number."""
    plain = "".join(text.split())
    return int(plain) if _NUMBER.fullmatch(plain) else None


def read_counts(
    blank: Blank, before: Before, fields: Mapping[str, str]
) -> Sequence[New] | Sequence[Problem]:
    """Read a form: what is new in it, or what has to be mended.

    A number that is ten times what it was is asked about; the same number, sent once more, stays.
    """
    new, problems = list[New](), list[Problem]()
    for cell in blank.cells:
        name = field_of(cell)
        typed, count = fields.get(name, "").strip(), before.of(blank.indicator, cell)
        value = read_number(typed)
        if wrong := _wrong(typed, value, count):
            problems.append(Problem(name, wrong))
        if value is None or (count.entries and count.entries[0].value == value):
            continue
        usual = before.usual(blank.indicator, cell)
        if is_much_more(value, usual) and fields.get(f"{name}_sure") != typed:
            problems.append(Problem(name, "much_more"))
        new.append(New(cell, _seen(fields, name), value))
    if fields.get("form") not in set(CountForm):
        problems.append(Problem("form", "missing"))
    return problems or new


def is_much_more(value: int, usual: int | None) -> bool:
    """Say whether a figure is so much more than before that a zero may be too many."""
    return bool(usual and value >= MUCH_MORE * usual)


def why_not(counts: Iterable[Count], by: UUID, seen: frozenset[UUID]) -> Problem | None:
    """Say why somebody may not confirm what they saw: their own, or not what waits now."""
    waiting = [each.waiting for each in counts]
    if any(each and each.id in seen and each.entered_by == by for each in waiting):
        return Problem("confirm", "own")
    others = {each.id for each in waiting if each and each.entered_by != by}
    return None if seen and seen == others else Problem("confirm", "changed")


def confirmable(counts: Iterable[Count], by: UUID) -> Sequence[Entry]:
    """Give what somebody may confirm: what nobody has, and somebody else entered."""
    waiting = [each.waiting for each in counts]
    return [each for each in waiting if each and each.entered_by != by]


def confirmed(counts: Counts) -> Mapping[tuple[str, str], int]:
    """Give the figures that hold: two people have seen each."""
    return {key: each.confirmed.value for key, each in counts.items() if each.confirmed}


def of_blank(blank: Blank, counts: Counts) -> Collection[Count]:
    """Give what was entered for each cell."""
    return [counts.get((blank.indicator, cell), Count()) for cell in blank.cells]


def newest_of(counts: Iterable[Count]) -> Entry | None:
    """Give what was entered last of some cells."""
    newest = [each.entries[0] for each in counts if each.entries]
    return max(newest, key=lambda entry: entry.entered_at, default=None)


def _wrong(typed: str, value: int | None, count: Count) -> str | None:
    if typed:
        return "invalid" if value is None else None
    return "missing" if count.entries else None


def _seen(fields: Mapping[str, str], name: str) -> int:
    said = fields.get(f"{name}_seen", "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < len("1" * 9) else 0
