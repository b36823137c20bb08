"""Where it is kept what was done with a request by hand."""

from collections.abc import Sequence
from typing import Protocol

from services.intake.acts.model import Act, Beside, Done, Note, Press, Stand, Tie
from services.intake.corrections.ports import CorrectionWork
from services.intake.requests.model import RequestId
from services.intake.requests.ports import EraseWork
from services.intake.staff.model import StaffId


class Acts(Protocol):
    """What was done with requests by hand, in one transaction."""

    async def stand(self, request_id: RequestId) -> Stand | None:
        """Read how a request stands, without locking it."""
        ...

    async def note(
        self,
        press: Press,
        act: Act,
        fields: Sequence[str] = (),
        other_id: RequestId | None = None,
    ) -> None:
        """Put on record what was done, with how the request stands now."""
        ...

    async def find(self, reference: str) -> RequestId | None:
        """Find a request by its whole reference."""
        ...

    async def lead(self, request_id: RequestId, to: RequestId) -> None:
        """Have every link of a request that was closed as another's double open that one."""
        ...

    async def tie(self, request_id: RequestId) -> Tie | None:
        """Give as which other request one went on last."""
        ...

    async def split_off(self, request_id: RequestId, part: RequestId) -> None:
        """Keep that a part of a request is one of its own now."""
        ...

    async def linked(self, request_id: RequestId) -> Sequence[Stand]:
        """Read what belongs together with one, the newest first."""
        ...

    async def alike(self, request_id: RequestId) -> Sequence[Beside]:
        """List a few open ones with the same number or address that do not belong to it yet."""
        ...

    async def link(self, one: RequestId, other: RequestId) -> None:
        """Keep that both belong together."""
        ...

    async def unlink(self, one: RequestId, other: RequestId) -> bool:
        """Keep that they do so no more; False where they did not."""
        ...

    async def number(self, request_id: RequestId, version: int) -> None:
        """Keep the number of the last event of one that stands as it stood."""
        ...

    async def done(self, request_id: RequestId) -> Sequence[Done]:
        """List what was done, the newest first."""
        ...

    async def write(self, request_id: RequestId, by: StaffId, text: str) -> None:
        """Keep a note, sealed with the request."""
        ...

    async def notes(self, request_id: RequestId) -> Sequence[Note]:
        """Unseal the notes, the oldest first."""
        ...

    async def strike(self, request_id: RequestId, note_id: int, by: StaffId) -> bool:
        """Strike a note through; False when there is none that holds."""
        ...


class WithActs(Protocol):
    """A transaction in which it is kept what was done by hand."""

    @property
    def acts(self) -> Acts:
        """Give what was done as this transaction sees it."""
        ...


class ActWork(WithActs, CorrectionWork, Protocol):
    """What acting on a request needs of a transaction."""


class EraseActWork(ActWork, EraseWork, Protocol):
    """What erasing a request that belongs together with others needs of a transaction."""
