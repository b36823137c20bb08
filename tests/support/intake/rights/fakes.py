"""Cases in memory."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from services.intake.requests.model import RequestId
from services.intake.rights.model import (
    Answered,
    Asking,
    Beside,
    Case,
    Lately,
    Receipt,
    Right,
    RightId,
    Secret,
    State,
    Step,
    Tried,
)
from services.intake.rights.rules import ANSWER_LIVES, CODE_LIVES, READ_WITHIN
from tests.support.intake.state import FakeRight, Repository

MONTH = timedelta(days=30)
ANSWERS = {State.READY, State.OPENED}


class FakeRights(Repository):
    """Cases in memory."""

    async def lately(self, mark: str) -> Lately:
        since = self.state.now - timedelta(hours=1)
        written = [
            each for each in self.state.rights.values() if each.code_hash and each.asked_at > since
        ]
        return Lately(len([each for each in written if each.mark == mark]), len(written))

    async def add(self, asking: Asking) -> None:
        self.state.rights[asking.right.id] = FakeRight(
            right=asking.right,
            token_hash=asking.token_hash,
            asked_at=self.state.now,
            expires_at=self.state.now + CODE_LIVES,
            mark=asking.mark,
            code_hash=asking.code_hash,
            secret=asking.secret,
        )

    async def by_token(self, token_hash: str) -> Right | None:
        for each in self._open():
            if token_hash in {each.token_hash, each.answer_hash}:
                return each.right
        return None

    async def try_code(self, token_hash: str, most: int) -> Tried | None:
        for each in self._open():
            is_first = token_hash == each.token_hash and each.right.state is State.ASKED
            is_answer = token_hash == each.answer_hash and each.right.state in ANSWERS
            if (is_first or is_answer) and each.tries < most:
                each.tries += 1
                return Tried(each.right, each.code_hash)
        return None

    async def lock(self, right_id: RightId) -> Right | None:
        found = self.state.rights.get(right_id)
        return found.right if found else None

    async def secret(self, right_id: RightId) -> Secret:
        secret = self.state.rights[right_id].secret
        if secret is None:
            raise LookupError
        return secret

    async def gather(self, right_id: RightId, secret: Secret) -> None:
        found = self.state.rights[right_id]
        found.right = replace(found.right, state=State.GATHERING)
        found.secret, found.code_hash, found.tries = secret, None, 0
        found.expires_at = found.right.due_at + MONTH

    async def say(self, right_id: RightId, version: int) -> None:
        found = self.state.rights[right_id]
        found.right = replace(found.right, version=version)

    async def keep_receipt(self, right_id: RightId, receipt: Receipt) -> None:
        self.state.rights[right_id].receipts.setdefault(receipt.service, receipt)

    async def receipts(self, right_id: RightId) -> Sequence[Receipt]:
        found = self.state.rights[right_id]
        return (
            sorted(found.receipts.values(), key=lambda each: each.service) if found.secret else []
        )

    async def make_ready(self, right_id: RightId, answer_hash: str, code_hash: str) -> None:
        found = self.state.rights[right_id]
        found.right = replace(found.right, state=State.READY)
        found.answer_hash, found.code_hash, found.tries = answer_hash, code_hash, 0
        found.expires_at = self.state.now + ANSWER_LIVES

    async def note_opened(self, right_id: RightId) -> None:
        found = self.state.rights[right_id]
        found.right = replace(found.right, state=State.OPENED)
        found.expires_at = self.state.now + READ_WITHIN

    async def cases(self, limit: int) -> Sequence[Case]:
        proven = [
            each for each in self.state.rights.values() if each.right.state is not State.ASKED
        ]
        is_closed = {each.right.id: each.right.state is State.CLOSED for each in proven}
        proven.sort(key=lambda each: (is_closed[each.right.id], each.right.due_at))
        return [
            Case(
                each.right.id,
                each.right.state,
                each.asked_at,
                each.right.due_at,
                each.expires_at if is_closed[each.right.id] else None,
                each.right.state is State.GATHERING and each.right.due_at < self.state.now,
                {
                    name: Answered(self.state.now, said.things)
                    for name, said in each.receipts.items()
                },
            )
            for each in proven
        ][:limit]

    async def close_expired(self) -> int:
        now = self.state.now
        over = [each for each in self.state.rights.values() if each.expires_at <= now]
        over = [each for each in over if each.right.state is not State.CLOSED]
        for each in over:
            if each.right.state is State.ASKED:
                del self.state.rights[each.right.id]
                continue
            each.right = replace(each.right, state=State.CLOSED)
            each.secret = each.mark = each.code_hash = None
            await self.note(each.right.id, Step.CLOSED)
        return len(over)

    async def note(self, right_id: RightId, step: Step) -> None:
        self.state.right_steps.append((right_id, step))

    async def requests_at(self, mark: str) -> Sequence[RequestId]:
        found = [item for item in self.state.requests.values() if mark in item.marks.values()]
        found.sort(key=lambda item: item.stored.created_at, reverse=True)
        return [item.stored.id for item in found]

    async def beside(self, request_id: RequestId) -> Beside:
        looks = [each for each in self.state.looks if each.request_id == request_id]
        return Beside(looks=len(looks))

    def _open(self) -> Sequence[FakeRight]:
        now = self.state.now
        return [
            each
            for each in self.state.rights.values()
            if each.expires_at > now and each.right.state is not State.CLOSED
        ]
