"""What is known of each thing: joined row by row."""

from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Final

from services.reporting.figures.model.facts import Knowledge
from services.reporting.figures.store.queries import SQL
from shared.postgres.types import Connection

REQUEST_COLUMNS: Final = (
    "request_id",
    "version",
    "state",
    "closure_reason",
    "service_line",
    "category",
    "municipality",
    "received_at",
    "completed_at",
    "closed_at",
    "channel",
    "min_vetting",
    "person",
    "activation_id",
    "exercise",
    "facts_version",
)
MATCH_COLUMNS: Final = (
    "match_id",
    "version",
    "state",
    "request_id",
    "volunteer_id",
    "proposed_at",
    "matched_at",
    "completed_at",
    "basis",
    "activation_id",
    "exercise",
)
HOURS_COLUMNS: Final = (
    "match_id",
    "story",
    "version",
    "volunteer_id",
    "minutes",
    "basis",
    "logged_at",
    "activation_id",
    "exercise",
)
ACTIVITY_COLUMNS: Final = (
    "key",
    "activity_id",
    "version",
    "assignment_id",
    "request_id",
    "service_line",
    "municipality",
    "occurred_on",
    "headcount",
    "basis",
    "minutes",
    "channel",
    "min_vetting",
    "person",
    "taken_back",
    "activation_id",
    "exercise",
)
CALL_COLUMNS: Final = (
    "call_id",
    "version",
    "outcome",
    "direction",
    "channel",
    "seconds",
    "request_id",
    "logged_at",
    "activation_id",
    "exercise",
)

MISSED_CALL_COLUMNS: Final = (
    "call_id",
    "version",
    "rang_at",
    "said_at",
    "in_hours",
    "channel",
    "returned_at",
    "activation_id",
    "exercise",
)


@dataclass(frozen=True, slots=True)
class PostgresProjections:
    """Implements the port `Projections`."""

    connection: Connection

    async def learn(self, knowledge: Knowledge) -> None:
        """Join row by row, one statement a table."""
        await self._join("learn_requests", knowledge.requests, REQUEST_COLUMNS)
        await self._join("learn_matches", knowledge.matches, MATCH_COLUMNS)
        await self._join("learn_hours", knowledge.hours, HOURS_COLUMNS)
        await self._join("learn_activities", knowledge.activities, ACTIVITY_COLUMNS)
        await self._join("learn_calls", knowledge.calls, CALL_COLUMNS)
        await self._join("learn_missed_calls", knowledge.missed_calls, MISSED_CALL_COLUMNS)

    async def _join(self, query: str, facts: Sequence[object], columns: Sequence[str]) -> None:
        if facts:
            values = (list(map(attrgetter(column), facts)) for column in columns)
            await self.connection.execute(SQL[query], *values)
