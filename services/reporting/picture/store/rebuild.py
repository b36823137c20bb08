"""The picture as it is made anew of the log."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from services.reporting.event_log.model import Projection
from services.reporting.picture.store.pictured import PostgresPictured
from shared.contracts.envelope import Envelope
from shared.contracts.event import Event
from shared.postgres.queries import load_queries
from shared.postgres.types import Connection

SQL = load_queries(Path(__file__).parents[1] / "rebuild.sql")
PICTURE: Final = Projection(
    "picture",
    ("picture_requests", "picture_volunteers", "picture_counts"),
    {"picture_counts": SQL["count_picture"]},
)


@dataclass(frozen=True, slots=True)
class PictureLearner:
    """Implements the port `Learner`: after the figures, by which it knows what became of requests.

    Nothing is heard of any service when all is made anew.
    """

    connection: Connection
    names: Collection[str]

    async def learn(self, events: Sequence[Envelope[Event]]) -> None:
        """Join row by row, as the live one is."""
        if PICTURE.name in self.names:
            await PostgresPictured(self.connection).learn(events)
