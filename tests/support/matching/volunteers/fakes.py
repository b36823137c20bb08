"""Volunteers in memory."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from services.matching.engine.model import Helper, Wanted, km_between, minute_of
from services.matching.engine.rules.eligibility import why_not
from services.matching.proposals.adapters import place_of
from services.matching.troubles.model import SAME_PERSON, Trouble
from services.matching.volunteers.model import (
    Changes,
    Confirmation,
    Contact,
    Entry,
    Offer,
    Volunteer,
    VolunteerId,
    VolunteerState,
)
from services.matching.volunteers.ports import AddressTakenError, UnreadableVolunteerError
from services.matching.volunteers.rules import letter_point, may_send_link
from shared.fields.mail_address import same_address
from shared.reach_points import ReachKind
from tests.support.matching.state import (
    FakeLink,
    FakeState,
    FakeVolunteer,
    Repository,
    Stateful,
    load_of,
    set_aside,
)

DAY = timedelta(days=1)
MEMBERS = {VolunteerState.ACTIVE, VolunteerState.PAUSED, VolunteerState.SET_ASIDE}


class NoFormerHashes(Repository):
    """In memory nothing is hashed."""

    async def replace(self, limit: int) -> int:
        del limit
        return 0


class FakeVolunteers(Repository):
    """The roster in memory."""

    async def add(self, volunteer: Volunteer, contact: Contact) -> None:
        mail = letter_point(contact)
        if await self.by_address(mail.kind, mail.address):
            raise AddressTakenError
        number = len(self.state.volunteers) + 1
        self.state.volunteers[volunteer.id] = FakeVolunteer(volunteer, contact, number)

    async def by_address(self, kind: str, address: str) -> Volunteer | None:
        for item in self.state.volunteers.values() if kind == ReachKind.EMAIL else ():
            if same_address(item.contact.address(kind)) == same_address(address):
                return item.volunteer
        return None

    async def verify(self, volunteer_id: VolunteerId, kind: ReachKind) -> None:
        item = self.state.volunteers[volunteer_id]
        points = tuple(
            replace(point, is_verified=point.is_verified or point.kind == kind)
            for point in item.contact.reach_points
        )
        item.contact = replace(item.contact, reach_points=points)

    async def read(self, volunteer_id: VolunteerId) -> Volunteer:
        return self.state.volunteers[volunteer_id].volunteer

    async def contact(self, volunteer_id: VolunteerId) -> Contact:
        if not self.state.volunteers[volunteer_id].opens:
            raise UnreadableVolunteerError(kind="KeyLostError")
        return self.state.volunteers[volunteer_id].contact

    async def entries(self, after: VolunteerId | None, limit: int) -> Sequence[Entry]:
        found = sorted(self.state.volunteers.values(), key=lambda item: item.volunteer.id)
        return [
            Entry(item.volunteer, item.contact, self.state.now, 0, 0)
            for item in found
            if item.volunteer.state is not VolunteerState.ERASED
            and (after is None or item.volunteer.id > after)
        ][:limit]

    async def set_aside(self, volunteer_id: VolunteerId, kind: str) -> None:
        set_aside(self.state, volunteer_id, kind)

    async def other_of_person(self, volunteer_id: VolunteerId) -> VolunteerId | None:
        own = self.state.volunteers[volunteer_id].contact
        for item in self.state.volunteers.values():
            is_other = item.volunteer.id != volunteer_id and item.volunteer.state in MEMBERS
            if is_other and _person(own) and _person(item.contact) == _person(own):
                return item.volunteer.id
        return None

    async def wait_for_a_person(self, volunteer_id: VolunteerId) -> None:
        row_id = str(volunteer_id)
        listed = Trouble(SAME_PERSON, row_id, self.state.now, 1, "same_number")
        others = [each for each in self.state.troubles if each.row_id != row_id]
        self.state.troubles = [*others, listed]

    async def take_back(self, volunteer_id: VolunteerId) -> None:
        item = self.state.volunteers[volunteer_id]
        item.volunteer = replace(item.volunteer, state=VolunteerState.ACTIVE)

    async def pause(self, volunteer_id: VolunteerId, length: timedelta | None) -> None:
        item = self.state.volunteers[volunteer_id]
        if item.volunteer.state in {VolunteerState.ACTIVE, VolunteerState.PAUSED}:
            until = self.state.now + length if length else None
            item.volunteer = replace(
                item.volunteer, state=VolunteerState.PAUSED, paused_until=until
            )

    async def resume(self, volunteer_id: VolunteerId) -> None:
        item = self.state.volunteers[volunteer_id]
        if item.volunteer.state in {VolunteerState.PAUSED, VolunteerState.SET_ASIDE}:
            item.volunteer = replace(item.volunteer, state=VolunteerState.ACTIVE, paused_until=None)
        self.state.set_aside.pop(volunteer_id, None)

    async def next_version(self, volunteer_id: VolunteerId) -> int:
        item = self.state.volunteers[volunteer_id]
        item.version += 1
        return item.version

    async def change_member(
        self, volunteer_id: VolunteerId, offer: Offer, contact: Contact
    ) -> bool:
        item = self.state.volunteers[volunteer_id]
        if item.volunteer.state not in MEMBERS:
            return False
        if load_of(self.state, volunteer_id) > offer.weekly_cap:
            return False
        item.volunteer = replace(item.volunteer, offer=offer)
        item.contact, item.opens = _still_proven(item.contact, contact), True
        return True

    async def lock(self, volunteer_id: VolunteerId) -> Volunteer | None:
        found = self.state.volunteers.get(volunteer_id)
        return found.volunteer if found else None

    async def erase(self, volunteer: Volunteer) -> None:
        links = self.state.links
        self.state.links = {
            key: link for key, link in links.items() if link.volunteer_id != volunteer.id
        }
        if volunteer.state is VolunteerState.APPLIED:
            del self.state.volunteers[volunteer.id]
        else:
            item = self.state.volunteers[volunteer.id]
            item.contact = Contact("", ())
            self.state.set_aside.pop(volunteer.id, None)
            member_links = self.state.member_links
            self.state.member_links = {
                key: link for key, link in member_links.items() if link.volunteer_id != volunteer.id
            }
            item.volunteer = replace(item.volunteer, state=VolunteerState.ERASED)

    async def change_application(
        self, volunteer_id: VolunteerId, offer: Offer, contact: Contact
    ) -> None:
        item = self.state.volunteers[volunteer_id]
        if item.volunteer.state is VolunteerState.APPLIED:
            item.volunteer, item.contact = replace(item.volunteer, offer=offer), contact

    async def keep_confirmation(
        self, volunteer_id: VolunteerId, token_hash: str, lifetime: timedelta
    ) -> bool:
        return _keep(self.state, self.state.links, volunteer_id, token_hash, lifetime)

    async def confirmation(self, token_hash: str) -> Confirmation | None:
        link = self.state.links.get(token_hash)
        if link is None:
            return None
        volunteer = self.state.volunteers[link.volunteer_id].volunteer
        return Confirmation(
            volunteer=volunteer, used=link.used, expired=link.expires_at <= self.state.now
        )

    async def forget_applicant(self, volunteer_id: VolunteerId) -> bool:
        if volunteer_id not in _unconfirmed(self.state):
            return False
        del self.state.volunteers[volunteer_id]
        self.state.links = {
            token: link
            for token, link in self.state.links.items()
            if link.volunteer_id != volunteer_id
        }
        return True

    async def activate(self, volunteer_id: VolunteerId) -> bool:
        item = self.state.volunteers[volunteer_id]
        for link in self.state.links.values():
            link.used = link.used or link.volunteer_id == volunteer_id
        if item.volunteer.state is VolunteerState.ACTIVE:
            return False
        item.volunteer = replace(item.volunteer, state=VolunteerState.ACTIVE)
        return True


class FakeMemberLinks(Repository):
    """Links to memberships in memory."""

    async def keep(self, volunteer_id: VolunteerId, token_hash: str, lifetime: timedelta) -> bool:
        return _keep(self.state, self.state.member_links, volunteer_id, token_hash, lifetime)

    async def whose(self, token_hash: str) -> VolunteerId | None:
        link = self.state.member_links.get(token_hash)
        return link.volunteer_id if link and link.expires_at > self.state.now else None


class FakeHelpers(Repository):
    """The roster as choosing sees it, in memory."""

    async def mark(self) -> int:
        return 0

    async def everyone(self) -> AsyncIterator[Sequence[Helper]]:
        yield _helpers(self.state)

    async def changes(self, mark: int) -> Changes:
        return Changes(mark + 1, _helpers(self.state))

    async def these(self, numbers: Sequence[int]) -> Sequence[Helper]:
        return [helper for helper in _helpers(self.state) if helper.number in numbers]

    async def these_people(self, ids: Sequence[VolunteerId]) -> Mapping[VolunteerId, Helper]:
        numbers = {
            each: self.state.volunteers[each].number
            for each in ids
            if each in self.state.volunteers
        }
        known = {helper.number: helper for helper in await self.these(list(numbers.values()))}
        return {each: known[number] for each, number in numbers.items() if number in known}

    async def nearest(self, need: Wanted, limit: int) -> Sequence[Helper]:
        able = [helper for helper in _helpers(self.state) if why_not(helper, need) is None]
        able.sort(key=lambda helper: km_between(helper.place, need.place))
        return able[:limit]


@dataclass(frozen=True)
class FakeDuePauses:
    """Reads the fake store."""

    store: Stateful

    async def pauses_over(self, limit: int) -> Sequence[VolunteerId]:
        state = self.store.state
        found = (item.volunteer for item in state.volunteers.values())
        over = [each.id for each in found if each.paused_until and each.paused_until <= state.now]
        return over[:limit]


@dataclass(frozen=True)
class FakeDueApplicants:
    """Reads the fake store."""

    store: Stateful

    async def unconfirmed(self, limit: int) -> Sequence[VolunteerId]:
        return _unconfirmed(self.store.state)[:limit]


def _person(contact: Contact) -> tuple[str, str] | None:
    phone = contact.address(ReachKind.PHONE)
    return (phone, contact.first_name.casefold()) if phone else None


def _still_proven(before: Contact, after: Contact) -> Contact:
    """Keep a mail address proven that stays the same."""
    proven = {
        same_address(point.address)
        for point in before.reach_points
        if point.kind == ReachKind.EMAIL and point.is_verified
    }
    points = tuple(
        replace(point, is_verified=same_address(point.address) in proven)
        for point in after.reach_points
    )
    return replace(after, reach_points=points)


def _keep(
    state: FakeState,
    links: dict[str, FakeLink],
    volunteer_id: VolunteerId,
    token_hash: str,
    lifetime: timedelta,
) -> bool:
    own = [link for link in links.values() if link.volunteer_id == volunteer_id]
    ages = [state.now - link.kept_at for link in own]
    if not may_send_link([age for age in ages if age < DAY]):
        return False
    for link in own:
        link.expires_at = min(link.expires_at, state.now)
    links[token_hash] = FakeLink(volunteer_id, state.now, state.now + lifetime)
    return True


def _unconfirmed(state: FakeState) -> list[VolunteerId]:
    hopeful = {link.volunteer_id for link in state.links.values() if link.expires_at > state.now}
    return [
        item.volunteer.id
        for item in state.volunteers.values()
        if item.volunteer.state is VolunteerState.APPLIED and item.volunteer.id not in hopeful
    ]


def _helpers(state: FakeState) -> list[Helper]:
    return [
        _helper(state, item)
        for item in state.volunteers.values()
        if item.volunteer.state is VolunteerState.ACTIVE
    ]


def _helper(state: FakeState, item: FakeVolunteer) -> Helper:
    offer = item.volunteer.offer
    return Helper(
        number=item.number,
        place=place_of(offer.postal_code, offer.municipality),
        categories=frozenset(offer.categories),
        languages=frozenset(offer.languages),
        areas=frozenset(offer.areas),
        weekly_cap=offer.weekly_cap,
        load=load_of(state, item.volunteer.id),
        rested_at=minute_of(item.rested_at),
        asked=item.asked,
        accepted=item.accepted,
    )
