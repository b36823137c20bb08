"""The ports that all of matching stands on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from uuid_utils.compat import uuid7

from services.matching.invitations.ports import DueInvitations
from services.matching.members.ports import DuePauses
from services.matching.needs.ports import DueNeeds
from services.matching.partners.model import Agreements
from services.matching.partners.ports import DueCapacities
from services.matching.proposals.ports import DueMatches, Wording
from services.matching.proposals.use_cases.choose import Rules
from services.matching.proposals.use_cases.roster_picture import Picture
from services.matching.reasons.ports import Reasons
from services.matching.referrals.ports import DueReferrals
from services.matching.referrals.rules.terms import Terms
from services.matching.supply.ports import DueTowns
from services.matching.volunteers.ports import DueApplicants
from services.matching.work import Work
from shared.activation.current import Current
from shared.chance import Chance
from shared.funding import Funder
from shared.letters import Post
from shared.loops import Setbacks
from shared.same_person import SamePerson
from shared.sealing.tokens import new_token
from shared.work import Store

CHANCE: Final = Chance(uuid7, new_token)


@dataclass(frozen=True, slots=True)
class Ports:
    """What the use cases stand on; tests put fakes here."""

    store: Store[Work]
    due_matches: DueMatches
    due_applicants: DueApplicants
    due_pauses: DuePauses
    due_invitations: DueInvitations
    due_needs: DueNeeds
    due_towns: DueTowns
    due_capacities: DueCapacities
    agreements: Agreements
    towns: Sequence[str]
    """Where the network is and helps."""
    due_referrals: DueReferrals
    setbacks: Callable[[str], Setbacks]
    """Gives the tries of the loop of a name."""
    reasons: Reasons
    post: Post
    wording: Wording
    rules: Rules
    picture: Picture
    origin: str
    contact_page: str
    """Its path, with `{language}` and `{token}` to be filled in."""
    current: Current
    same_person: SamePerson
    funders: Sequence[Funder]
    now: Callable[[], datetime]
    """The network's time."""
    chance: Chance = CHANCE
    terms: Terms = field(default_factory=Terms)
    """How long each step of a referral may take."""
