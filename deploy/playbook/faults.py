"""What is wrong with a playbook, each with its file, its line, and what would be right."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import yaml
from pydantic import ValidationError
from typing_extensions import override

from shared.network_file import LineError, Place, line_of, said_of, syntax_of
from shared.network_yaml import yaml_line_of

_PLAIN: Final = {
    "missing": "is missing; write it",
    "extra_forbidden": "is not known here; look how the shipped file spells it, or take it out",
    r"^\d{3}$": 'write the three digits of a municipality, as "491"',
    r"^\+?\d[\d ]{1,20}\d$": 'write a phone number in digits, as "+358 15 000 0000"',
}
"""By the kind of error, or by the form that was asked for."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong; no value of the file is repeated in it."""

    file: str
    line: int | None
    reason: str

    @override
    def __str__(self) -> str:
        """Say where and what, on one line."""
        place = f"{self.file}, line {self.line}" if self.line else self.file
        return f"{place}: {self.reason}"

    def seen_in(self, playbook: str, begins: Mapping[str, int]) -> "Fault":
        """Say it as somebody reads it who has the playbook open, where the file stands in it."""
        begin = begins.get(self.file)
        if begin is None or self.line is None:
            return replace(self, file=f"{playbook}, {self.file}")
        reason = f"({self.file}, line {self.line}) {self.reason}"
        return Fault(playbook, begin + self.line, reason)


class PlaybookError(ValueError):
    """A playbook is wrong; `faults` are all that is."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        """Say all of them."""
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


def faults_of(name: str, text: str, error: Exception) -> Iterator[Fault]:
    """Say all that a reader's error tells of a file."""
    cause = error.__cause__
    if isinstance(error, ValidationError):
        yield from (_fault(name, text, each) for each in error.errors())
    elif isinstance(cause, ValidationError):
        yield from (_fault(name, text, each) for each in cause.errors())
    elif isinstance(error, LineError):
        yield Fault(name, error.line, error.reason or "cannot be read")
    elif isinstance(error, tomllib.TOMLDecodeError):
        line, reason = syntax_of(str(error))
        yield Fault(name, line or text.count("\n") + 1, f"no TOML: {reason}")
    elif isinstance(error, FileNotFoundError):
        yield Fault(name, None, f"names a file that is not there: {_end_of(error.filename)}")
    else:
        yield Fault(name, None, _said(error))


def _fault(name: str, text: str, error: Mapping[str, Any]) -> Fault:
    place: Place = [part for part in error["loc"] if part != "[key]"]
    own, kind = error.get("ctx", {}), error["type"]
    reason = _PLAIN.get(kind) or _PLAIN.get(str(own.get("pattern"))) or error["msg"]
    if isinstance(own.get("error"), Exception):
        reason = _said(own["error"])
    where = f"{said_of(place)}: " if place else ""
    return Fault(name, _line(name, text, place), f"{where}{reason}")


def _line(name: str, text: str, place: Place) -> int:
    try:
        return yaml_line_of(text, place) if name.endswith(".yaml") else line_of(text, place)
    except yaml.YAMLError:
        return 1


def _said(error: Exception) -> str:
    """Say an error of ours by its docstring, which is its message, and by what it names."""
    is_ours = type(error).__module__.split(".")[0] in {"services", "shared", "deploy"}
    sentence = (type(error).__doc__ or "").partition("\n")[0] if is_ours else ""
    named = "; ".join(str(each) for each in error.args)
    if isinstance(error, KeyError):
        return f"{named} is missing"
    if not sentence or sentence == named:
        return sentence or named or type(error).__name__
    return f"{sentence.rstrip('.')} ({named})" if named else sentence


def _end_of(path: object) -> str:
    return "/".join(str(path).split("/")[-2:])
