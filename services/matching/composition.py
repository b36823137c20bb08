"""Every use case of matching, and the ports it stands on, before anything stands behind them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from uuid_utils.compat import uuid7

from services.matching.assignments import pages as assignment_pages
from services.matching.assignments.letters import AssignmentLetters
from services.matching.assignments.use_cases import SettleAssignments
from services.matching.invitations.ports import DueInvitations
from services.matching.invitations.use_cases import AnswerInvitations, EndInvitations
from services.matching.members import pages as member_pages
from services.matching.members.ports import DuePauses
from services.matching.members.use_cases import LookAfterMembership
from services.matching.needs.ports import DueNeeds
from services.matching.needs.use_cases import KeepNeeds
from services.matching.proposals import pages as proposal_pages
from services.matching.proposals.letters import Links, ProposalLetters
from services.matching.proposals.ports import DueMatches, Wording
from services.matching.proposals.use_cases.answer import AnswerProposals
from services.matching.proposals.use_cases.ask_wished import AskWished
from services.matching.proposals.use_cases.choose import ChooseHelpers, Rules
from services.matching.proposals.use_cases.correct import CorrectNeeds
from services.matching.proposals.use_cases.end_unreachable import EndUnreachable
from services.matching.proposals.use_cases.expire import ExpireProposals
from services.matching.proposals.use_cases.give_task import GiveTasks
from services.matching.proposals.use_cases.give_up import GiveUpNeeds
from services.matching.proposals.use_cases.grant_access import GrantAccess
from services.matching.proposals.use_cases.hand_over_late import HandOverLate
from services.matching.proposals.use_cases.react_to_requests import EndNeeds
from services.matching.proposals.use_cases.refer import ReferNeeds
from services.matching.proposals.use_cases.reopen import ReopenNeeds
from services.matching.proposals.use_cases.roster_picture import Picture
from services.matching.proposals.use_cases.withdraw import WithdrawMatches
from services.matching.reasons.ports import Reasons
from services.matching.reasons.use_cases import ExplainNeeds, ReportSearches
from services.matching.supply.ports import DueTowns
from services.matching.supply.use_cases import ReportSupply
from services.matching.troubles.use_cases import FollowUpTroubles
from services.matching.volunteers.letters import VolunteerLetters
from services.matching.volunteers.pages import confirm as confirm_pages
from services.matching.volunteers.ports import DueApplicants
from services.matching.volunteers.use_cases import (
    ChangeMembers,
    ForgetApplicants,
    RehashAddresses,
    SendMemberLinks,
    SignUpVolunteers,
)
from services.matching.work import Work
from shared.activation.current import Current
from shared.answered_letters import ForgetLetters
from shared.chance import Chance
from shared.letters import Post
from shared.loops import Setbacks
from shared.same_person import SamePerson
from shared.sealing.tokens import new_token
from shared.web.sessions import KeepSessions
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
    now: Callable[[], datetime]
    """The network's time."""
    chance: Chance = CHANCE


@dataclass(frozen=True, slots=True)
class UseCases:
    """Everything that happens in matching."""

    sign_up: SignUpVolunteers
    member_links: SendMemberLinks
    change_members: ChangeMembers
    membership: LookAfterMembership
    answer_invitations: AnswerInvitations
    end_invitations: EndInvitations
    forget: ForgetApplicants
    rehash: RehashAddresses
    keep_needs: KeepNeeds
    end_needs: EndNeeds
    correct_needs: CorrectNeeds
    reopen_needs: ReopenNeeds
    choose: ChooseHelpers
    give_up: GiveUpNeeds
    hand_over_late: HandOverLate
    ask_wished: AskWished
    refer: ReferNeeds
    answer: AnswerProposals
    expire: ExpireProposals
    end_unreachable: EndUnreachable
    assignments: SettleAssignments
    explain: ExplainNeeds
    report: ReportSearches
    supply: ReportSupply
    troubles: FollowUpTroubles
    sessions: KeepSessions
    letters: ForgetLetters


def make_use_cases(ports: Ports) -> UseCases:
    """Make the use cases over their ports."""
    store, clock, chance, origin = ports.store, ports.now, ports.chance, ports.origin
    letters = ProposalLetters(ports.post, links(origin, ports.contact_page), ports.wording, clock)
    access, withdraw = GrantAccess(letters, clock, chance), WithdrawMatches(letters)
    give = GiveTasks(access, withdraw)
    thanks = AssignmentLetters(ports.post, ports.wording, clock)
    member_links = SendMemberLinks(store, _volunteer_letters(ports), chance)
    return UseCases(
        sign_up=SignUpVolunteers(store, member_links, chance, ports.current),
        member_links=member_links,
        change_members=ChangeMembers(store),
        membership=LookAfterMembership(store, chance, clock),
        answer_invitations=AnswerInvitations(store, chance, ports.current),
        end_invitations=EndInvitations(store),
        forget=ForgetApplicants(store),
        rehash=RehashAddresses(store),
        keep_needs=KeepNeeds(store),
        end_needs=EndNeeds(store, withdraw),
        correct_needs=CorrectNeeds(store, withdraw, letters, ports.rules, clock),
        reopen_needs=ReopenNeeds(store),
        choose=ChooseHelpers(store, ports.picture, letters, chance, ports.rules, ports.same_person),
        give_up=GiveUpNeeds(store),
        hand_over_late=HandOverLate(store, ports.due_needs, ports.rules.policy),
        ask_wished=AskWished(store, letters, chance, ports.rules, ports.same_person, give, clock),
        refer=ReferNeeds(store),
        answer=AnswerProposals(store, access, give),
        expire=ExpireProposals(store),
        end_unreachable=EndUnreachable(store),
        assignments=SettleAssignments(store, access, thanks, clock, chance),
        explain=ExplainNeeds(ports.reasons),
        report=ReportSearches(store),
        supply=ReportSupply(store, ports.current, chance),
        troubles=FollowUpTroubles(store),
        sessions=KeepSessions(store),
        letters=ForgetLetters(store),
    )


def _volunteer_letters(ports: Ports) -> VolunteerLetters:
    return VolunteerLetters(
        ports.post,
        f"{ports.origin}{confirm_pages.router.prefix}",
        f"{ports.origin}{member_pages.router.prefix}/{{token}}",
        ports.now,
    )


def links(origin: str, contact_page: str) -> Links:
    """Give the addresses that letters about proposals lead to; the contact page is another's."""
    return Links(
        proposal=f"{origin}{proposal_pages.router.prefix}",
        task=f"{origin}{assignment_pages.router.prefix}",
        contact=f"{origin}{contact_page}",
    )
