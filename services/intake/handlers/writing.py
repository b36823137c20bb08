"""The mails a requester gets, if they gave an address."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from services.intake.domain.model import Contact, NewRequest, Request, RequestId
from services.intake.ports.requests import WithRequests
from shared.chance import Chance
from shared.contracts.notify import NotificationRequested
from shared.contracts.words import Language, NoticeChannel
from shared.messaging.outbox import Announcement
from shared.sealing.notices import Notice
from shared.sealing.tokens import token_hash

NEWS_AGES = timedelta(days=3)
"""After this the status page says it better than a late mail."""


class Template(StrEnum):
    """Notify's names of the letters."""

    RECEIVED = "request_received"
    MATCHED = "request_matched"
    REOPENED = "request_reopened"
    CANCELLED = "request_cancelled"


@dataclass(frozen=True, slots=True)
class _Addressee:
    request_id: RequestId
    reference: str
    language: Language
    municipality: str


@dataclass(frozen=True, slots=True)
class Links:
    """The addresses that intake gives to people."""

    public_url: str

    def status_url(self, language: Language, token: str) -> str:
        """Give the address of one request's own page."""
        return f"{self.public_url}/{language}/p/{token}"


@dataclass(frozen=True, slots=True)
class Letters:
    """Writes letters, sealed for notify; each carries a status link of its own."""

    seal: Callable[[Notice], str]
    links: Links
    now: Callable[[], datetime]
    chance: Chance

    def received(self, new: NewRequest, status_url: str) -> Sequence[Announcement]:
        """Confirm a request with the link that its answer has too."""
        plea = new.plea
        if not plea.contact.email:
            return ()
        to = _Addressee(new.id, new.reference, plea.language, plea.municipality)
        return (self._letter(Template.RECEIVED, to, plea.contact, status_url),)

    async def news(
        self, work: WithRequests, template: Template, request: Request, cause: UUID | None
    ) -> Sequence[Announcement]:
        """Tell what happened, with a new link: of the earlier ones only hashes are kept."""
        contact = await work.requests.contact(request.id)
        if not contact.email:
            return ()
        token = self.chance.new_token()
        await work.requests.add_link(request.id, token_hash(token))
        to = _Addressee(request.id, request.reference, request.language, request.municipality)
        status_url = self.links.status_url(request.language, token)
        return (self._letter(template, to, contact, status_url, cause),)

    def _letter(
        self,
        template: Template,
        to: _Addressee,
        contact: Contact,
        status_url: str,
        cause: UUID | None = None,
    ) -> Announcement:
        notification_id = self.chance.new_id()
        values = {
            "reference": to.reference,
            "status_url": status_url,
            "first_name": contact.first_name,
        }
        data = NotificationRequested(
            notification_id=notification_id,
            template=template,
            language=to.language,
            channel=NoticeChannel.EMAIL,
            about=to.request_id,
            expires_at=self.now() + NEWS_AGES,
            sealed=self.seal(Notice(contact.email, values)),
        )
        return Announcement(
            subject=f"notification/{notification_id}",
            version=1,
            data=data,
            correlation_id=to.request_id,
            causation_id=cause,
            municipality=to.municipality,
        )
