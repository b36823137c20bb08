"""The port of requests, what matching said of them, and who helps."""

from collections.abc import Collection, Sequence
from typing import Protocol

from services.intake.requests.model import (
    Assignment,
    Circumstances,
    Closure,
    Contact,
    MatchId,
    Progress,
    Promise,
    Proposal,
    Referral,
    ReferralConsent,
    ReferralId,
    Request,
    RequestId,
    State,
    Task,
    Unmatched,
    VolunteerId,
)
from services.intake.requests.rules.asked import Asked
from services.intake.requests.rules.steps import Care
from shared.contracts.words import Helped
from shared.messaging.errors import PermanentError
from shared.reach_points import ReachPoint


class UnknownRequestError(PermanentError):
    """The event is about a request that intake never took in."""


class Requests(Protocol):
    """Requests and their assignments, in one transaction."""

    async def by_link(self, status_hash: str) -> Request | None:
        """Read a request by one of its status links, without locking it."""
        ...

    async def parts(self, request_id: RequestId) -> Sequence[str]:
        """Give the references of what was split off from a request."""
        ...

    async def lock(self, request_id: RequestId) -> Request | None:
        """Read a request, locked until the end of the transaction."""
        ...

    async def contact(self, request_id: RequestId) -> Contact:
        """Unseal who asks, where to meet and their words."""
        ...

    async def reach_points(self, request_id: RequestId) -> Sequence[ReachPoint]:
        """Unseal how they are reached: whoever asks first, each in the order they gave."""
        ...

    async def circumstances(self, request_id: RequestId) -> Circumstances:
        """Give who asked for whom, and what else bears on the help."""
        ...

    async def task(self, request_id: RequestId) -> Task:
        """Read what is to be done."""
        ...

    async def progress(self, request_id: RequestId) -> Progress:
        """Give all that matching has said about a request."""
        ...

    async def keep_proposal(self, request_id: RequestId, proposal: Proposal) -> None:
        """Store the newest of one match."""
        ...

    async def referred(self, referral_id: ReferralId) -> RequestId | None:
        """Say which request a referral is of; None for one that was not heard of."""
        ...

    async def keep_referral(self, request_id: RequestId, referral: Referral) -> None:
        """Store the newest of one referral."""
        ...

    async def consent(self, request_id: RequestId) -> ReferralConsent | None:
        """Give what was said last of whether an organisation may be asked; None: nothing."""
        ...

    async def keep_consent(self, request_id: RequestId, consent: ReferralConsent) -> None:
        """Keep what they say now; what they said before stays on record."""
        ...

    async def keep_unmatched(self, request_id: RequestId, notice: Unmatched) -> None:
        """Store the newest notice that nobody is left."""
        ...

    async def save_standing(
        self, request_id: RequestId, version: int, state: State, closure: Closure | None
    ) -> None:
        """Store how the request stands and the number of its last event."""
        ...

    async def asked(self, request_id: RequestId) -> Asked:
        """Read what matching searches by."""
        ...

    async def care(self, request_id: RequestId) -> Care:
        """Tell whether only staff see to it, and whether one of them has taken it on."""
        ...

    async def reopen(self, request_id: RequestId, version: int, after: int) -> None:
        """Open a request again: what was said of it up to the number `after` counts no more."""
        ...

    async def helped(self, request_id: RequestId) -> Helped | None:
        """Give what the one who asked answered after the help; None: nothing yet."""
        ...

    async def keep_helped(self, request_id: RequestId, version: int, helped: Helped) -> None:
        """Keep the answer and the number of its event; when it ended stays as it was."""
        ...

    async def erase(self, request_id: RequestId) -> None:
        """Destroy what the one who asked gave and every link of theirs."""
        ...

    async def add_link(self, request_id: RequestId, status_hash: str) -> None:
        """Let one more link open the status page."""
        ...

    async def letters_lately(self, request_id: RequestId) -> int:
        """Count the links that went out by letter in the last hour."""
        ...

    async def code_word(self, request_id: RequestId) -> str:
        """Give the word by which the one who helps, or will help, is known; read at one moment.

        Empty of a request from before there was one at once.
        """
        ...

    async def save_code_word(self, request_id: RequestId, code_word: str) -> None:
        """Let the next helper be known by another word."""
        ...

    async def code_words_used(self, request_id: RequestId) -> Collection[str]:
        """Give the words that somebody who helped, or was to help, has seen."""
        ...

    async def assignment(self, request_id: RequestId) -> Assignment | None:
        """Give the assignment that is open."""
        ...

    async def open_assignment(
        self, request_id: RequestId, assignment: Assignment, volunteer_id: VolunteerId
    ) -> None:
        """Open an assignment; the store refuses a second one for the same request."""
        ...

    async def introduce(self, request_id: RequestId, match_id: MatchId, name: str) -> None:
        """Keep the name by which the helper of an assignment that is open is introduced."""
        ...

    async def promise(self, request_id: RequestId) -> Promise | None:
        """Give by when whoever asked hears from us; None when nothing is promised."""
        ...

    async def keep_promise(self, request_id: RequestId, following: Promise | None) -> None:
        """Store what is promised from now on, or that nothing is."""
        ...

    async def close_assignment(self, request_id: RequestId) -> None:
        """Close the open assignment, if there is one: its contact page is shut."""
        ...


class WithRequests(Protocol):
    """A transaction in which requests can be read and changed."""

    @property
    def requests(self) -> Requests:
        """Give the requests as this transaction sees them."""
        ...
