"""What became of messages, in memory."""

from services.intake.requests.model import RequestId
from services.intake.staff.model import StaffId
from services.intake.timelines.model import Message
from tests.support.intake.state import Repository


class FakeMessages(Repository):
    """Messages in memory."""

    async def keep(self, request_id: RequestId, message: Message) -> None:
        _, known = self.state.messages.get(message.id, (request_id, None))
        is_newer = known is None or known.version < message.version
        if request_id in self.state.requests and is_newer:
            self.state.messages[message.id] = request_id, message


class FakeVillages(Repository):
    """What those who asked say about the village's group, in memory."""

    async def note(self, request_id: RequestId, staff_id: StaffId, *, said_yes: bool) -> None:
        if request_id in self.state.requests:
            self.state.villages.append((request_id, staff_id, said_yes, self.state.now))
