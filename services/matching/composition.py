"""Every use case of matching over its ports, before anything stands behind those."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from services.matching.activities.use_cases.keep import KeepActivities
from services.matching.activities.use_cases.oversee import OverseeActivities
from services.matching.activities.use_cases.sheets import SheetsOfActivities
from services.matching.assignments import pages as assignment_pages
from services.matching.assignments.letters import AssignmentLetters
from services.matching.assignments.use_cases import SettleAssignments
from services.matching.invitations.use_cases import AnswerInvitations, EndInvitations
from services.matching.members import pages as member_pages
from services.matching.members.use_cases import LookAfterMembership, TellMembers
from services.matching.needs.use_cases import KeepNeeds
from services.matching.partners.use_cases.keep_invited import KeepInvited
from services.matching.partners.use_cases.look_after import LookAfterPartner
from services.matching.partners.use_cases.oversee import OverseePartners
from services.matching.partners.use_cases.remind import RemindOfCapacity
from services.matching.ports import Ports
from services.matching.programme.use_cases.plan import PlanActivities
from services.matching.programme.use_cases.show import ShowProgramme
from services.matching.proposals import pages as proposal_pages
from services.matching.proposals.letters import Links, ProposalLetters
from services.matching.proposals.use_cases.answer import AnswerProposals
from services.matching.proposals.use_cases.ask_wished import AskWished
from services.matching.proposals.use_cases.choose import ChooseHelpers
from services.matching.proposals.use_cases.correct import CorrectNeeds
from services.matching.proposals.use_cases.end_unreachable import EndUnreachable
from services.matching.proposals.use_cases.expire import ExpireProposals
from services.matching.proposals.use_cases.give_task import GiveTasks
from services.matching.proposals.use_cases.give_up import GiveUpNeeds
from services.matching.proposals.use_cases.grant_access import GrantAccess
from services.matching.proposals.use_cases.hand_over_late import HandOverLate
from services.matching.proposals.use_cases.react_to_requests import EndNeeds
from services.matching.proposals.use_cases.reopen import ReopenNeeds
from services.matching.proposals.use_cases.widen import WidenSearches
from services.matching.proposals.use_cases.withdraw import WithdrawMatches
from services.matching.purchases.use_cases.contract import BuyServices
from services.matching.purchases.use_cases.deliver import DeliverServices
from services.matching.reasons.use_cases import ExplainNeeds, ReportSearches
from services.matching.referrals.use_cases.answer import (
    AnswerReferrals,
    KeepReferralLinks,
    OverseeReferrals,
)
from services.matching.referrals.use_cases.end import CorrectRequests, EndRequests
from services.matching.referrals.use_cases.follow import FollowReferrals
from services.matching.referrals.use_cases.move import MoveReferrals, PassOnReferrals
from services.matching.referrals.use_cases.refer import ReferNeeds
from services.matching.referrals.use_cases.send import SendReferrals
from services.matching.referrals.use_cases.weigh import WeighPartners
from services.matching.supply.use_cases import ReportSupply
from services.matching.troubles.use_cases import FollowUpTroubles
from services.matching.volunteers.letters import VolunteerLetters
from services.matching.volunteers.pages import confirm as confirm_pages
from services.matching.volunteers.use_cases.rehash_addresses import RehashAddresses
from services.matching.volunteers.use_cases.sign_up import (
    ChangeMembers,
    ForgetApplicants,
    SendMemberLinks,
    SignUpVolunteers,
)
from services.matching.work import Work
from shared.answered_letters import ForgetLetters
from shared.clock import local_day
from shared.contracts.right_words import RightService
from shared.heard_activation import HearActivations
from shared.rights.answers import AnswerRights
from shared.sheets.glossary import IMPORTS_FILE, Glossary
from shared.web.sessions import KeepSessions


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
    end_needs: EndRequests
    correct_needs: CorrectRequests
    reopen_needs: ReopenNeeds
    choose: ChooseHelpers
    give_up: GiveUpNeeds
    hand_over_late: HandOverLate
    ask_wished: AskWished
    widen: WidenSearches
    refer: ReferNeeds
    follow_referrals: FollowReferrals
    pass_on_referrals: PassOnReferrals
    referral_links: KeepReferralLinks
    answer_referrals: AnswerReferrals
    oversee_referrals: OverseeReferrals
    weigh_partners: WeighPartners
    answer: AnswerProposals
    expire: ExpireProposals
    end_unreachable: EndUnreachable
    assignments: SettleAssignments
    explain: ExplainNeeds
    report: ReportSearches
    supply: ReportSupply
    troubles: FollowUpTroubles
    keep_invited: KeepInvited
    look_after_partner: LookAfterPartner
    oversee_partners: OverseePartners
    activities: KeepActivities
    oversee_activities: OverseeActivities
    remind_of_capacity: RemindOfCapacity
    activity_sheets: SheetsOfActivities
    plans: PlanActivities
    programme: ShowProgramme
    buy_services: BuyServices
    deliver_services: DeliverServices
    sessions: KeepSessions
    activations: HearActivations
    letters: ForgetLetters
    rights: AnswerRights[Work]


def make_use_cases(ports: Ports) -> UseCases:
    """Make the use cases over their ports."""
    store, clock, chance, origin = ports.store, ports.now, ports.chance, ports.origin
    today = partial(_local_day, clock)
    letters = ProposalLetters(ports.post, links(origin, ports.contact_page), ports.wording, clock)
    access, withdraw = GrantAccess(letters, clock, chance), WithdrawMatches(letters)
    give = GiveTasks(access, withdraw)
    thanks = AssignmentLetters(ports.post, ports.wording, clock)
    member_links = SendMemberLinks(store, _volunteer_letters(ports), chance)
    refer = SendReferrals(ports.terms, withdraw, chance, clock)
    moves = MoveReferrals(refer)
    keep = KeepActivities(store, ports.current, chance, clock, ports.funders)
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
        end_needs=EndRequests(store, EndNeeds(withdraw), moves),
        correct_needs=CorrectRequests(
            store, CorrectNeeds(withdraw, letters, ports.rules, clock), moves
        ),
        reopen_needs=ReopenNeeds(store),
        choose=ChooseHelpers(store, ports.picture, letters, chance, ports.rules, ports.same_person),
        give_up=GiveUpNeeds(store),
        hand_over_late=HandOverLate(store, ports.due_needs, ports.rules.policy),
        ask_wished=AskWished(store, letters, chance, ports.rules, ports.same_person, give, clock),
        widen=WidenSearches(store, ports.rules, clock),
        refer=ReferNeeds(store, refer),
        follow_referrals=FollowReferrals(store, moves),
        pass_on_referrals=PassOnReferrals(store, refer),
        referral_links=KeepReferralLinks(store),
        answer_referrals=AnswerReferrals(store, moves),
        oversee_referrals=OverseeReferrals(store, moves),
        weigh_partners=WeighPartners(store, clock),
        answer=AnswerProposals(store, access, give),
        expire=ExpireProposals(store),
        end_unreachable=EndUnreachable(store),
        assignments=SettleAssignments(store, access, thanks, clock, chance),
        explain=ExplainNeeds(ports.reasons),
        report=ReportSearches(store),
        supply=ReportSupply(store, ports.current, chance),
        troubles=FollowUpTroubles(store),
        keep_invited=KeepInvited(store),
        look_after_partner=LookAfterPartner(store, ports.towns, today, ports.agreements),
        oversee_partners=OverseePartners(store),
        activities=keep,
        oversee_activities=OverseeActivities(store),
        activity_sheets=SheetsOfActivities(keep, Glossary.read(IMPORTS_FILE).kind("activities")),
        remind_of_capacity=RemindOfCapacity(store),
        plans=PlanActivities(store, ports.current, chance, clock),
        programme=ShowProgramme(store, clock, ports.funders, origin),
        buy_services=BuyServices(store, ports.current, ports.towns, chance, today),
        deliver_services=DeliverServices(store, chance, today),
        sessions=KeepSessions(store),
        activations=HearActivations(store),
        letters=ForgetLetters(store),
        rights=AnswerRights(
            store, RightService.MATCHING, TellMembers(ports.same_person).known_of, chance.new_id
        ),
    )


def _local_day(now: Callable[[], datetime]) -> date:
    return local_day(now())


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
