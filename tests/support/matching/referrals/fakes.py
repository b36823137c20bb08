"""Referrals in memory."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from services.matching.needs.model import Need, NeedState, RequestId
from services.matching.partners.model import OrganisationId
from services.matching.proposals.rules.wanted import is_for_partners_first
from services.matching.referrals.model import (
    RESERVED,
    Choice,
    Following,
    Load,
    Loads,
    Referral,
    ReferralId,
    ReferralState,
    Shown,
)
from services.matching.referrals.rules.deadlines import Deadlines
from services.matching.referrals.use_cases.refer import NO_VOLUNTEER
from shared.clock import HELSINKI
from shared.contracts.partner_words import PartnerStanding
from tests.support.matching.state import FakeReferral, FakeState, Repository, Stateful

_COUNTS = {
    ReferralState.SENT,
    ReferralState.ASKED_BACK,
    ReferralState.ACCEPTED,
    ReferralState.IN_PROGRESS,
    ReferralState.COMPLETED,
}


class TwoOpenReferralsError(Exception):
    """A request has two: the unique index of the real store says the same."""


class FakeReferrals(Repository):
    """Referrals, in memory."""

    async def hold_turns(self) -> None:
        """Of this store there is one transaction at a time."""

    async def loads(self, ids: Collection[OrganisationId]) -> Loads:
        loads: dict[tuple[OrganisationId, str], Load] = {}
        last: dict[OrganisationId, datetime] = {}
        wall = self.state.now.astimezone(HELSINKI)
        midnight = wall.replace(hour=0, minute=0, second=0, microsecond=0)
        monday, first = midnight - timedelta(days=wall.weekday()), midnight.replace(day=1)
        for each in self.state.referrals.values():
            whose, counts = each.referral.organisation_id, each.referral.state in _COUNTS
            if whose not in ids:
                continue
            last[whose] = max(last.get(whose, each.sent_at), each.sent_at)
            need = self.state.needs[each.referral.request_id]
            is_said = need is not None and need.volunteer_allowed
            line = each.referral.service_line if is_said else RESERVED
            before = loads.get((whose, line), Load())
            loads[whose, line] = Load(
                before.day + (counts and each.sent_at >= midnight),
                before.week + (counts and each.sent_at >= monday),
                before.month + (counts and each.sent_at >= first),
            )
        return Loads(loads, last)

    async def add(self, referral: Referral, until: Deadlines) -> Referral:
        if await self.open_of(referral.request_id):
            raise TwoOpenReferralsError
        now = self.state.now
        kept = replace(referral, answer_by=now + until.end)
        self.state.referrals[referral.id] = FakeReferral(kept, now, now + until.reminder)
        return kept

    async def find(self, referral_id: ReferralId) -> Referral | None:
        found = self.state.referrals.get(referral_id)
        if found is None:
            return None
        return replace(found.referral, is_due=_is_due(self.state, found))

    async def by_link(self, token_hash: str) -> tuple[Referral, UUID] | None:
        referral_id, staff_id = self.state.referral_links.get(token_hash, (None, None))
        found = await self.find(referral_id) if referral_id else None
        return (found, staff_id) if found and staff_id else None

    async def keep_link(self, token_hash: str, referral_id: ReferralId, staff_id: UUID) -> None:
        if referral_id in self.state.referrals:
            self.state.referral_links.setdefault(token_hash, (referral_id, staff_id))

    async def open_of(self, request_id: RequestId) -> Referral | None:
        found = [
            each.referral
            for each in self.state.referrals.values()
            if each.referral.request_id == request_id and each.referral.is_open
        ]
        return found[0] if found else None

    async def asked(self, request_id: RequestId) -> Mapping[OrganisationId, ReferralState]:
        found = [each.referral for each in self.state.referrals.values()]
        return {one.organisation_id: one.state for one in found if one.request_id == request_id}

    async def save(self, referral: Referral, until: Deadlines | None) -> Referral:
        row, now = self.state.referrals[referral.id], self.state.now
        answer_by = now + until.end if until else row.referral.answer_by
        row.referral = replace(referral, answer_by=answer_by, is_reminded=False)
        row.due_at = now + until.reminder if until else None
        return row.referral

    async def leave_to_coordinator(self, request_id: RequestId) -> None:
        for row in self.state.referrals.values():
            one = row.referral
            if one.request_id == request_id and one.passes_on is Following.NEXT:
                row.referral = replace(one, passes_on=Following.COORDINATOR)

    async def passed_on(self, referral_id: ReferralId) -> None:
        row = self.state.referrals[referral_id]
        row.referral = replace(row.referral, passes_on=None)

    async def remind(self, referral: Referral) -> Referral:
        row = self.state.referrals[referral.id]
        row.referral, row.due_at = replace(referral, is_reminded=True), referral.answer_by
        return row.referral

    async def keep_choice(self, request_id: RequestId, number: int, choice: Choice) -> None:
        self.state.referral_choices[request_id] = number, choice

    async def shown_to(self, organisation_id: OrganisationId, limit: int) -> Sequence[Shown]:
        own = [
            each
            for each in self.state.referrals.values()
            if each.referral.organisation_id == organisation_id
        ]
        own.sort(key=lambda each: (each.due_at is None, each.due_at or each.sent_at))
        return [_shown(self.state, each) for each in own[:limit]]

    async def open_everywhere(self, limit: int) -> Sequence[Shown]:
        found = [each for each in self.state.referrals.values() if each.due_at]
        found.sort(key=lambda each: (each.referral.state != ReferralState.ASKED_BACK, each.due_at))
        return [_shown(self.state, each) for each in found[:limit]]

    async def shown(self, referral_id: ReferralId) -> Shown | None:
        found = self.state.referrals.get(referral_id)
        return _shown(self.state, found) if found else None


@dataclass(frozen=True)
class FakeDueReferrals:
    """Reads the fake store."""

    store: Stateful

    async def due(self, limit: int) -> Sequence[ReferralId]:
        rows = self.store.state.referrals.values()
        found = [each for each in rows if _is_due(self.store.state, each)]
        return [each.referral.id for each in found][:limit]

    async def to_pass_on(self, limit: int) -> Sequence[ReferralId]:
        rows = self.store.state.referrals.values()
        return [each.referral.id for each in rows if each.referral.passes_on][:limit]

    async def without_partner(self, limit: int) -> Sequence[ReferralId]:
        state = self.store.state
        found = [each.referral for each in state.referrals.values() if each.referral.is_open]
        return [
            each.id
            for each in found
            if state.partners[each.organisation_id].standing is PartnerStanding.LEFT
        ][:limit]

    async def unreferred(self, limit: int) -> Sequence[RequestId]:
        state = self.store.state
        asked = {one.referral.request_id for one in state.referrals.values()}
        return [
            need.request_id
            for need in state.needs.values()
            if need is not None
            and need.request_id not in asked
            and (is_for_partners_first(need) or _is_left(state, need))
        ][:limit]


def _is_left(state: FakeState, need: Need) -> bool:
    looked_at, _ = state.referral_choices.get(need.request_id, (-1, None))
    is_stuck = need.state is NeedState.UNMATCHED and need.reason in NO_VOLUNTEER
    return is_stuck and need.may_be_referred and looked_at < need.standing_number


def _is_due(state: FakeState, row: FakeReferral) -> bool:
    return row.due_at is not None and row.due_at <= state.now


def _shown(state: FakeState, row: FakeReferral) -> Shown:
    need = state.needs[row.referral.request_id]
    assert need is not None
    return Shown(
        row.referral,
        state.partners[row.referral.organisation_id].name,
        need.urgency_code,
        need.municipality,
        row.sent_at,
        not need.volunteer_allowed,
    )
