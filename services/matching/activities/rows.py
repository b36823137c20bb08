"""A row of `activities` becomes what was written down."""

from collections.abc import Sequence
from uuid import UUID

import asyncpg

from services.matching.activities.model import ActivityId, By, Done, Logged
from shared.activation import Activation
from shared.contracts.activity_words import AgeBand, TakenBack
from shared.contracts.words import Basis, ServiceLine
from shared.postgres.queries import columns


def logged_of(row: asyncpg.Record) -> Logged:
    """Read one number of an activity."""
    done = Done(
        service_line=ServiceLine(row["service_line"]),
        basis=Basis(row["basis"]),
        ages={band: row[band] for band in AgeBand if row[band] is not None},
        **columns(row, "title", "municipality", "occurred_on", "minutes", "headcount"),
        **columns(row, "volunteer_minutes", "staff_minutes", "evidence"),
    )
    return Logged(
        id=ActivityId(row["id"]),
        done=done,
        by=By(row["logged_by"], row["on_behalf"]),
        activation=Activation(row["activation_id"], row["exercise"]),
        at=row["logged_at"],
        taken_back=TakenBack(row["taken_back"]) if row["taken_back"] else None,
        **columns(row, "organisation_id", "number", "replaces", "series_id", "purchase_id"),
    )


def values_of(logged: Logged, key: UUID) -> Sequence[object]:
    """Give what is stored, in the order of the statement."""
    done = logged.done
    return (
        logged.organisation_id,
        key,
        logged.id,
        logged.number,
        logged.replaces,
        done.title,
        done.service_line,
        done.municipality,
        done.occurred_on,
        done.minutes,
        done.headcount,
        done.basis,
        *(done.ages.get(band) for band in AgeBand),
        done.volunteer_minutes,
        done.staff_minutes,
        done.evidence,
        logged.by.staff_id,
        logged.by.is_on_behalf,
        logged.activation.id,
        logged.activation.exercise,
        logged.series_id,
        logged.purchase_id,
        logged.taken_back,
    )
