"""What became of messages, in memory."""

from services.intake.requests.model import RequestId
from services.intake.timelines.model import Message
from tests.support.intake.state import Repository


class FakeMessages(Repository):
    """Messages in memory."""

    async def keep(self, request_id: RequestId, message: Message) -> None:
        _, known = self.state.messages.get(message.id, (request_id, None))
        is_newer = known is None or known.version < message.version
        if request_id in self.state.requests and is_newer:
            self.state.messages[message.id] = request_id, message
