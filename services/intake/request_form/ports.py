"""Forms being filled in."""

from datetime import timedelta
from typing import Protocol

from services.intake.request_form.model import Draft, DraftId
from services.intake.submissions.ports import SubmissionWork


class Drafts(Protocol):
    """Forms being filled in, in one transaction."""

    async def start(self, draft_id: DraftId, token_hash: str, lifetime: timedelta) -> None:
        """Start an empty draft."""
        ...

    async def read(self, token_hash: str) -> Draft | None:
        """Read a draft that has not expired, locked until the end of the transaction."""
        ...

    async def save(self, draft: Draft) -> None:
        """Store the draft's answers, sealed; of a draft that was sent only the answer is kept."""
        ...

    async def remove_expired(self) -> int:
        """Remove some expired drafts with the keys of their answers; gives how many."""
        ...


class WithDrafts(Protocol):
    """A transaction in which drafts can be read and changed."""

    @property
    def drafts(self) -> Drafts:
        """Give the drafts as this transaction sees them."""
        ...


class FormWork(WithDrafts, SubmissionWork, Protocol):
    """What a form needs of a transaction: it becomes a request in one."""
