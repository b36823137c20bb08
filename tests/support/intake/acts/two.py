"""Two requests in memory, and a coordinator's hands over them."""

from dataclasses import dataclass, replace

from services.intake.submissions.model import Plea
from shared.reach_points import ReachKind
from tests.support.intake.acts.building import Hands
from tests.support.intake.requests.building import MatchStory
from tests.support.intake.state import FakeRequest
from tests.support.intake.submissions.building import plea

FIRST, SECOND = "Maitoa ja leipää, kiitos.", "Ja kahvia."


def said(text: str = SECOND, email: str = "aino@example.org") -> Plea:
    asked = plea(email)
    points = tuple(
        replace(point, address="+358409999999")
        if point.kind is ReachKind.PHONE and email != "aino@example.org"
        else point
        for point in asked.reach_points
    )
    return replace(asked, contact=replace(asked.contact, text=text), reach_points=points)


@dataclass
class Two:
    """Two requests, the first one on the page."""

    hands: Hands
    links: tuple[str, str]

    @property
    def requests(self) -> tuple[FakeRequest, FakeRequest]:
        first, second = self.hands.scene.store.state.requests.values()
        return first, second

    @property
    def other(self) -> str:
        return self.requests[1].stored.reference

    def story(self, number: int) -> MatchStory:
        return MatchStory(self.requests[number].stored.id)

    async def helped(self, number: int) -> MatchStory:
        story = self.story(number)
        await self.hands.scene.hear(story.proposed(), story.matched())
        return story

    async def led_to(self, number: int) -> str:
        standing = await self.hands.scene.following.show_request(self.links[number])
        assert standing is not None
        return standing.request.reference


async def two(*pleas: Plea) -> Two:
    hands, links = Hands(), []
    for number, each in enumerate(pleas or (said(FIRST), said())):
        taken = await hands.scene.submissions.take_in(each, f"key-{number}")
        links.append(taken.answer.status_url.rpartition("/")[2])
    hands.about = next(iter(hands.scene.store.state.requests))
    return Two(hands, (links[0], links[1]))
