"""What somebody typed, read field by field; what is wrong is kept beside."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final, TypeVar

from shared.fields.day import read_day
from shared.fields.minutes import read_minutes
from shared.fields.problem import Problem
from shared.fields.text import LONGEST_NAME, one_line, wrong_line

Code = TypeVar("Code", bound=str)
FORMULA: Final = frozenset("=+-@\uff1d\uff0b\uff0d\uff20")
"""What a spreadsheet takes for the beginning of a formula, also in full width."""
SHORTEST: Final = 5
"""Minutes; who types 2 means hours, and is asked."""
_DIGITS: Final = re.compile(r"-?\d+", re.ASCII)
_MOST_DIGITS: Final = 12


@dataclass(slots=True)
class Typed:
    """A form's fields; each reading gives what stands there, or anything where it is refused."""

    fields: Mapping[str, str]
    problems: list[Problem] = field(default_factory=list)

    def said(self, name: str) -> str:
        """Give a line as it is stored."""
        return one_line(self.fields.get(name, ""))

    def refuse(self, name: str, code: str | None) -> None:
        """Keep what is wrong with a field; None is nothing."""
        if code:
            self.problems.append(Problem(name, code))

    def title(self) -> str:
        """Read what it is called."""
        title = self.line("title")
        self.refuse("title", None if title else "missing")
        return title

    def line(self, name: str) -> str:
        """Read a short line that need not be there, and is no formula."""
        line = self.said(name)
        is_formula = line[:1] in FORMULA and bool(line)
        wrong = "formula" if is_formula else wrong_line(line, LONGEST_NAME)
        self.refuse(name, wrong if line else None)
        return line

    def day(self, name: str) -> date | None:
        """Read a day that must be there; None where it is refused."""
        day = read_day(self.said(name))
        if day is None:
            self.refuse(name, "invalid" if self.said(name) else "missing")
        return day

    def choice(self, name: str, choices: Sequence[Code]) -> Code:
        """Read one of several; where there is one only it need not be said."""
        said = self.said(name)
        found = next((each for each in choices if each == said), None)
        if found is not None or (len(choices) == 1 and not said):
            return found or choices[0]
        self.refuse(name, "unknown" if said else "missing")
        return choices[0]

    def code(self, name: str, codes: type[StrEnum], usual: Code) -> Code:
        """Read a code; what is not said is the usual one."""
        said = self.said(name) or usual
        if said not in set(codes):
            self.refuse(name, "unknown")
            return usual
        return type(usual)(said)

    def number(self, name: str, least: int, most: int) -> int | None:
        """Read a number within; None where nothing was typed."""
        text = "".join(self.said(name).replace("\u2212", "-").split())
        if not text:
            return None
        if not _DIGITS.fullmatch(text):
            self.refuse(name, "invalid")
            return None
        number = int(text[:_MOST_DIGITS])
        self.refuse(name, "least" if number < least else "most" if number > most else None)
        return number

    def needed_number(self, name: str, least: int, most: int) -> int:
        """Read one that must be there."""
        if not self.said(name):
            self.refuse(name, "missing")
        return self.number(name, least, most) or least

    def minutes(self, name: str, longest: int) -> int | None:
        """Read a length of time; None where nothing was typed."""
        said = self.said(name)
        if not said:
            return None
        minutes = read_minutes(said, longest)
        is_short = minutes is not None and minutes < SHORTEST
        self.refuse(name, "invalid" if minutes is None else "least" if is_short else None)
        return minutes

    def needed_minutes(self, name: str, longest: int) -> int:
        """Read one that must be there."""
        if not self.said(name):
            self.refuse(name, "missing")
        return self.minutes(name, longest) or SHORTEST
