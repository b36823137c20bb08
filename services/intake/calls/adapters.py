"""What is asked on the phone, read from the network's file and checked before anybody asks it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Final, Self, TypeVar

import structlog
import yaml
from pydantic import AfterValidator, Field, StringConstraints, ValidationError, model_validator

from services.intake.calls.model.triage import Question, Reply, Route, Triage
from shared.contracts.words import Category, Language, Urgency
from shared.languages import Words
from shared.network_file import Table

TRIAGE_FILE: Final = Path(__file__).parents[3] / "deploy" / "network" / "triage.yaml"
SPOKEN_BY_STAFF: Final = (Language.FINNISH, Language.SWEDISH, Language.ENGLISH)
Code = Annotated[str, StringConstraints(pattern=r"^[a-z_]{1,40}$")]

log = structlog.get_logger(__name__)


class TriageError(ValueError):
    """The file of what is asked on the phone is wrong; the message names line and reason."""

    def __init__(self, file: Path, line: int, reason: str | None) -> None:
        """Say where and why."""
        super().__init__(f"{file.name}, line {line}: {reason}")


class _RefusedError(ValueError):
    """Why a part of the file is refused."""

    def __init__(self) -> None:
        """Say it."""
        super().__init__(self.__doc__)


class UnsaidError(_RefusedError):
    """Something is not said in Finnish, Swedish and English."""


class UsualReplyError(_RefusedError):
    """The first reply to a question is the usual one: it changes nothing."""


class TwiceError(_RefusedError):
    """Two have the same code."""


class _Coded(Table):
    code: Code


CodedT = TypeVar("CodedT", bound=_Coded)


def _once(given: list[CodedT]) -> list[CodedT]:
    if len({each.code for each in given}) < len(given):
        raise TwiceError
    return given


class _Reply(_Coded):
    words: Words
    urgency: Urgency | None = None
    route: Route | None = None
    danger: bool = False
    say: Words | None = None

    @property
    def is_harmless(self) -> bool:
        return not (self.urgency or self.route or self.danger)

    @model_validator(mode="after")
    def _is_said(self) -> Self:
        _check_said(self.words, *([self.say] if self.say else []))
        return self


class _Question(_Coded):
    needs: frozenset[Category] = frozenset()
    ask: Words
    replies: Annotated[list[_Reply], Field(min_length=2), AfterValidator(_once)]

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        _check_said(self.ask)
        if not self.replies[0].is_harmless:
            raise UsualReplyError
        return self


class _File(Table):
    version: Annotated[str, StringConstraints(min_length=1, max_length=40)]
    notice: Words
    silent: Annotated[list[Words], Field(min_length=1)]
    questions: Annotated[list[_Question], AfterValidator(_once)]

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        _check_said(self.notice, *self.silent)
        return self


def _check_said(*every: Mapping[Language, str]) -> None:
    if any(not {*SPOKEN_BY_STAFF} <= words.keys() for words in every):
        raise UnsaidError


def read_triage(file: Path = TRIAGE_FILE) -> Triage:
    """Read the file; raises TriageError with the line of what is wrong first."""
    text = file.read_text("utf-8")
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
        values = yaml.safe_load(text)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise TriageError(file, line, error.problem) from error
    try:
        given = _File.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        raise TriageError(file, _line_of(root, first["loc"]), first["msg"]) from error
    questions = [_question(each) for each in given.questions]
    return Triage(given.version, given.notice, given.silent, questions)


def _line_of(node: yaml.Node | None, place: Sequence[int | str]) -> int:
    """Give the line of the innermost thing on the way there that the file has."""
    line = 1
    for part in place:
        found = _inside(node, part)
        if found is None:
            break
        node = found
        line = node.start_mark.line + 1
    return line


def _inside(node: yaml.Node | None, part: int | str) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        named = {key.value: value for key, value in node.value}
        return named.get(part)
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        found: yaml.Node = node.value[part]
        return found
    return None


def _question(given: _Question) -> Question:
    replies = [
        Reply(each.code, each.words, each.urgency, each.route, each.danger, each.say)
        for each in given.replies
    ]
    return Question(given.code, given.needs, given.ask, replies)


@dataclass(slots=True)
class TriageFile:
    """Implements the port `KeepsTriage`: a file that changes while calls go on is read anew.

    One that is wrong stops a start; later it is logged, and the version before is asked.
    """

    file: Path = TRIAGE_FILE
    _known: Triage = field(init=False, repr=False)
    _stamp: int = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Read it; raises TriageError."""
        self._stamp, self._known = self._written_at(), read_triage(self.file)

    def current(self) -> Triage:
        """Look whether it was written since."""
        stamp = self._written_at()
        if stamp != self._stamp:
            self._stamp = stamp
            try:
                self._known = read_triage(self.file)
            except (OSError, TriageError) as error:
                log.error("triage file refused, the version before stays", error=str(error))  # noqa: TRY400  # its line says all
        return self._known

    def _written_at(self) -> int:
        try:
            return self.file.stat().st_mtime_ns
        except OSError:
            return 0
