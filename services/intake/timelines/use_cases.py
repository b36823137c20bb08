"""Tell one request's story, and keep what became of messages about it."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.intake.requests.model import RequestId
from services.intake.requests.use_cases.react_to_lost_letters import follow_up_lost_letter
from services.intake.staff.model import StaffId
from services.intake.timelines.model import Line, Message, Told
from services.intake.timelines.ports import MessageWork, TimelineReader, WithVillages
from services.intake.timelines.rules import READ, SHOWN, lines_of
from shared.clock import local_day
from shared.contracts.envelope import Envelope
from shared.contracts.notify import NotificationFailed, NotificationSent
from shared.work import Store


@dataclass(frozen=True, slots=True)
class Timeline:
    """A request, and the lines of its page, the oldest first."""

    told: Told
    lines: Sequence[Line]
    is_whole: bool


@dataclass(frozen=True, slots=True)
class ShowTimeline:
    """A request as staff open it; whose it is stands on another page, opened for a reason."""

    reader: TimelineReader
    store: Store[WithVillages]
    origin: str
    """Begins the link by which somebody of the village says yes."""

    async def note_village(
        self, request_id: RequestId, staff_id: StaffId, *, said_yes: bool
    ) -> None:
        """Keep whether who asked agrees that the village's own group reads what they need."""
        async with self.store.begin() as work:
            await work.villages.note(request_id, staff_id, said_yes=said_yes)

    async def show(self, request_id: RequestId) -> Timeline | None:
        """Tell the newest lines; None for an unknown request."""
        told = await self.reader.tell(request_id, READ)
        if told is None:
            return None
        lines = lines_of(told.entries, local_day)
        return Timeline(told, lines[-SHOWN:], told.is_whole and len(lines) <= SHOWN)


@dataclass(frozen=True, slots=True)
class KeepMessages:
    """In any order and more than once: of one message what was said last counts.

    The letter itself is emptied by the same transaction, for nobody needs its words any more.
    """

    store: Store[MessageWork]

    async def react_to_notification_sent(self, event: Envelope[NotificationSent]) -> None:
        """Keep that it left."""
        async with self.store.begin() as work:
            if await work.first_delivery(event):
                await _keep(work, event, None)
                await work.letter_bodies.empty([event.data.notification_id])

    async def react_to_notification_failed(self, event: Envelope[NotificationFailed]) -> None:
        """Keep why it never will, and call a person where it was a letter to who asked."""
        async with self.store.begin() as work:
            if await work.first_delivery(event):
                await _keep(work, event, event.data.reason)
                await follow_up_lost_letter(work, event)


async def _keep(
    work: MessageWork,
    event: Envelope[NotificationSent] | Envelope[NotificationFailed],
    reason: str | None,
) -> None:
    data = event.data
    message = Message(
        id=data.notification_id,
        version=event.subjectversion,
        template=data.template,
        channel=data.channel,
        ended_at=event.time,
        reason=reason,
    )
    await work.messages.keep(RequestId(event.correlationid), message)
