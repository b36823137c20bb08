"""Forms being filled in."""

from datetime import timedelta
from typing import Protocol

from services.intake.request_form.model import Draft, DraftId
from services.intake.requests.ports import WithPartings, WithRequests
from services.intake.submissions.ports import SubmissionWork, WithSubmissions


class Drafts(Protocol):
    """Forms being filled in, in one transaction; `browser` is the hash of a browser's cookie."""

    async def start(self, draft: Draft, browser: str) -> None:
        """Start an empty draft."""
        ...

    async def read(self, draft_id: DraftId, browser: str) -> Draft | None:
        """Read a browser's draft that has not expired, locked until the end of the transaction."""
        ...

    async def unfinished(self, browser: str) -> DraftId | None:
        """Find the draft with answers that this browser has not sent; the newest if several."""
        ...

    async def left(self, browser: str) -> timedelta:
        """Say how long the last of a browser's drafts still lives; zero when none does."""
        ...

    async def save(self, draft: Draft) -> None:
        """Store the draft's answers, sealed; it lives on from now for its life.

        Of a draft that was sent only the answer is kept.
        """
        ...

    async def remove(self, draft_id: DraftId, browser: str) -> None:
        """Remove one draft of a browser with the key of its answers."""
        ...

    async def remove_all(self, browser: str) -> None:
        """Remove every draft of a browser."""
        ...

    async def remove_sent(self, browser: str) -> None:
        """Remove the drafts that a browser has sent; the requests stay."""
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


class FormerWork(WithPartings, WithRequests, Protocol):
    """What knowing whether a former helper may be asked first needs of a transaction."""


class FormWork(WithDrafts, FormerWork, SubmissionWork, Protocol):
    """What a form needs of a transaction: it becomes a request in one."""


class AgainWork(WithRequests, WithSubmissions, Protocol):
    """What asking for the same again needs of a transaction."""
