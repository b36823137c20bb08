"""What is asked of the figures, and under which names they are handed out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from services.reporting.exports.model import Published, Status, Told, Value
from services.reporting.figures.model.report import Period
from shared.fields.problem import Problem, too_long
from shared.fields.text import one_line

MOST_AN_HOUR: Final = 120
"""Uses of one key: a tool asks once a period."""
LONGEST_LABEL: Final = 80
COLUMNS: Final = (
    *("project", "first", "last", "edition", "indicator", "by_1", "code_1", "by_2", "code_2"),
    *("value", "status", "band", "unit", "basis"),
)
"""Of the table of figures."""
WORDS: Final = ("fi", "sv", "en")
INDICATOR_COLUMNS: Final = (
    *("code", "basis", "unit", "kind", "unconfirmed"),
    *(f"name_{language}" for language in WORDS),
    *(f"definition_{language}" for language in WORDS),
)
"""Of the data dictionary."""

Row = Mapping[str, str | float | int | bool | None]


def read_period(text: str) -> Period | None:
    """Read `2026-01-01/2026-06-30`; None when it is none."""
    first, slash, last = text.partition("/")
    try:
        days = date.fromisoformat(first), date.fromisoformat(last)
    except ValueError:
        return None
    return Period(*days) if slash and days[0] <= days[1] else None


def written(period: Period) -> str:
    """Write it as it is read."""
    return f"{period.first.isoformat()}/{period.last.isoformat()}"


def wrong_key(project: str, label: str, projects: Iterable[str]) -> list[Problem]:
    """Say what is wrong with a key that somebody wants made."""
    problems = [] if project in set(projects) else [Problem("project", "unread")]
    text = one_line(label)
    if not text:
        problems.append(Problem("label", "missing"))
    if len(text) > LONGEST_LABEL:
        problems.append(too_long("label", text, LONGEST_LABEL))
    return problems


def number(text: str) -> float | int | None:
    """Give the number of a cell; None where there is none."""
    if not text:
        return None
    value = Decimal(text)
    return int(value) if value == value.to_integral_value() else float(value)


def rows_of(published: Iterable[Published]) -> Iterator[Row]:
    """Write every cell of every period as one row of the table of figures."""
    for each in published:
        for told in each.told:
            yield from (_row(each, told, value) for value in told.values)


def dictionary_of(published: Sequence[Published]) -> list[Row]:
    """Say what each indicator is, by the newest that was published of it."""
    newest = sorted(published, key=lambda each: each.published_at)
    told = {told.code: told for each in newest for told in each.told}
    return [_defined(told[code]) for code in sorted(told)]


def _row(published: Published, told: Told, value: Value) -> Row:
    by = (*told.by, "", "")
    is_band = value.status is Status.BAND
    return {
        "project": published.project,
        "first": published.period.first.isoformat(),
        "last": published.period.last.isoformat(),
        "edition": published.edition,
        "indicator": told.code,
        "by_1": by[0],
        "code_1": value.codes[0],
        "by_2": by[1],
        "code_2": value.codes[1],
        "value": None if is_band else number(value.text),
        "status": value.status.value,
        "band": value.text if is_band else "",
        "unit": told.unit,
        "basis": told.basis,
    }


def _defined(told: Told) -> Row:
    kept: dict[str, str | bool] = {
        "code": told.code,
        "basis": told.basis,
        "unit": told.unit,
        "kind": told.kind,
        "unconfirmed": told.unconfirmed,
    }
    names = {f"name_{each}": one_line(told.name.get(each, "")) for each in WORDS}
    definitions = {f"definition_{each}": one_line(told.definition.get(each, "")) for each in WORDS}
    return kept | names | definitions
