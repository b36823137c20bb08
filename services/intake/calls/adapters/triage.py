"""What is asked on the phone, read from the network's file and checked before anybody asks it."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Final, Self

import structlog
from pydantic import AfterValidator, Field, StringConstraints, model_validator

from services.intake.calls.adapters.coded import NETWORK, Coded, RefusedError, check_said, once
from services.intake.calls.model.triage import Question, Reply, Route, Triage
from shared.contracts.words import Category, Urgency
from shared.languages import Words
from shared.network_file import LineError, Table
from shared.network_yaml import read_yaml

TRIAGE_FILE: Final = NETWORK / "triage.yaml"

log = structlog.get_logger(__name__)


class UsualReplyError(RefusedError):
    """The first reply to a question is the usual one: it changes nothing."""


class _Reply(Coded):
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
        check_said(self.words, *([self.say] if self.say else []))
        return self


class _Question(Coded):
    needs: frozenset[Category] = frozenset()
    ask: Words
    replies: Annotated[list[_Reply], Field(min_length=2), AfterValidator(once)]

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        check_said(self.ask)
        if not self.replies[0].is_harmless:
            raise UsualReplyError
        return self


class _File(Table):
    version: Annotated[str, StringConstraints(min_length=1, max_length=40)]
    notice: Words
    silent: Annotated[list[Words], Field(min_length=1)]
    questions: Annotated[list[_Question], AfterValidator(once)]

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        check_said(self.notice, *self.silent)
        return self


def read_triage(file: Path = TRIAGE_FILE) -> Triage:
    """Read the file; raises LineError with the line of what is wrong first."""
    given = read_yaml(file, _File)
    questions = [_question(each) for each in given.questions]
    return Triage(given.version, given.notice, given.silent, questions)


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
        """Read it; raises LineError."""
        self._stamp, self._known = self._written_at(), read_triage(self.file)

    def current(self) -> Triage:
        """Look whether it was written since."""
        stamp = self._written_at()
        if stamp != self._stamp:
            self._stamp = stamp
            try:
                self._known = read_triage(self.file)
            except (OSError, LineError) as error:
                log.error("triage file refused, the version before stays", error=str(error))  # noqa: TRY400  # its line says all
        return self._known

    def _written_at(self) -> int:
        try:
            return self.file.stat().st_mtime_ns
        except OSError:
            return 0
