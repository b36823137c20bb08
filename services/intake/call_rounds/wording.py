"""What the pages of rounds offer, and why rows of a list cannot be taken."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from services.intake.call_rounds.model import Basis, GivenList
from services.intake.call_rounds.rules.plans import DAYS, HOURS, SINCE
from shared.areas import municipalities
from shared.contracts.words import SPOKEN, Category, Language
from shared.fields.problem import Problem
from shared.sheets.faults import RowFault
from shared.web.sheet_wording import SheetWording

SHOWN: Final = 100
"""So many wrong rows are told."""


@dataclass(frozen=True, slots=True)
class Told:
    """A row that cannot be taken, in words."""

    line: int
    reason: str


def offered(language: Language) -> Mapping[str, object]:
    """Give what may be chosen."""
    towns = sorted((one.name(language), code) for code, one in municipalities().items())
    return {
        "bases": tuple(Basis),
        "days": DAYS,
        "hours": HOURS,
        "since": SINCE,
        "categories": tuple(Category),
        "languages_said": SPOKEN,
        "towns": [(code, name) for name, code in towns],
    }


def wrong_rows(given: GivenList | None, wording: SheetWording) -> Sequence[Told]:
    """Say of each row by its line what is wrong, by the name of the list's own column."""
    wrong = given.wrong[:SHOWN] if given else ()
    return [Told(row.line, _reason(row.problem, row.column, wording)) for row in wrong]


def _reason(problem: Problem, column: str | None, wording: SheetWording) -> str:
    if problem.code in {*RowFault}:
        return wording.of_row(problem, column)
    text_id = f"call_rounds.row.{problem.field}.{problem.code}"
    words = wording.catalogues.text(wording.language, text_id)
    return f"{column}: {words}" if column else words
