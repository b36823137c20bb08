"""Proposals and assignments, and what choosing whom to ask reads and writes."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from services.matching.needs.model import Need, RequestId
from services.matching.needs.ports import WithNeeds
from services.matching.proposals.model import (
    ByHand,
    Claim,
    Decision,
    DueTurns,
    Granted,
    Match,
    MatchId,
    MatchState,
    Turn,
)
from services.matching.volunteers.model import VolunteerId
from services.matching.volunteers.ports import WithHelpers, WithVolunteers, WithWaiting
from shared.answered_letters import WithLetterBodies
from shared.contracts.words import Category, Language, Urgency, WithdrawalReason
from shared.work import Publishes, Receives, Stirs


class Proposals(Protocol):
    """What choosing takes and stores, in one transaction and many needs at a time."""

    async def due_turns(self, limit: int) -> DueTurns | None:
        """Take the needs of one shard that are due; None when others work off all that are.

        A shard is one process's own until the end of the transaction.
        """
        ...

    async def these_turns(self, request_ids: Sequence[RequestId]) -> DueTurns | None:
        """Take needs that are still due, unless someone else holds them."""
        ...

    async def turn(self, request_id: RequestId) -> Turn:
        """Read a need that is locked, with all that was tried, whether it is due or not."""
        ...

    async def hand_over_alone(self) -> None:
        """Wait for whoever becomes free now; comes before anything is read or changed."""
        ...

    async def claim(self, claims: Sequence[Claim]) -> Sequence[Granted]:
        """Store the proposals that respect every limit at this moment; the others change nothing.

        Somebody whose contact data does not open is set aside for a person, and not asked.

        One statement for all: of two processes that claim the same helper one waits and then sees
        what the other did.
        """
        ...

    async def hold(self, request_id: RequestId, number: int) -> None:
        """Hold a helper, and whoever is asked about a need, until the end of the transaction."""
        ...

    async def note_by_hand(self, match_id: MatchId, hand: ByHand) -> None:
        """Keep how a coordinator had somebody asked, and past which rules."""
        ...

    async def block(self, claims: Sequence[MatchId]) -> None:
        """Take claims of this transaction back: these people are never asked about these needs."""
        ...

    async def keep_decisions(self, decisions: Mapping[RequestId, Decision]) -> None:
        """Store why, and forget what is older than the last few of each need."""
        ...


class Matches(Protocol):
    """Proposals and assignments, in one transaction."""

    async def read(self, match_id: MatchId) -> Match:
        """Read a match."""
        ...

    async def find(self, match_id: MatchId) -> Match | None:
        """Read a match; None for one that is not known, or is forgotten."""
        ...

    async def by_proposal(self, token_hash: str) -> Match | None:
        """Read a match by its proposal link."""
        ...

    async def by_task(self, token_hash: str) -> Match | None:
        """Read a match by one of its task links."""
        ...

    async def live(self, request_id: RequestId) -> Sequence[Match]:
        """Give the proposals and the assignment that are not over."""
        ...

    async def asked_now(self, request_id: RequestId, number: int) -> Match | None:
        """Read what a helper is being asked about a need, by roster number."""
        ...

    async def has_live(self, volunteer_id: VolunteerId) -> bool:
        """Say whether somebody is asked or has a task."""
        ...

    async def held_by(self, volunteer_id: VolunteerId) -> Sequence[Match]:
        """Give what somebody is asked and has to do, in the order of the needs."""
        ...

    async def accept(self, match: Match) -> bool:
        """Accept if it is still open and in time; the store refuses a second acceptance."""
        ...

    async def end(
        self, matches: Sequence[Match], state: MatchState, minutes: int | None = None
    ) -> None:
        """Store the end of matches of one need and the number of the last event of each."""
        ...

    async def withdraw(self, matches: Sequence[Match], why: WithdrawalReason) -> None:
        """Store that matches of one need were taken back, why, and the number of the event."""
        ...

    async def leave_behind(self, request_id: RequestId) -> None:
        """Let help that was reported stand in nobody's way: its need is opened again."""
        ...

    async def end_week(self, match_id: MatchId) -> bool:
        """Let a task that was accepted seven days ago count no more; False when it does not."""
        ...

    async def count_event(self, match: Match) -> None:
        """Store the number of a match's last event."""
        ...

    async def allow_access(self, match_id: MatchId) -> bool:
        """Count a new contact link; False when the last one is too fresh or there were many."""
        ...

    async def links_issued(self, match_id: MatchId) -> int:
        """Count the links to the contact data that were mailed."""
        ...

    async def add_task_link(self, match_id: MatchId, token_hash: str) -> None:
        """Let one more link open the task page."""
        ...


class WithProposals(Protocol):
    """A transaction in which turns can be taken."""

    @property
    def proposals(self) -> Proposals:
        """Give what is to be chosen."""
        ...


class WithMatches(Protocol):
    """A transaction in which matches can be read and changed."""

    @property
    def matches(self) -> Matches:
        """Give the matches as this transaction sees them."""
        ...


class ChoosingWork(WithProposals, WithNeeds, WithHelpers, Publishes, Protocol):
    """What choosing needs of a transaction."""


class GivingUpWork(WithProposals, WithNeeds, Publishes, Protocol):
    """What giving a need up needs of a transaction."""


class ReferralWork(WithNeeds, Receives, Publishes, Protocol):
    """What answering the wish for a referral needs of a transaction."""


class MatchWork(WithMatches, WithWaiting, WithNeeds, WithVolunteers, Publishes, Protocol):
    """What changing a match needs of a transaction: its need stands otherwise, people are told."""


class ErasingWork(WithMatches, WithVolunteers, WithLetterBodies, Publishes, Protocol):
    """What erasing a volunteer needs of a transaction."""


class WishWork(MatchWork, WithProposals, WithHelpers, Receives, Protocol):
    """What asking the one volunteer whom a coordinator wishes for needs of a transaction."""


class EndingWork(MatchWork, Receives, Protocol):
    """What the end of a request needs of a transaction."""


class FailedLetterWork(MatchWork, WithLetterBodies, Receives, Protocol):
    """What ending what waited for a lost letter needs of a transaction."""


class CorrectingWork(MatchWork, WithProposals, WithHelpers, Receives, Stirs, Protocol):
    """What correcting or opening a need again asks of a transaction."""


class WithdrawingWork(WithMatches, WithWaiting, WithVolunteers, Publishes, Protocol):
    """What taking a match back needs of a transaction."""


class GrantingWork(WithMatches, WithVolunteers, Publishes, Protocol):
    """What issuing a link to the contact data needs of a transaction."""


class SearchingWork(WithMatches, WithNeeds, Protocol):
    """What searching on needs of a transaction."""


class DueMatches(Protocol):
    """What time alone brings about, read without locking anything."""

    async def lapsed(self, limit: int) -> Sequence[MatchId]:
        """List open proposals whose time is over, the longest first."""
        ...

    async def weeks_over(self, limit: int) -> Sequence[MatchId]:
        """List tasks that were accepted seven days ago and still count, the longest first."""
        ...


class Wording(Protocol):
    """Says codes and times in a reader's language."""

    def task(self, need: Need, language: Language) -> Mapping[str, str]:
        """Say of a task what tells it from another: what, where and when."""
        return {
            "kind": ", ".join(self.kind(each, language) for each in need.kinds),
            "area": self.area(need.municipality, need.postal_code, language),
            "urgency": self.urgency(need.said_urgency, language),
        }

    def kind(self, category: Category, language: Language) -> str:
        """Name a kind of help."""
        ...

    def urgency(self, urgency: Urgency | None, language: Language) -> str:
        """Say how soon; of a code of a later version that it is another."""
        ...

    def area(self, municipality: str, postal_code: str | None, language: Language) -> str:
        """Name a municipality and the postal area in it, nothing closer."""
        ...

    def time(self, moment: datetime, language: Language) -> str:
        """Say a moment as people do."""
        ...
