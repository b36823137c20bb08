"""What is wrong with one indicator by itself."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import pairwise
from typing import Any, Final

from services.reporting.figures.model.dims import Dim
from services.reporting.figures.model.indicators import TOLD_IN, IndicatorKind, SmallCells
from services.reporting.figures.model.measures import MEASURES, Measure, MeasureKind
from services.reporting.figures.rules.indicator_drafts import Draft
from shared.contracts.words import Basis

LEAST_K: Final = 3
_CODE: Final = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,39}")
_NEEDED: Final = frozenset({"code", "name", "definition", "basis", "unit", "kind"})
_KNOWN: Final = _NEEDED | {
    "formula",
    "over",
    "by",
    "k",
    "whole_network_only",
    "unconfirmed",
    "confirmed",
    "on",
    "bands",
    "rate",
    "part_of",
}
_PARTS: Final = frozenset({"whole", "among"})
_KINDS: Final = {
    IndicatorKind.COUNT: MeasureKind.COUNT,
    IndicatorKind.BAND: MeasureKind.COUNT,
    IndicatorKind.MINUTES: MeasureKind.MINUTES,
    IndicatorKind.EUROS: MeasureKind.CENTS,
}


def wrong_in(draft: Draft, small_cells: SmallCells) -> Iterator[str]:
    """Say everything that is wrong with it by itself."""
    yield from (f"{name} is missing" for name in sorted(_NEEDED - draft.data.keys()))
    yield from (f"{name} is not known" for name in sorted(draft.data.keys() - _KNOWN))
    if draft.data.keys() >= _NEEDED:
        plain = [*_wrong_plainly(draft)]
        yield from plain
        if not plain:
            yield from _wrong_counting(draft)
            yield from _wrong_hiding(draft, small_cells)


def _wrong_plainly(draft: Draft) -> Iterator[str]:
    data = draft.data
    if not isinstance(data["code"], str) or not _CODE.fullmatch(data["code"]):
        yield "the code must be letters, numbers and _, a letter first"
    for name in ("name", "definition"):
        yield from _unworded(name, data[name])
    yield from _uncoded("basis", data["basis"], Basis)
    yield from _uncoded("kind", data["kind"], IndicatorKind)
    if not isinstance(data["unit"], str) or not data["unit"]:
        yield "unit is empty"
    for name in ("formula", "over"):
        yield from _unreadable(name, data.get(name, []))
    yield from _wrong_by(data.get("by", []))


def _uncoded(name: str, said: object, codes: Iterable[str]) -> Iterator[str]:
    if said not in {str(code) for code in codes}:
        yield f"{name} is none of {', '.join(codes)}"


def _unworded(name: str, words: object) -> Iterator[str]:
    if not isinstance(words, dict):
        yield f"{name} must be by language"
        return
    yield from (f"{name} has no {each}" for each in TOLD_IN if not str(words.get(each, "")).strip())
    yield from (f"{name} has an unknown language {each}" for each in words.keys() - {*TOLD_IN})


def _unreadable(name: str, terms: object) -> Iterator[str]:
    if not isinstance(terms, list) or not all(isinstance(term, dict) for term in terms):
        yield f"{name} must be a list of measures"
        return
    for term in terms:
        yield from (f"{name}: {each} is not known" for each in term.keys() - {"measure", "where"})
        measure = MEASURES.get(str(term.get("measure")))
        if measure is None:
            yield f"{name}: unknown measure {term.get('measure')}"
        else:
            yield from _wrong_where(name, term, measure)


def _wrong_where(name: str, term: Mapping[str, Any], measure: Measure) -> Iterator[str]:
    where = term.get("where", {})
    if not isinstance(where, dict):
        yield f"{name}: where must be codes by what they are of"
        return
    for dim, codes in where.items():
        if dim not in measure.dims:
            yield f"{name}: {term['measure']} is not by {dim}"
        if not isinstance(codes, list) or not codes:
            yield f"{name}: {dim} must be a list of codes"


def _wrong_by(by: object) -> Iterator[str]:
    if not isinstance(by, list) or len(by) > 2 or len(set(map(str, by))) < len(by):  # noqa: PLR2004
        yield "by must be a list of at most two"
        return
    yield from (f"by: unknown {dim}" for dim in by if dim not in {str(each) for each in Dim})


def _wrong_counting(draft: Draft) -> Iterator[str]:
    data, kind = draft.data, draft.data["kind"]
    if draft.is_entered:
        yield from _wrong_entered(draft)
        return
    if not draft.terms("formula"):
        yield "formula is missing"
    if bool(draft.terms("over")) != (kind == IndicatorKind.SHARE):
        yield "over is of shares, and every share has it"
    for term in (*draft.terms("formula"), *draft.terms("over")):
        measure = MEASURES[term["measure"]]
        unknown = [dim for dim in data.get("by", []) if dim not in measure.dims]
        yield from (f"{term['measure']} is not by {dim}" for dim in unknown)
        wanted = MeasureKind.MINUTES if "rate" in data else _KINDS.get(kind, measure.kind)
        if measure.kind is not wanted:
            yield f"{term['measure']} counts {measure.kind}, and this is of {wanted}"
    yield from _wrong_bands(data)
    yield from _wrong_rate(data)


def _wrong_entered(draft: Draft) -> Iterator[str]:
    if draft.terms("formula") or draft.terms("over"):
        yield "what is entered by hand has no formula"
    if set(draft.data.get("by", [])) - {Dim.GENDER}:
        yield "what is entered by hand is by gender or by nothing"
    part_of = draft.data.get("part_of")
    if part_of is not None and (not isinstance(part_of, dict) or part_of.keys() != _PARTS):
        yield "part_of has a whole and an among"
    if not draft.data.get("unconfirmed") and not draft.data.get("confirmed"):
        yield "say unconfirmed = true, or confirmed = the source by which somebody confirmed it"


def _wrong_bands(data: Mapping[str, Any]) -> Iterator[str]:
    bands = data.get("bands", [])
    if bool(bands) != (data["kind"] == IndicatorKind.BAND):
        yield "bands are of the kind band, and every one has them"
    elif bands and (bands[0] != 1 or any(one >= other for one, other in pairwise(bands))):
        yield "bands must begin with 1 and grow"
    if bands and data.get("by"):
        yield "a band is by nothing"


def _wrong_rate(data: Mapping[str, Any]) -> Iterator[str]:
    if "rate" not in data:
        return
    rate = data["rate"]
    if data["kind"] != IndicatorKind.EUROS:
        yield "a rate makes euros"
    if not isinstance(rate, dict) or rate.keys() != {"euros_an_hour", "source", "first", "last"}:
        yield "rate has euros_an_hour, source, first and last"
    elif type(rate["first"]) is not date or type(rate["last"]) is not date:
        yield "rate: first and last are days"
    elif not str(rate["source"]).strip() or rate["first"] > rate["last"]:
        yield "rate: it needs a source, and first must not be after last"


def _wrong_hiding(draft: Draft, small_cells: SmallCells) -> Iterator[str]:
    data, k = draft.data, draft.data.get("k", small_cells.k)
    if not isinstance(k, int) or k < LEAST_K:
        yield f"k is never under {LEAST_K}"
    elif len(bands := data.get("bands", [])) > 1 and bands[1] <= k:
        yield f"the first band must reach beyond {k}"
    if data.get("whole_network_only") and data.get("by"):
        yield "what is told of the whole network only is by nothing"
    for term in (*draft.terms("formula"), *draft.terms("over")):
        named = {Dim(dim) for dim in term.get("where", {})} | set(data.get("by", []))
        lines = set(term.get("where", {}).get(Dim.LINE, ()))
        if lines & small_cells.whole_network_only and len(named) > 1:
            yield "of a line that is told of the whole network only nothing is by anything else"
