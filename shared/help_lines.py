"""Whom to ring besides us: the network's data, with the day on which somebody tried each number."""

import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Final

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)

from shared.contracts.words import HelpKind, Language
from shared.languages import Line, Words, said_alike

HELP_LINES_FILE: Final = Path(__file__).parents[1] / "deploy" / "network" / "help_lines.toml"
GOOD_FOR: Final = timedelta(days=365)
"""After that a number is rung again."""


class UnnamedRingerError(ValueError):
    """A number is confirmed by a day and by who rang it, or by neither."""


class UnspokenLineError(ValueError):
    """A help line lacks its words in a language that the others have."""


class NoHelpLineError(ValueError):
    """No help line of a kind answers in Finnish, so that some would be shown none."""


Day = Annotated[date | None, BeforeValidator(lambda value: value or None)]
"""In the file an empty text is no day."""


def is_fresh(verified_on: date | None, today: date) -> bool:
    """Say whether a number was rung within the last year."""
    return verified_on is not None and today - verified_on <= GOOD_FOR


def check_ringer(verified_on: date | None, verified_by: str, number: str) -> None:
    """Refuse a day without who rang, or the other way round; raises UnnamedRingerError."""
    if (verified_on is None) != (not verified_by):
        raise UnnamedRingerError(number)


class HelpLine(BaseModel):
    """One number, what it is for, and when it answers, in every language of the network."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    code: Annotated[str, StringConstraints(pattern=r"^[a-z_]+$")]
    kinds: frozenset[HelpKind] = Field(min_length=1)
    number: Annotated[str, StringConstraints(pattern=r"^\+?\d[\d ]{1,20}\d$")]
    languages: frozenset[Language] = Field(min_length=1)
    always: bool
    owner: Line
    verified_on: Day = None
    verified_by: str = ""
    name: Words
    note: Words
    hours: Words
    by_text: Words | None = None

    @model_validator(mode="after")
    def _is_whole(self) -> "HelpLine":
        check_ringer(self.verified_on, self.verified_by, self.code)
        return self

    @property
    def words(self) -> Sequence[Mapping[Language, str]]:
        """All that is said of it."""
        return [self.name, self.note, self.hours, *([self.by_text] if self.by_text else [])]

    @property
    def tel(self) -> str:
        """The number as a tel: link wants it."""
        return self.number.replace(" ", "")

    def is_confirmed(self, today: date) -> bool:
        """Say whether somebody rang it within the last year."""
        return is_fresh(self.verified_on, today)


@dataclass(frozen=True, slots=True)
class HelpLines:
    """The lines as the network's file has them."""

    lines: Sequence[HelpLine]

    def of(
        self, kinds: Collection[str], language: Language, *, now: bool = False
    ) -> Sequence[HelpLine]:
        """Give those of some kinds, in the order of the kinds, the reader's own language first.

        A line that does not speak it is still shown where it speaks Finnish; with `now` only
        those that answer day and night.
        """
        rank = {kind: place for place, kind in enumerate(dict.fromkeys(kinds))}
        found = [
            (min(rank[kind] for kind in line.kinds if kind in rank), line)
            for line in self.lines
            if line.kinds & rank.keys()
            and {language.spoken, Language.FINNISH} & line.languages
            and (line.always or not now)
        ]
        found.sort(key=lambda pair: (pair[0], language.spoken not in pair[1].languages))
        return [line for _, line in found]

    def unconfirmed(self, today: date) -> Sequence[HelpLine]:
        """Give those that nobody has rung, or nobody for a year."""
        return [line for line in self.lines if not line.is_confirmed(today)]


def read_help_lines(file: Path = HELP_LINES_FILE) -> HelpLines:
    """Read the file; a missing word or a wrong value stops the start by its name."""
    content = _File.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))
    return HelpLines(content.line)


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    line: tuple[HelpLine, ...]

    @model_validator(mode="after")
    def _reaches_everybody(self) -> "_File":
        for line in self.line:
            if not said_alike([*self.line[-1].words, *line.words]):
                raise UnspokenLineError(line.code)
        spoken = {
            kind for line in self.line if Language.FINNISH in line.languages for kind in line.kinds
        }
        if missing := set(HelpKind) - spoken:
            raise NoHelpLineError(*sorted(missing))
        return self
