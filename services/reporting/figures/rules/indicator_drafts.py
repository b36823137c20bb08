"""One indicator as its file has it, and what that says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from typing_extensions import override

from services.reporting.figures.model.dims import Dim
from services.reporting.figures.model.indicators import (
    Indicator,
    IndicatorKind,
    PartOf,
    Rate,
    SmallCells,
    Term,
)
from services.reporting.figures.model.measures import MEASURES
from shared.contracts.words import Basis

PEOPLE: Final = "people"
"""The unit of what is entered by hand and is about people."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What stands under one head of a file, unchecked."""

    file: str
    line: int
    data: Mapping[str, Any]

    @override
    def __str__(self) -> str:
        """Name its place."""
        return f"{self.file}, line {self.line} ({self.code})"

    @property
    def code(self) -> object:
        """What it calls itself."""
        return self.data.get("code", "no code")

    @property
    def is_entered(self) -> bool:
        """Say whether people enter it by hand."""
        return bool(self.data["kind"] == IndicatorKind.ENTERED)

    def terms(self, name: str) -> Sequence[Mapping[str, Any]]:
        """Give a formula."""
        found: Sequence[Mapping[str, Any]] = self.data.get(name, [])
        return found


def built(draft: Draft, small_cells: SmallCells) -> Indicator:
    """Give what it says; nothing is wrong with it."""
    data = draft.data
    formula, over = (tuple(map(_term, draft.terms(name))) for name in ("formula", "over"))
    measures = [MEASURES[term.measure] for term in (*formula, *over)]
    is_of_people = data["unit"] == PEOPLE or any(each.is_of_people for each in measures)
    return Indicator(
        code=data["code"],
        name=data["name"],
        definition=data["definition"],
        basis=Basis(data["basis"]),
        unit=data["unit"],
        kind=IndicatorKind(data["kind"]),
        sources=tuple(sorted({source for each in measures for source in each.sources})),
        formula=formula,
        over=over,
        by=tuple(map(Dim, data.get("by", ()))),
        k=max(data.get("k", 0), small_cells.k) if is_of_people else None,
        whole_network_only=data.get("whole_network_only", False),
        unconfirmed=data.get("unconfirmed", False),
        confirmed=data.get("confirmed", ""),
        is_on=data.get("on", True),
        adds_up=all(each.adds_up for each in measures) and "bands" not in data,
        bands=tuple(data.get("bands", ())),
        rate=_rate(data.get("rate")),
        part_of=PartOf(**data["part_of"]) if "part_of" in data else None,
    )


def _term(term: Mapping[str, Any]) -> Term:
    where = {Dim(dim): tuple(codes) for dim, codes in term.get("where", {}).items()}
    return Term(term["measure"], where)


def _rate(rate: Mapping[str, Any] | None) -> Rate | None:
    if rate is None:
        return None
    return Rate(Decimal(str(rate["euros_an_hour"])), rate["source"], rate["first"], rate["last"])
