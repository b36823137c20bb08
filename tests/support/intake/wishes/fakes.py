"""Wishes in memory."""

from services.intake.requests.model import RequestId
from services.intake.wishes.model import AssignmentWish, Wish, WishId
from tests.support.intake.state import FakeWish, Repository


class FakeWishes(Repository):
    """Wishes in memory."""

    async def add(self, wish: Wish) -> bool:
        on_their_way = [_target(item.wish) for item in self.state.wishes if item.answer is None]
        if _target(wish) in on_their_way:
            return False
        self.state.wishes.append(FakeWish(wish))
        return True

    async def answer(self, wish_id: WishId, request_id: RequestId, answer: str) -> None:
        for item in self.state.wishes:
            is_it = (item.wish.id, item.wish.request_id) == (wish_id, request_id)
            if is_it and item.answer is None:
                item.answer = answer


def _target(wish: Wish) -> tuple[RequestId, object]:
    if isinstance(wish, AssignmentWish):
        return wish.request_id, wish.volunteer_number
    return wish.request_id, wish.organisation_id
