"""The letters a requester gets, if they can be reached by one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from services.intake.requests.model import Letter, Links, Request, Template
from services.intake.requests.ports import WithRequests
from services.intake.requests.rules.reach import CARRIED_BY, reached_by_letter
from shared.chance import Chance
from shared.contracts.notify import NotificationRequested
from shared.messaging.outbox import Announcement, Story
from shared.sealing.notices import Notice
from shared.sealing.tokens import token_hash

NEWS_AGES = timedelta(days=3)
"""By the network's clock; after this the status page says it better than a late mail."""


@dataclass(frozen=True, slots=True)
class RequestLetters:
    """Implements the port `Letters`; each letter carries a status link of its own."""

    seal: Callable[[Notice], str]
    links: Links
    now: Callable[[], datetime]
    chance: Chance

    async def news(
        self, work: WithRequests, template: Template, request: Request, cause: UUID | None
    ) -> Sequence[Announcement]:
        """Tell what happened, with a new link: of the earlier ones only hashes are kept."""
        reach_point = reached_by_letter(await work.requests.reach_points(request.id))
        if reach_point is None:
            return ()
        token = self.chance.new_token()
        await work.requests.add_link(request.id, token_hash(token))
        letter = Letter(
            template=template,
            request_id=request.id,
            reference=request.reference,
            language=reach_point.language,
            municipality=request.municipality,
            activation=request.activation,
            contact=await work.requests.contact(request.id),
            reach_point=reach_point,
            status_url=self.links.status_url(reach_point.language, token),
        )
        return (self.announce(letter, cause),)

    def announce(self, letter: Letter, cause: UUID | None = None) -> Announcement:
        """Seal the letter with its address."""
        notification_id = self.chance.new_id()
        values = {
            "reference": letter.reference,
            "status_url": letter.status_url,
            "first_name": letter.contact.first_name,
        }
        data = NotificationRequested(
            notification_id=notification_id,
            template=letter.template,
            language=letter.language,
            channel=CARRIED_BY[letter.reach_point.kind],
            about=letter.request_id,
            expires_at=self.now() + NEWS_AGES,
            sealed=self.seal(Notice(letter.reach_point.address, values)),
        )
        story = Story(letter.request_id, letter.municipality, cause, activation=letter.activation)
        return story.say(f"notification/{notification_id}", 1, data)
