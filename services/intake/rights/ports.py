"""What cases need of the world."""

from collections.abc import Sequence
from typing import Protocol

from services.intake.requests.model import RequestId
from services.intake.requests.ports import WithRequests
from services.intake.rights.model import (
    Asking,
    Beside,
    Case,
    Lately,
    Receipt,
    Right,
    RightId,
    Secret,
    Step,
    Tried,
)
from shared.work import Publishes, Receives


class Rights(Protocol):
    """Cases, in one transaction."""

    async def lately(self, mark: str) -> Lately:
        """Count the codes that were written in the last hour, to this address and in all."""
        ...

    async def add(self, asking: Asking) -> None:
        """Keep that somebody asks."""
        ...

    async def by_token(self, token_hash: str) -> Right | None:
        """Read a case that is open, by the link of the browser or of the letter."""
        ...

    async def try_code(self, token_hash: str, most: int) -> Tried | None:
        """Lock a case and count a try; None where no code is asked, or there were too many."""
        ...

    async def lock(self, right_id: RightId) -> Right | None:
        """Read a case, locked until the end of the transaction."""
        ...

    async def secret(self, right_id: RightId) -> Secret:
        """Unseal what belongs to the person."""
        ...

    async def gather(self, right_id: RightId, secret: Secret) -> None:
        """Note that they have shown who they are; their code opens nothing more."""
        ...

    async def say(self, right_id: RightId, version: int) -> None:
        """Store the number of the last event."""
        ...

    async def keep_receipt(self, right_id: RightId, receipt: Receipt) -> None:
        """Keep a service's answer; its first one stays."""
        ...

    async def receipts(self, right_id: RightId) -> Sequence[Receipt]:
        """Give what the services have answered."""
        ...

    async def make_ready(self, right_id: RightId, answer_hash: str, code_hash: str) -> None:
        """Let the answer be opened by a new link and code."""
        ...

    async def note_opened(self, right_id: RightId) -> None:
        """Let it be read for a little while from its first opening."""
        ...

    async def cases(self, limit: int) -> Sequence[Case]:
        """List those of people who showed who they are: open ones by their day, then the rest."""
        ...

    async def close_expired(self) -> int:
        """Erase what nobody may read any more, some at a time; gives how many."""
        ...

    async def note(self, right_id: RightId, step: Step) -> None:
        """Add to the audit."""
        ...

    async def requests_at(self, mark: str) -> Sequence[RequestId]:
        """List the requests whose people are reached at this mark, the newest first."""
        ...

    async def beside(self, request_id: RequestId) -> Beside:
        """Count what lies beside a request."""
        ...


class WithRights(Protocol):
    """A transaction in which cases can be read and changed."""

    @property
    def rights(self) -> Rights:
        """Give the cases as this transaction sees them."""
        ...


class RightWork(WithRights, WithRequests, Receives, Publishes, Protocol):
    """What a case needs of a transaction."""
