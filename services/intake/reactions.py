"""What intake does when it hears of something, by queue and type of event."""

from collections.abc import Mapping

from services.intake import queues
from services.intake.adapters import CHANCE, Adapters
from services.intake.board.use_cases.keep_reports import KeepSearchReports
from services.intake.briefings.use_cases import KeepCapacities
from services.intake.composition import gather_rights, hear_of_partners
from services.intake.contact_access.use_cases import KeepContactLinks
from services.intake.referrals.use_cases.follow import FollowReferrals
from services.intake.requests.use_cases.react_to_matching import ReactToMatching
from services.intake.requests.use_cases.settle import SettleRequests
from services.intake.supply.use_cases import KeepSupply
from services.intake.timelines.use_cases import KeepMessages
from services.intake.wishes.use_cases import KeepAnswers
from shared.contracts import matching as said
from shared.contracts.notify import EndpointSwitchedOff, NotificationFailed, NotificationSent
from shared.contracts.rights import RightAnswered
from shared.messaging.dispatch import by_type
from shared.messaging.receiver import Handler
from shared.messaging.topology import WorkQueue


def reactions(adapters: Adapters) -> Mapping[WorkQueue, Handler]:
    """Say which queue feeds which reactions."""
    react = ReactToMatching(adapters.store, SettleRequests(adapters.letters, CHANCE))
    links = KeepContactLinks(adapters.store)
    answers = KeepAnswers(adapters.store, react)
    reports = KeepSearchReports(adapters.store)
    supply = KeepSupply(adapters.store)
    messages = KeepMessages(adapters.store)
    partners, capacities = hear_of_partners(adapters), KeepCapacities(adapters.store)
    settle = SettleRequests(adapters.letters, CHANCE)
    follow = FollowReferrals(
        adapters.store,
        settle,
        adapters.partner_letters,
        adapters.letters,
        adapters.partner_names,
        CHANCE,
    )
    return {
        queues.DELIVERIES: by_type(
            queues.DELIVERIES,
            {
                NotificationSent: messages.react_to_notification_sent,
                NotificationFailed: messages.react_to_notification_failed,
                EndpointSwitchedOff: partners.react_to_endpoint_switched_off,
                RightAnswered: gather_rights(adapters).react_to_right_answered,
            },
        ),
        queues.MATCHES: by_type(
            queues.MATCHES,
            {
                said.MatchProposed: answers.react_to_match_proposed,
                said.MatchDeclined: react.react_to_match_declined,
                said.MatchExpired: react.react_to_match_expired,
                said.VolunteerMatched: answers.react_to_volunteer_matched,
                said.MatchAccessIssued: links.react_to_match_access_issued,
                said.MatchWithdrawn: react.react_to_match_withdrawn,
                said.RequestUnmatched: react.react_to_request_unmatched,
                said.AssignmentCompleted: react.react_to_assignment_completed,
                said.RequestSearchReported: reports.react_to_request_search_reported,
                said.SupplyReported: supply.react_to_supply_reported,
                said.RequestAssignmentRefused: answers.react_to_request_assignment_refused,
                said.RequestWidened: answers.react_to_request_widened,
                said.RequestWideningRefused: answers.react_to_request_widening_refused,
                said.RequestReferralRefused: answers.react_to_request_referral_refused,
                said.PartnerListed: partners.react_to_partner_listed,
                said.PartnerLeft: partners.react_to_partner_left,
                said.PartnerCapacityLapsing: partners.react_to_capacity_lapsing,
                said.PartnerCapacityReported: capacities.react_to_capacity_reported,
                said.PartnerPaused: capacities.react_to_pause,
                said.PartnerResumed: capacities.react_to_pause,
                **dict.fromkeys(queues.REFERRALS, follow.react_to_referral),
            },
        ),
    }
