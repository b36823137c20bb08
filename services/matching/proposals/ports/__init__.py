"""Proposals and assignments, and what choosing whom to ask reads and writes."""

from services.matching.proposals.ports.matches import DueMatches, Matches, WithMatches
from services.matching.proposals.ports.proposals import Proposals, WithProposals
from services.matching.proposals.ports.words import Wording
from services.matching.proposals.ports.works import (
    ChoosingWork,
    CorrectingWork,
    EndingWork,
    ErasingWork,
    FailedLetterWork,
    GivingUpWork,
    GrantingWork,
    MatchWork,
    SearchingWork,
    WideningWork,
    WishWork,
    WithdrawingWork,
)

__all__ = [
    "ChoosingWork",
    "CorrectingWork",
    "DueMatches",
    "EndingWork",
    "ErasingWork",
    "FailedLetterWork",
    "GivingUpWork",
    "GrantingWork",
    "MatchWork",
    "Matches",
    "Proposals",
    "SearchingWork",
    "WideningWork",
    "WishWork",
    "WithMatches",
    "WithProposals",
    "WithdrawingWork",
    "Wording",
]
