"""Rows become reports, texts and editions."""

import asyncpg

from services.reporting.reports.model.report import (
    Edition,
    Part,
    Place,
    Report,
    ReportId,
    State,
    Text,
    Which,
)
from shared.activation import Activation
from shared.contracts.words import Language
from shared.postgres.queries import columns


def report_of(row: asyncpg.Record) -> Report:
    """Read one report."""
    return Report(
        id=ReportId(row["id"]),
        which=Which(row["project"], row["first_day"], row["last_day"]),
        activation=Activation(row["activation_id"], row["exercise"]),
        state=State(row["state"]),
        **columns(row, "number", "edition", "reason", "begun_by"),
    )


def text_of(row: asyncpg.Record) -> Text:
    """Read one text."""
    return Text(
        place=Place(Language(row["language"]), Part(row["part"])),
        by=row["written_by"],
        at=row["written_at"],
        **columns(row, "number", "edition", "text"),
    )


def edition_of(row: asyncpg.Record) -> Edition:
    """Read one edition."""
    return Edition(
        report_id=ReportId(row["report_id"]),
        number=row["edition"],
        **columns(row, "shown", "counted", "hash", "reason"),
        **columns(row, "reviewed_by", "reviewed_at", "published_by", "published_at"),
    )
