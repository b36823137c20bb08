"""One request's story in memory."""

from dataclasses import dataclass

from services.intake.requests.model import RequestId, State
from services.intake.submissions.rules.reserved import why_reserved
from services.intake.timelines.model import FAILED, SENT, Consent, Entry, Message, Told
from tests.support.intake.acts.fakes import besides
from tests.support.intake.fakes import FakeStore
from tests.support.intake.state import FakeRequest


@dataclass(frozen=True)
class FakeTimelineReader:
    """Tells of the messages in the store, and of the entries that a test laid there."""

    store: FakeStore

    async def tell(self, request_id: RequestId, limit: int) -> Told | None:
        state = self.store.state
        item = state.requests.get(request_id)
        if item is None:
            return None
        promise, notice = state.promises.get(request_id), item.progress.unmatched
        asked = Entry(item.stored.created_at, "asked", item.plea.channel)
        others = [each for of, each in state.entries if of == request_id]
        messages = [_told(each) for of, each in state.messages.values() if of == request_id]
        entries = sorted([asked, *others, *messages], key=lambda each: each.at)
        is_stuck = notice is not None and item.stored.state is State.UNMATCHED
        return Told(
            request=item.stored,
            postal_code=None if item.plea.circumstances.address_secret else item.plea.postal_code,
            heard_by=promise.heard_by if promise else None,
            unmatched=notice.reason if notice and is_stuck else "",
            entries=entries[-limit:],
            is_for_all=not why_reserved(item.plea) and item.stored.state is not State.ESCALATED,
            village=self._village(item),
            is_whole=len(entries) <= limit,
            linked=besides(state, request_id),
        )

    def _village(self, item: FakeRequest) -> Consent | None:
        said = [each for each in self.store.state.villages if each[0] == item.stored.id]
        if not said:
            return None
        _, staff_id, said_yes, at = said[-1]
        is_old = item.corrected_at is not None and at < item.corrected_at
        staff = self.store.state.staff.values()
        who = next((one.name for one in staff if one.id == staff_id), "")
        return Consent(who, at) if said_yes and not is_old else None


def _told(message: Message) -> Entry:
    fields = (message.channel, message.reason) if message.reason else (message.channel,)
    what = FAILED if message.reason else SENT
    return Entry(message.ended_at, what, message.template or "", fields)
