"""The letters a requester gets, if they can be reached by one."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from services.intake.requests.model import Request, RequestLetter, Template
from services.intake.requests.ports import WithRequests
from services.intake.requests.rules.links import Links
from services.intake.requests.rules.safe_ways import own_letter_box
from shared.chance import Chance
from shared.contracts.words import Helped
from shared.letters import Letter, SealedPost
from shared.messaging.outbox import Announcement, Story
from shared.reach_points import ReachPoint, Whose, reached_by_letter
from shared.sealing.tokens import token_hash
from shared.web.dates import spoken_time

NEWS_AGES = timedelta(days=3)
"""By the network's clock; after this the status page says it better than a late mail."""


@dataclass(frozen=True, slots=True)
class RequestLetters:
    """Implements the port `Letters`; each letter carries a status link of its own."""

    post: SealedPost
    links: Links
    now: Callable[[], datetime]
    chance: Chance

    async def news(
        self,
        work: WithRequests,
        template: Template,
        request: Request,
        cause: UUID | None,
        heard_by: datetime | None = None,
    ) -> Sequence[Announcement]:
        """Tell what happened, with a new link: of the earlier ones only hashes are kept.

        `heard_by` is by when they hear from us again.
        """
        to = reached_by_letter(await work.requests.reach_points(request.id))
        if to is None:
            return ()
        letter = await self._letter(work, template, request, to)
        return (self.announce(replace(letter, heard_by=heard_by), cause),)

    async def helped_by(
        self, work: WithRequests, request: Request, partner: str, cause: UUID | None
    ) -> Sequence[Announcement]:
        """Tell which organisation helps, and how to say no; an empty `partner` names none."""
        to = reached_by_letter(await work.requests.reach_points(request.id))
        if to is None:
            return ()
        letter = await self._letter(work, Template.WITH_PARTNER, request, to)
        return (self.announce(replace(letter, partner=partner), cause),)

    async def to_helped(self, work: WithRequests, request: Request) -> Sequence[Announcement]:
        """Tell the helped person, by an address of their own, that their request has changed."""
        to = own_letter_box(await work.requests.reach_points(request.id))
        if to is None:
            return ()
        return (self.announce(await self._letter(work, Template.CHANGED, request, to)),)

    async def _letter(
        self, work: WithRequests, template: Template, request: Request, to: ReachPoint
    ) -> RequestLetter:
        token = self.chance.new_token()
        await work.requests.add_link(request.id, token_hash(token))
        return RequestLetter(
            template=template,
            request_id=request.id,
            reference=request.reference,
            municipality=request.municipality,
            activation=request.activation,
            contact=await work.requests.contact(request.id),
            to=to,
            status_url=self.links.status_url(to.language, token),
            code_word=await work.requests.code_word(request.id),
        )

    def announce(self, letter: RequestLetter, cause: UUID | None = None) -> Announcement:
        """Ask notify to send it."""
        sent = Letter(
            template=letter.template,
            about=letter.request_id,
            whose=letter.request_id,
            to=letter.to,
            expires_at=self.now() + NEWS_AGES,
            values={
                "reference": letter.reference,
                "status_url": letter.status_url,
                "first_name": _name_of(letter),
                "code_word": letter.code_word,
                **_promised(letter),
                **_who_asked(letter),
                **_answers(letter),
                **({"partner": letter.partner} if letter.partner else {}),
            },
        )
        story = Story(letter.request_id, letter.municipality, cause, activation=letter.activation)
        return self.post.send(story, sent)


def _name_of(letter: RequestLetter) -> str:
    is_asker = letter.to.whose is Whose.ASKER
    return letter.contact.asker_name if is_asker else letter.contact.first_name


def _promised(letter: RequestLetter) -> Mapping[str, str]:
    when = letter.heard_by
    return {"heard_by": spoken_time(when, letter.to.language)} if when else {}


def _who_asked(letter: RequestLetter) -> Mapping[str, str]:
    """Say to the one who is helped who asked, and to the asker that it is about another."""
    if letter.to.whose is Whose.ASKER:
        return {"for_other": "yes"}
    return {"asker_name": letter.contact.asker_name} if letter.tells_helped else {}


def _answers(letter: RequestLetter) -> Mapping[str, str]:
    """Give an address for each answer to the question after the help: opening changes nothing."""
    if letter.template is not Template.COMPLETED:
        return {}
    page = f"{letter.status_url}/palaute?vastaus="
    return {f"{answer}_url": f"{page}{answer}" for answer in Helped}
