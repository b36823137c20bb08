"""Wishes in memory."""

from datetime import timedelta

from services.intake.requests.model import RequestId
from services.intake.staff.model import StaffId
from services.intake.wishes.model import (
    UNDONE,
    Asking,
    AssignmentWish,
    DueWish,
    ReferralWish,
    SentWish,
    Step,
    WideningWish,
    Wish,
    WishId,
)
from tests.support.intake.state import FakeWish, Repository


class FakeWishes(Repository):
    """Wishes in memory: those that have not left have a due time."""

    async def keep(self, wish: DueWish, wait: timedelta) -> bool:
        if self._is_on_its_way(wish):
            return False
        self.state.wishes.append(FakeWish(wish, due_at=self.state.now + wait))
        return True

    async def request_of(self, wish_id: WishId) -> RequestId | None:
        item = self._waiting(wish_id)
        return item.wish.request_id if item else None

    async def take(self, wish_id: WishId) -> DueWish | None:
        item = self._waiting(wish_id)
        if item is None or item.due_at is None or item.due_at > self.state.now:
            return None
        self.state.wishes.remove(item)
        assert not isinstance(item.wish, ReferralWish)
        return item.wish

    async def refuse(self, wish: DueWish, answer: str) -> None:
        self.state.wishes.append(FakeWish(wish, answer))

    async def undo(self, wish_id: WishId, request_id: RequestId) -> DueWish | None:
        item = self._waiting(wish_id)
        if item is None or item.wish.request_id != request_id:
            return None
        item.answer, item.due_at = UNDONE, None
        assert not isinstance(item.wish, ReferralWish)
        return item.wish

    async def note(self, wish: Wish, step: Step, staff_id: StaffId) -> None:
        self.state.wish_steps.append((wish, step, staff_id))

    async def add(self, wish: Wish) -> bool:
        if self._is_on_its_way(wish):
            return False
        self.state.wishes.append(FakeWish(wish))
        return True

    async def answer(
        self, wish_id: WishId, request_id: RequestId, answer: str, more: int | None = None
    ) -> None:
        for item in self.state.wishes:
            is_it = (item.wish.id, item.wish.request_id) == (wish_id, request_id)
            if is_it and item.answer is None and item.due_at is None:
                item.answer, item.more = answer, more

    async def asking(self, request_id: RequestId) -> Asking | None:
        known = self.state.requests.get(request_id)
        if known is None:
            return None
        mine = [item for item in reversed(self.state.wishes) if item.wish.request_id == request_id]
        mine.sort(key=lambda item: item.answer is not None)
        staff = tuple((each.id, each.name) for each in self.state.staff.values())
        return Asking(known.stored, tuple(map(sent_wish, mine)), staff)

    def _is_on_its_way(self, wish: Wish) -> bool:
        return _target(wish) in [
            _target(item.wish) for item in self.state.wishes if item.answer is None
        ]

    def _waiting(self, wish_id: WishId) -> FakeWish | None:
        waiting = [item for item in self.state.wishes if item.due_at and item.answer is None]
        return next((item for item in waiting if item.wish.id == wish_id), None)


def sent_wish(item: FakeWish) -> SentWish:
    """Give a wish as coordinators see it."""
    wish = item.wish
    if isinstance(wish, WideningWish):
        return SentWish(
            wish.id,
            None,
            item.answer,
            due_at=item.due_at,
            widening=wish.widening,
            more=item.more,
        )
    if isinstance(wish, ReferralWish):
        return SentWish(wish.id, None, item.answer)
    ask = wish.ask
    return SentWish(
        wish.id, ask.volunteer_number, item.answer, ask.manner, ask.overrides, item.due_at
    )


def _target(wish: Wish) -> tuple[RequestId, object]:
    if isinstance(wish, AssignmentWish):
        return wish.request_id, wish.ask.volunteer_number
    if isinstance(wish, WideningWish):
        return wish.request_id, "widening"
    return wish.request_id, wish.organisation_id
