"""One request over a fake store, for stories of use cases."""

from collections.abc import Awaitable, Callable
from itertools import repeat
from typing import Any

from services.intake.contact_access.use_cases import KeepContactLinks, ShowContact
from services.intake.corrections.use_cases import CorrectRequests
from services.intake.requests.model import State
from services.intake.requests.use_cases.feedback import TakeFeedback
from services.intake.requests.use_cases.follow import FollowRequests
from services.intake.requests.use_cases.react_to_matching import ReactToMatching
from services.intake.requests.use_cases.reopen import ReopenRequests
from services.intake.requests.use_cases.settle import SettleRequests
from services.intake.requests.use_cases.tell_helped import TellHelped
from services.intake.submissions.use_cases.let_through import LetThrough
from services.intake.wishes.use_cases import KeepAnswers
from shared.activation import Activation
from shared.contracts.envelope import Envelope
from shared.contracts.notify import NotificationRequested
from tests.support.activations import ACTIVATION
from tests.support.intake.building import Drawn, Sealed
from tests.support.intake.fakes import FakeStore
from tests.support.intake.requests.building import MatchStory, letters, promises
from tests.support.intake.state import FakeRequest
from tests.support.intake.submissions.building import caution, municipality_of, plea
from tests.support.intake.submissions.fakes import FakePersonKeys
from tests.support.intake.submissions.use_cases import submissions_over
from tests.support.pseudonyms import FakePseudonymKeys
from tests.support.same_person import SAME_PERSON


class Scene:
    """One request taken in, and everything that can happen to it."""

    def __init__(self, activation: Activation = ACTIVATION) -> None:
        self.drawn, self.store, self.sealed = Drawn(), FakeStore(), Sealed()
        drawn = self.drawn
        writer = letters(self.sealed, drawn)
        settle = SettleRequests(writer, drawn.chance())
        self.submissions = submissions_over(self.store, writer, drawn.chance(), activation)
        self.let_through = LetThrough(
            writer,
            writer.links,
            drawn.chance(),
            FakePersonKeys(),
            caution,
            promises(),
            SAME_PERSON,
        )
        self.matching = ReactToMatching(self.store, settle)
        self.answers = KeepAnswers(self.store, self.matching)
        self.links = KeepContactLinks(self.store)
        self.following = FollowRequests(self.store, settle, promises())
        self.feedback = TakeFeedback(self.store)
        self.corrections = CorrectRequests(
            self.store,
            municipality_of,
            FakePseudonymKeys(),
            caution,
            promises(),
            TellHelped(writer),
            SAME_PERSON,
        )
        self.reopening = ReopenRequests(self.store, settle, promises(), SAME_PERSON)
        self.contact = ShowContact(self.store, drawn.chance())
        self.link = ""

    async def open(self, email: str = "aino@example.org") -> MatchStory:
        asked = await self.submissions.take_in(plea(email), "key-of-the-scene")
        self.link = asked.answer.status_url.rpartition("/")[2]
        (request_id,) = self.store.state.requests
        return MatchStory(request_id)

    def always_draw_the_first_word(self) -> None:
        self.drawn.numbers = repeat(0)

    async def hear(self, *events: Envelope[Any]) -> None:
        for event in events:
            await self.reaction(event)(event)

    def reaction(self, event: Envelope[Any]) -> Callable[[Envelope[Any]], Awaitable[None]]:
        name = f"react_to_{event.type.replace('.', '_')}"
        rooms = {"match.access_issued": self.links, "match.proposed": self.answers}
        room = rooms.get(event.type, self.matching)
        found: Callable[[Envelope[Any]], Awaitable[None]] = getattr(room, name)
        return found

    @property
    def request(self) -> FakeRequest:
        (found,) = self.store.state.requests.values()
        return found

    @property
    def state(self) -> State:
        return self.request.stored.state

    def said(self, *kinds: type) -> list[Any]:
        return [item.data for item in self.store.state.published if isinstance(item.data, kinds)]

    def letters(self) -> list[str]:
        return [data.template for data in self.said(NotificationRequested)]
