"""One transaction of all rooms: each room's repositories over one connection."""

from dataclasses import dataclass
from typing import Final, Protocol

from services.matching.activities.ports import WithActivities
from services.matching.activities.store import PostgresActivities
from services.matching.invitations.ports import WithInvitations
from services.matching.invitations.store import PostgresInvitations
from services.matching.needs.ports import WithNeeds
from services.matching.needs.store import PostgresNeeds
from services.matching.partners.ports import WithCommitments, WithPartners
from services.matching.partners.store import PostgresPartners
from services.matching.programme.ports import WithPlans
from services.matching.programme.store import PostgresPlans
from services.matching.proposals.ports import WithMatches, WithProposals
from services.matching.proposals.store.choosing import PostgresProposals
from services.matching.proposals.store.matches import PostgresMatches
from services.matching.proposals.store.waiting import PostgresWaiting
from services.matching.purchases.ports import WithPurchases
from services.matching.purchases.store import PostgresPurchases
from services.matching.reasons.ports import WithProgress
from services.matching.reasons.store import PostgresProgress
from services.matching.referrals.ports import WithReferrals
from services.matching.referrals.store import PostgresCommitments, PostgresReferrals
from services.matching.supply.ports import WithSupplies
from services.matching.supply.store import PostgresSupplies
from services.matching.troubles.ports import WithTroubles
from services.matching.troubles.store import PostgresTroubles
from services.matching.volunteers.ports import (
    WithFormerHashes,
    WithHelpers,
    WithMemberLinks,
    WithVolunteers,
    WithWaiting,
)
from services.matching.volunteers.store.former_hashes import PostgresFormerHashes
from services.matching.volunteers.store.helpers import PostgresHelpers
from services.matching.volunteers.store.member_links import PostgresMemberLinks
from services.matching.volunteers.store.volunteers import PostgresVolunteers
from shared.activation.store import PostgresActivations
from shared.answered_letters import WithLetterBodies
from shared.heard_activation import WithActivations
from shared.web.sessions import PostgresSessions, WithSessions
from shared.work import (
    Publishes,
    Receives,
    ReceivesBatches,
    Repository,
    Sealed,
    SealingTransaction,
    Stirs,
    StoreOver,
)


class Work(
    WithProposals,
    WithMatches,
    WithWaiting,
    WithNeeds,
    WithReferrals,
    WithProgress,
    WithVolunteers,
    WithMemberLinks,
    WithInvitations,
    WithHelpers,
    WithFormerHashes,
    WithTroubles,
    WithSupplies,
    WithPartners,
    WithCommitments,
    WithActivities,
    WithPlans,
    WithPurchases,
    WithSessions,
    WithActivations,
    WithLetterBodies,
    Receives,
    ReceivesBatches,
    Stirs,
    Publishes,
    Protocol,
):
    """What all use cases together need of a transaction; each asks for its part only."""


@dataclass(slots=True)
class MatchingWork(SealingTransaction):
    """The repositories of matching over one connection; they keep nothing of their own."""

    proposals = Sealed(PostgresProposals)
    matches = Repository(PostgresMatches)
    waiting = Repository(PostgresWaiting)
    needs = Repository(PostgresNeeds)
    referrals = Repository(PostgresReferrals)
    progress = Repository(PostgresProgress)
    troubles = Repository(PostgresTroubles)
    supplies = Repository(PostgresSupplies)
    partners = Repository(PostgresPartners)
    commitments = Repository(PostgresCommitments)
    activities = Repository(PostgresActivities)
    plans = Repository(PostgresPlans)
    purchases = Repository(PostgresPurchases)
    volunteers = Sealed(PostgresVolunteers)
    member_links = Repository(PostgresMemberLinks)
    invitations = Sealed(PostgresInvitations)
    former_hashes = Sealed(PostgresFormerHashes)
    helpers = Repository(PostgresHelpers)
    sessions = Repository(PostgresSessions)
    activations = Repository(PostgresActivations)


store_over: Final = StoreOver(MatchingWork, "matching")
