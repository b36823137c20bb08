"""What an event says of itself that somebody may choose by, and who hears of it."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final
from uuid import UUID

from services.notify.subscriptions.model import Topic, Wishes
from shared.contracts.words import ServiceLine
from shared.fields.problem import Problem

_APART: Final = re.compile(r"[,;\n]")


def is_wanted(topic: Topic, wishes: Wishes) -> bool:
    """Say whether somebody wants to hear this; what names no line is not left out by lines."""
    return topic.type in wishes.types and all(
        not wished or said in wished
        for wished, said in (
            (wishes.municipalities, topic.municipality),
            (_named(wishes.lines, topic.line), topic.line),
        )
    )


def is_for(topic: Topic, organisation: UUID | None) -> bool:
    """Say whether somebody may hear it: what is one organisation's own is no other's."""
    return topic.organisation is None or organisation in (None, topic.organisation)


def _named(lines: Sequence[str], line: str | None) -> Sequence[str]:
    return lines if line is not None else ()


def wishes_typed(
    fields: Mapping[str, Sequence[str]], types: Iterable[str], codes: Mapping[str, str]
) -> tuple[Wishes, Sequence[Problem]]:
    """Read a form; `codes` gives a municipality's by what it may be called, in small letters."""
    places, unknown = _places(",".join(fields.get("municipalities", ())), codes)
    wishes = Wishes(
        _chosen(fields.get("types", ()), types),
        places,
        _chosen(fields.get("lines", ()), ServiceLine),
    )
    problems = [Problem("types", "none")] if not wishes.types else []
    return wishes, [*problems, *([Problem("municipalities", "unknown")] if unknown else [])]


def _chosen(typed: Collection[str], known: Iterable[str]) -> tuple[str, ...]:
    return tuple(str(each) for each in known if each in typed)


def _places(text: str, known: Mapping[str, str]) -> tuple[tuple[str, ...], bool]:
    typed = [name.strip().casefold() for name in _APART.split(text) if name.strip()]
    codes = [known.get(name) for name in typed]
    return tuple(dict.fromkeys(code for code in codes if code)), None in codes
