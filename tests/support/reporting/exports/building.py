"""A published report, as its frozen text has it."""

import json
from datetime import UTC, date, datetime
from typing import Any, Final

from services.reporting.exports.model import OpenDataTerms, Published
from services.reporting.exports.rows import published_of
from services.reporting.figures.model.report import Period
from tests.support.reporting.projects.building import SPRING

CODE: Final = "esimerkki-2026"
OPEN: Final = OpenDataTerms(
    shown=True,
    licence="CC-BY-4.0",
    licence_title="Creative Commons Attribution 4.0",
    licence_url="https://creativecommons.org/licenses/by/4.0/",
)
BAND: Final = "10\u201329"
WORDS: Final = {"fi": "Avunpyynnöt", "sv": "Hjälpbegäran", "en": "=Requests"}


def told(code: str, **changed: Any) -> dict[str, Any]:  # noqa: ANN401  # of whatever kind it is
    """Give an indicator by nothing, changed."""
    usual = {
        "code": code,
        "name": WORDS,
        "definition": WORDS,
        "basis": "counted",
        "unit": "requests",
        "kind": "count",
        "unconfirmed": False,
        "is_of_people": True,
        "by": [],
        "rows": [""],
        "columns": [""],
        "cells": [["42"]],
        "row_sums": ["42"],
        "column_sums": ["42"],
        "total": "42",
        "target": None,
    }
    return usual | changed


SHOWN: Final[dict[str, Any]] = {
    "k": 5,
    "paid": {"names": dict.fromkeys(("fi", "sv", "en"), "Esimerkkihanke")},
    "told": [
        told("requests", target="500"),
        told(
            "helped",
            by=["line", "municipality"],
            rows=["errands", "food"],
            columns=["178", "491"],
            cells=[["hidden", "7"], ["0", "hidden"]],
            row_sums=[">=7", "hidden"],
            column_sums=["hidden", ">=7"],
            total="12",
        ),
        told(
            "share",
            kind="share",
            by=["line"],
            rows=["food"],
            cells=[["0.25"]],
            row_sums=["0.25"],
            column_sums=["0.25"],
            total="0.25",
        ),
        told(
            "band",
            kind="band",
            cells=[[f"={BAND}"]],
            row_sums=[f"={BAND}"],
            column_sums=[f"={BAND}"],
            total=f"={BAND}",
        ),
        told(
            "participants",
            cells=[["unknown"]],
            row_sums=["unknown"],
            column_sums=["unknown"],
            total="unknown",
        ),
    ],
}


def row(period: Period = SPRING, **changed: object) -> dict[str, Any]:
    """Give a row of a published edition."""
    usual = {
        "project": CODE,
        "first_day": period.first,
        "last_day": period.last,
        "exercise": False,
        "edition": 1,
        "hash": "ab" * 32,
        "published_at": datetime(2026, 8, 1, tzinfo=UTC),
        "shown": json.dumps(SHOWN),
    }
    return usual | changed


def published(period: Period = SPRING, **changed: object) -> Published:
    """Give a published report, changed."""
    return published_of(row(period, **changed))


LATER: Final = Period(date(2026, 7, 1), date(2026, 12, 31))
