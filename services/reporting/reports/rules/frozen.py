"""What a report says as a text of which everybody reckons the same hash, and back."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any, Final

from services.reporting.figures.model.marks import AtLeast, Mark
from services.reporting.reports.model.content import (
    Budgeted,
    Content,
    Grid,
    Names,
    Paid,
    Told,
    ToldCell,
)
from services.reporting.reports.model.report import Part, Place, Which
from shared.contracts.words import Language

_AT_LEAST: Final = ">="
_BAND: Final = "="


def frozen(content: Content) -> str:
    """Write it; the same content is the same text."""
    texts = [[*place, text] for place, text in sorted(content.texts.items())]
    said = _plain(content) | {"which": _days(content.which), "texts": texts}
    said["paid"] = _plain(content.paid) | {"budget": list(map(_plain, content.paid.budget))}
    said["told"] = [_told(each) for each in content.told]
    return json.dumps(said, ensure_ascii=False, sort_keys=True, indent=1, default=str)


def hash_of(text: str) -> str:
    """Give the SHA-256 of the text in UTF-8, as `sha256sum` does."""
    return hashlib.sha256(text.encode()).hexdigest()


def thawed(text: str) -> Content:
    """Read what was frozen."""
    said = json.loads(text)
    return Content(
        **_taken(said, "number", "edition", "reason", "k"),
        which=Which(said["which"][0], *map(date.fromisoformat, said["which"][1:])),
        paid=_paid(said["paid"]),
        parts={Part(part): tuple(codes) for part, codes in said["parts"].items()},
        told=tuple(_read_told(each) for each in said["told"]),
        texts={Place(Language(at), Part(part)): said_ for at, part, said_ in said["texts"]},
    )


def text_of_cell(cell: ToldCell) -> str:
    """Write a cell: a number, `>=7`, `hidden`, `unknown`, or a band behind `=`."""
    if isinstance(cell, AtLeast):
        return f"{_AT_LEAST}{cell.value}"
    if isinstance(cell, Mark):
        return cell.value
    return _BAND + cell if isinstance(cell, str) else f"{cell:f}"


def cell_of_text(text: str) -> ToldCell:
    """Read a cell."""
    if text.startswith(_AT_LEAST):
        return AtLeast(Decimal(text.removeprefix(_AT_LEAST)))
    if text.startswith(_BAND):
        return text.removeprefix(_BAND)
    return Mark(text) if text in set(Mark) else Decimal(text)


def _plain(said: Any) -> dict[str, Any]:  # noqa: ANN401  # any of our dataclasses
    return {field.name: getattr(said, field.name) for field in fields(said)}


def _days(which: Which) -> list[str]:
    return [which.project, which.first.isoformat(), which.last.isoformat()]


def _told(told: Told) -> dict[str, Any]:
    grid = {
        name: [list(map(text_of_cell, row)) for row in getattr(told, name)] for name in ["cells"]
    }
    sums = {
        name: list(map(text_of_cell, getattr(told, name))) for name in ("row_sums", "column_sums")
    }
    so_far = None if told.so_far is None else text_of_cell(told.so_far)
    return _plain(told) | grid | sums | {"total": text_of_cell(told.total), "so_far": so_far}


def _read_told(said: Mapping[str, Any]) -> Told:
    read = dict(said) | {name: tuple(said[name]) for name in ("by", "rows", "columns")}
    read |= {name: _names(said[name]) for name in ("name", "definition")}
    read |= {name: _cells(said[name]) for name in ("row_sums", "column_sums")}
    target, so_far = said["target"], said.get("so_far")
    read |= {
        "cells": _grid(said["cells"]),
        "total": cell_of_text(said["total"]),
        "target": None if target is None else Decimal(target),
        "so_far": None if so_far is None else cell_of_text(so_far),
    }
    return Told(**read)


def _paid(said: Mapping[str, Any]) -> Paid:
    named = ("names", "funder", "sentence", "programme")
    read = dict(said) | {name: _names(said[name]) for name in named}
    read |= {name: date.fromisoformat(said[name]) for name in ("first", "last")}
    read |= {name: tuple(map(_names, said[name])) for name in ("implementers", "target_groups")}
    read |= {
        "areas": tuple(said["areas"]),
        "budget": tuple(
            Budgeted(_names(line["name"]), Decimal(line["euros"])) for line in said["budget"]
        ),
    }
    return Paid(**read)


def _taken(said: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: said[name] for name in names}


def _names(said: Mapping[str, str]) -> Names:
    return {Language(language): name for language, name in said.items()}


def _cells(said: Iterable[str]) -> tuple[ToldCell, ...]:
    return tuple(map(cell_of_text, said))


def _grid(said: Iterable[Iterable[str]]) -> Grid:
    return tuple(map(_cells, said))
