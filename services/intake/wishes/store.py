"""Wishes on PostgreSQL."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from services.intake.requests.model import RequestId
from services.intake.requests.rows import request_of
from services.intake.staff.model import StaffId
from services.intake.wishes.model import (
    WIDENING,
    Asking,
    AssignmentWish,
    DueWish,
    Step,
    WideningWish,
    Wish,
    WishId,
)
from services.intake.wishes.rows import sent_wish_of, wish_of
from shared.postgres.queries import ids, load_queries
from shared.postgres.types import Connection, Pool

SQL = load_queries(Path(__file__).with_name("queries.sql"))


@dataclass(frozen=True, slots=True)
class PostgresWishes:
    """Implements the port `Wishes`."""

    connection: Connection

    async def keep(self, wish: DueWish, wait: timedelta) -> bool:
        """Insert, unless the same one waits or has no answer yet."""
        return await self.connection.fetchval(SQL["keep_wish"], *_columns(wish), wait) is not None

    async def request_of(self, wish_id: WishId) -> RequestId | None:
        """Read without locking."""
        found = await self.connection.fetchval(SQL["request_of_wish"], wish_id)
        return RequestId(found) if found else None

    async def take(self, wish_id: WishId) -> DueWish | None:
        """Delete the row."""
        row = await self.connection.fetchrow(SQL["take_wish"], wish_id)
        return wish_of(row) if row else None

    async def refuse(self, wish: DueWish, answer: str) -> None:
        """Insert it anew, with the answer."""
        await self.connection.execute(SQL["refuse_wish"], *_columns(wish), answer)

    async def undo(self, wish_id: WishId, request_id: RequestId) -> DueWish | None:
        """Win or lose by one conditional update."""
        row = await self.connection.fetchrow(SQL["undo_wish"], wish_id, request_id)
        return wish_of(row) if row else None

    async def note(self, wish: Wish, step: Step, staff_id: StaffId) -> None:
        """Append a row."""
        await self.connection.execute(
            SQL["note_wish_step"], wish.id, wish.request_id, staff_id, step, *_said(wish)
        )

    async def add(self, wish: Wish) -> bool:
        """Insert, unless the same one waits for its answer."""
        added = await self.connection.fetchval(
            SQL["add_wish"], wish.id, wish.request_id, wish.staff_id, *_target(wish)
        )
        return added is not None

    async def answer(
        self, wish_id: WishId, request_id: RequestId, answer: str, more: int | None = None
    ) -> None:
        """Update what has no answer yet."""
        await self.connection.execute(SQL["answer_wish"], wish_id, request_id, answer, more)

    async def asking(self, request_id: RequestId) -> Asking | None:
        """Read the request, its wishes and the staff."""
        row = await self.connection.fetchrow(SQL["request_asked_about"], request_id)
        if row is None:
            return None
        wishes = await self.connection.fetch(SQL["wishes_of_request"], request_id)
        staff = await self.connection.fetch(SQL["staff_at_phones"])
        return Asking(
            request_of(row),
            tuple(map(sent_wish_of, wishes)),
            tuple((StaffId(each["id"]), each["name"]) for each in staff),
        )


@dataclass(frozen=True, slots=True)
class PostgresDueWishes:
    """Implements the port `DueWishes`."""

    pool: Pool

    async def due(self, limit: int) -> Sequence[WishId]:
        """Read ids."""
        return [WishId(each) for each in await ids(self.pool, SQL["due_wishes"], limit)]


def _columns(wish: DueWish) -> tuple[object, ...]:
    return (wish.id, wish.request_id, wish.staff_id, *_said(wish))


def _said(wish: Wish) -> tuple[object, ...]:
    """Give whom it is about, how, who heard a yes, what is passed over, and why."""
    if isinstance(wish, AssignmentWish):
        ask = wish.ask
        return ask.volunteer_number, ask.manner, ask.heard_by, ask.overrides, ask.reason
    if isinstance(wish, WideningWish):
        return None, WIDENING, None, wish.widening.limits, wish.widening.reason
    return None, "referral", None, (), None


def _target(
    wish: Wish,
) -> tuple[int | None, UUID | None, str | None, Sequence[str], str | None]:
    if isinstance(wish, AssignmentWish):
        ask = wish.ask
        return ask.volunteer_number, None, ask.manner, ask.overrides, ask.reason
    if isinstance(wish, WideningWish):
        return None, None, WIDENING, wish.widening.limits, wish.widening.reason
    return None, wish.organisation_id, None, (), None
