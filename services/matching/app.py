"""Composition root: the one module that knows every concrete class of matching."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from uuid_utils.compat import uuid7

from services.matching import queues
from services.matching.activities.pages import overview as all_activities
from services.matching.activities.pages import own as activity_pages
from services.matching.activities.pages import plans as plan_pages
from services.matching.activities.pages import sheets as activity_sheet_pages
from services.matching.assignments import pages as assignment_pages
from services.matching.composition import UseCases, make_use_cases
from services.matching.engine.rules.solver import compiled_or_plain
from services.matching.invitations.store import PostgresDueInvitations
from services.matching.members import pages as member_pages
from services.matching.members.store import PostgresDuePauses
from services.matching.needs.store import PostgresDueNeeds
from services.matching.partners.adapters import read_agreements
from services.matching.partners.pages import facts as partner_facts_pages
from services.matching.partners.pages import overview as partner_overview_pages
from services.matching.partners.pages import own as own_partner_pages
from services.matching.partners.store import PostgresDueCapacities
from services.matching.ports import CHANCE, Ports
from services.matching.programme import pages as programme_pages
from services.matching.proposals import pages as proposal_pages
from services.matching.proposals.adapters import Matchmaker, place_of, wall_time
from services.matching.proposals.store.matches import PostgresDueMatches
from services.matching.proposals.use_cases.choose import Rules
from services.matching.proposals.use_cases.roster_picture import NearbyPicture, Picture
from services.matching.proposals.wording import LetterWording
from services.matching.purchases.pages import contract as contract_page
from services.matching.purchases.pages import contracts as contract_list_pages
from services.matching.purchases.pages import own as own_purchases
from services.matching.reasons import pages as reasons_pages
from services.matching.reasons.store import PostgresReasons
from services.matching.referrals.pages import link as referral_link
from services.matching.referrals.pages import overview as open_referrals
from services.matching.referrals.pages import own as own_referrals
from services.matching.referrals.store import PostgresDueReferrals
from services.matching.settings import Settings
from services.matching.supply.adapters import read_towns
from services.matching.supply.store import PostgresDueTowns
from services.matching.timers import timers
from services.matching.troubles import pages as trouble_pages
from services.matching.volunteers.pages import change as change_pages
from services.matching.volunteers.pages import confirm as confirm_pages
from services.matching.volunteers.pages import invited as invited_pages
from services.matching.volunteers.pages import join as join_pages
from services.matching.volunteers.store.due_applicants import PostgresDueApplicants
from services.matching.work import store_over
from shared.activation.current import PostgresCurrent
from shared.contracts import intake as said
from shared.contracts.notify import NotificationFailed, NotificationSent
from shared.contracts.rights import RightRequested
from shared.letters import SealedPost, seal_for_notify
from shared.loops import (
    DueRows,
    Loop,
    PostgresSetbacks,
)
from shared.messaging.batch_consumer import BatchHandler
from shared.messaging.dispatch import batch_by_type, by_type
from shared.messaging.outbox import Outbox
from shared.messaging.receiver import Handler
from shared.messaging.topology import WorkQueue
from shared.same_person import SamePerson
from shared.sealing.key_text import KeyText
from shared.sealing.keyring import KeptRing
from shared.sealing.vault import Vault
from shared.service import Opened, Service, Wired


@dataclass(slots=True)
class Hint:
    """Called after a commit that announced or stirred: the relay and the matchmaker have work."""

    relay: Callable[[], None]
    matchmaker: Loop | None = None

    def __call__(self) -> None:
        """Wake both; before the matchmaker is there, what is due just waits."""
        self.relay()
        if self.matchmaker is not None:
            self.matchmaker.wake()


def compose(ports: Ports, use: UseCases) -> Wired:
    """Say what calls which use case."""
    return Wired(
        use_cases=(
            use.sign_up,
            use.member_links,
            use.change_members,
            use.membership,
            use.answer_invitations,
            use.answer,
            use.assignments,
            use.answer_referrals,
            use.oversee_referrals,
            use.weigh_partners,
            use.oversee_activities,
            use.explain,
            use.troubles,
            use.look_after_partner,
            use.oversee_partners,
            use.activities,
            use.activity_sheets,
            use.plans,
            use.programme,
            use.buy_services,
            use.deliver_services,
        ),
        reactions=_reactions(use),
        batches=_batches(use),
        loops=(_matchmaker(ports, use), *timers(ports, use)),
    )


def wire(opened: Opened[Settings]) -> Wired:
    """Make everything over PostgreSQL."""
    settings, pool, hint = opened.settings, opened.pool, Hint(opened.hint)
    now = opened.clock.now
    vault = Vault(KeptRing(KeyText(settings.sealing_keys.get_secret_value())))
    outbox = Outbox("porukalla/matching", now, uuid7)
    engine, towns = compiled_or_plain(), read_towns(settings.town_file)
    kind = Picture if settings.roster == "memory" else NearbyPicture
    ports = Ports(
        store=store_over(pool, outbox, vault, hint),
        due_matches=PostgresDueMatches(pool),
        due_applicants=PostgresDueApplicants(pool),
        due_pauses=PostgresDuePauses(pool),
        due_invitations=PostgresDueInvitations(pool),
        due_needs=PostgresDueNeeds(pool),
        due_referrals=PostgresDueReferrals(pool),
        terms=settings.referral_terms,
        due_towns=PostgresDueTowns(pool, towns.served),
        due_capacities=PostgresDueCapacities(pool),
        towns=towns.of_partners,
        agreements=read_agreements(settings.agreement_file),
        setbacks=partial(PostgresSetbacks, pool),
        reasons=PostgresReasons(pool),
        post=SealedPost(seal_for_notify(KeyText(settings.notify_public_key)), CHANCE),
        wording=LetterWording(opened.pages.catalogues),
        rules=Rules(settings.policy, engine.solve, place_of, wall_time),
        picture=kind(engine.gather),
        origin=settings.origin,
        contact_page=opened.pages.addresses.pages["contact"],
        current=PostgresCurrent(pool),
        same_person=SamePerson(KeyText(settings.same_person_key.get_secret_value())),
        funders=opened.pages.funding.funders,
        now=now,
    )
    wired = compose(ports, make_use_cases(ports))
    hint.matchmaker = wired.loops[0]
    return wired


def _reactions(use: UseCases) -> Mapping[WorkQueue, Handler]:
    sessions = by_type(
        queues.STAFF_SESSIONS,
        {
            said.StaffSessionClosed: use.sessions.on_staff_session_closed,
            said.ActivationChanged: use.activations.react_to_activation_changed,
        },
    )
    deliveries = by_type(
        queues.DELIVERIES,
        {
            NotificationSent: use.letters.react_to_letter_ended,
            NotificationFailed: use.end_unreachable.react_to_notification_failed,
        },
    )
    organisations = by_type(
        queues.ORGANISATIONS,
        {
            said.OrganisationInvited: use.keep_invited.react_to_organisation_invited,
            said.OrganisationReachChanged: use.keep_invited.react_to_reach_changed,
        },
    )
    return {
        queues.STAFF_SESSIONS: sessions,
        queues.DELIVERIES: deliveries,
        queues.ORGANISATIONS: organisations,
    }


def _batches(use: UseCases) -> Mapping[WorkQueue, BatchHandler]:
    requests = batch_by_type(
        queues.REQUESTS,
        {said.RequestCreated: use.keep_needs.react_to_requests_created},
        {
            said.RequestCancelled: use.end_needs.react_to_request_cancelled,
            said.RequestCompleted: use.end_needs.react_to_request_completed,
            said.RequestClosed: use.end_needs.react_to_request_closed,
            said.RequestUpdated: use.correct_needs.react_to_request_updated,
            said.RequestReopened: use.reopen_needs.react_to_request_reopened,
            said.RequestAssignmentRequested: use.ask_wished.react_to_assignment_requested,
            said.RequestWideningRequested: use.widen.react_to_widening_requested,
            said.RequestReferralRequested: use.refer.react_to_referral_requested,
            said.ReferralLinkIssued: use.referral_links.react_to_link_issued,
            RightRequested: use.rights.react_to_right_requested,
        },
    )
    return {queues.REQUESTS: requests}


def _matchmaker(ports: Ports, use: UseCases) -> Loop:
    setbacks, give_up = ports.setbacks("matchmaker"), use.give_up.give_up_need
    singly = DueRows(ports.due_needs.looks, use.choose.choose_one, "request_id", setbacks, give_up)
    return Loop("matchmaker", Matchmaker(use.choose.choose_batch, singly))


SERVICE: Final = Service(
    name="matching",
    here=Path(__file__).parent,
    routers=(
        confirm_pages.router,
        join_pages.router,
        invited_pages.router,
        change_pages.router,
        member_pages.router,
        proposal_pages.router,
        assignment_pages.router,
        referral_link.router,
        own_referrals.router,
        open_referrals.router,
        trouble_pages.router,
        reasons_pages.router,
        own_partner_pages.router,
        partner_facts_pages.router,
        partner_overview_pages.router,
        plan_pages.router,
        activity_sheet_pages.router,
        activity_pages.router,
        all_activities.router,
        programme_pages.router,
        contract_list_pages.router,
        contract_page.router,
        own_purchases.router,
    ),
    wire=wire,
)
