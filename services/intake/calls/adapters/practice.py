"""Made-up callers with whom somebody practises, read from the network's file."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Final, Self

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from services.intake.calls.adapters.coded import NETWORK, Code, Coded, check_said, once
from services.intake.calls.model.practice import Before, Caller, Expected, Heard
from shared.contracts.call_words import CallOutcome
from shared.contracts.words import Category, ServiceLine, Urgency
from shared.languages import Words
from shared.network_file import Table
from shared.network_yaml import read_yaml

PRACTICE_FILE: Final = NETWORK / "practice.yaml"


class _Heard(Table):
    ask: Words
    says: Words


class _Expected(Table):
    outcomes: Annotated[list[CallOutcome], Field(min_length=1)]
    notice: bool = True
    phone: Annotated[str, StringConstraints(pattern=r"^(\+[0-9]{7,15})?$")] = ""
    postal_code: Annotated[str, StringConstraints(pattern=r"^([0-9]{5})?$")] = ""
    needs: tuple[Category, ...] = ()
    urgencies: tuple[Urgency, ...] = ()
    replies: Annotated[Mapping[Code, Code], Field(default_factory=dict)]
    danger: bool = False


class _Before(Table):
    line: ServiceLine
    town: Annotated[str, StringConstraints(pattern=r"^[0-9]{3}$")]


class _Caller(Coded):
    title: Words
    says: Words
    answers: list[_Heard]
    expects: _Expected
    known: _Before | None = None

    @model_validator(mode="after")
    def _is_said(self) -> Self:
        heard = [words for each in self.answers for words in (each.ask, each.says)]
        check_said(self.title, self.says, *heard)
        return self


class _Practice(Table):
    callers: Annotated[list[_Caller], Field(min_length=4), AfterValidator(once)]


def read_practice(file: Path = PRACTICE_FILE) -> Sequence[Caller]:
    """Read the made-up callers; raises LineError."""
    return [_caller(each) for each in read_yaml(file, _Practice).callers]


def _caller(given: _Caller) -> Caller:
    answers = [Heard(each.ask, each.says) for each in given.answers]
    known = Before(given.known.line, given.known.town) if given.known else None
    expected = Expected(**dict(given.expects))
    return Caller(given.code, given.title, given.says, answers, expected, known)
