"""A row as the fields of a request, by the same rules as the form's and the API's."""

from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

from services.intake.imports.model import ReadRow
from services.intake.submissions.model import Plea
from services.intake.submissions.rules.door import shut_to
from services.intake.submissions.rules.plea import as_stored
from services.intake.submissions.rules.ways import as_said_before
from shared.activation.standing import Standing
from shared.contracts.words import SPOKEN, Urgency
from shared.fields.problem import Problem
from shared.sheets.model import Entry, Said

MAY_BE_SAID: Final[Mapping[str, frozenset[str]]] = {
    "urgency": frozenset(Urgency),
    "language": frozenset(SPOKEN),
}
"""What whoever hands in may say of rows that do not."""

Readable: TypeAlias = Plea | tuple[Problem, ...]
ReadPlea = Callable[[Mapping[str, str]], Readable]


def said_for_all(typed: Mapping[str, str]) -> dict[str, str]:
    """Give what holds for rows that do not say; a code nobody offers is left out."""
    return {name: typed[name] for name, codes in MAY_BE_SAID.items() if typed.get(name) in codes}


def read_row(entry: Entry, read_plea: ReadPlea) -> ReadRow:
    """Read one row; of a field that is wrong in itself no rule says more."""
    read = read_plea(_fields(entry.body))
    if isinstance(read, Plea):
        return ReadRow(entry, None if entry.problems else read)
    known = {problem.field for problem in entry.problems}
    return ReadRow(entry, None, [problem for problem in read if problem.field not in known])


def let_in_now(read_plea: ReadPlea, standing: Standing, fields: Mapping[str, str]) -> Readable:
    """Read a row as what is wrong where the network, as it stands, does not take it in."""
    read = read_plea(fields)
    is_shut = isinstance(read, Plea) and shut_to(read, standing) is not None
    return (Problem("category", "shut"),) if is_shut else read


def _fields(body: Mapping[str, Said]) -> dict[str, str]:
    given = {name: _typed(value) for name, value in body.items()}
    return as_stored(as_said_before(given))


def _typed(value: Said) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if isinstance(value, str) else " ".join(value)
