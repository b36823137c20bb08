"""Wishes on PostgreSQL."""

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from services.intake.requests.model import RequestId
from services.intake.wishes.model import AssignmentWish, Wish, WishId
from shared.postgres.queries import load_queries
from shared.postgres.types import Connection

SQL = load_queries(Path(__file__).with_name("queries.sql"))


@dataclass(frozen=True, slots=True)
class PostgresWishes:
    """Implements the port `Wishes`."""

    connection: Connection

    async def add(self, wish: Wish) -> bool:
        """Insert, unless the same one waits for its answer."""
        number, organisation_id = _target(wish)
        added = await self.connection.fetchval(
            SQL["add_wish"],
            wish.id,
            wish.request_id,
            wish.staff_id,
            number,
            organisation_id,
        )
        return added is not None

    async def answer(self, wish_id: WishId, request_id: RequestId, answer: str) -> None:
        """Update what has no answer yet."""
        await self.connection.execute(SQL["answer_wish"], wish_id, request_id, answer)


def _target(wish: Wish) -> tuple[int | None, UUID | None]:
    if isinstance(wish, AssignmentWish):
        return wish.volunteer_number, None
    return None, wish.organisation_id
