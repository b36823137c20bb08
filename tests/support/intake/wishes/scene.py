"""One request in memory, and what coordinators wish of it."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from services.intake.requests.model import RequestId
from services.intake.requests.use_cases.react_to_matching import ReactToMatching
from services.intake.requests.use_cases.settle import SettleRequests
from services.intake.staff.model import StaffId
from services.intake.wishes.model import Ask, Outcome
from services.intake.wishes.rules import UNDO_TIME
from services.intake.wishes.use_cases import KeepAnswers, SendWishes
from shared.contracts.envelope import Envelope
from tests.support.intake.building import Drawn
from tests.support.intake.fakes import FakeStore
from tests.support.intake.requests.building import MatchStory, letters
from tests.support.intake.state import FakeRequest, FakeWish
from tests.support.intake.submissions.building import new_request, taken_in
from tests.support.intake.submissions.fakes import FakeReception

KAISA, PEKKA = StaffId(uuid4()), StaffId(uuid4())


class Scene:
    """One request, and what coordinators wish of it."""

    def __init__(self) -> None:
        self.store, drawn = FakeStore(), Drawn()
        chance = drawn.chance()
        self.send = SendWishes(self.store, chance)
        settle = SettleRequests(letters(drawn=drawn), chance)
        self.answers = KeepAnswers(self.store, ReactToMatching(self.store, settle))

    async def ask(self, request_id: RequestId, number: int, staff_id: StaffId) -> Outcome:
        """Wish for one volunteer, and let the time to undo it pass."""
        outcome = await self.send.ask_volunteer(request_id, Ask(number), staff_id)
        await self.pass_time()
        return outcome

    async def pass_time(self, time: timedelta = UNDO_TIME) -> None:
        """Let time pass, and send what is due."""
        self.store.state.now += time
        for item in list(self.store.state.wishes):
            await self.send.send_wish(item.wish.id)

    async def open(self) -> RequestId:
        """Take a request in."""
        new = new_request("status-token")
        await FakeReception(self.store).take_in(taken_in(new))
        return new.id

    @property
    def request(self) -> FakeRequest:
        (found,) = self.store.state.requests.values()
        return found

    @property
    def wish(self) -> FakeWish:
        (found,) = self.store.state.wishes
        return found

    def said(self, kind: type) -> list[Any]:
        return [item for item in self.store.state.published if isinstance(item.data, kind)]

    def proposed(self, wish_id: UUID) -> Envelope[Any]:
        event = MatchStory(self.request.stored.id).proposed()
        data = event.data.model_copy(update={"wish_id": wish_id})
        return event.model_copy(update={"data": data})
