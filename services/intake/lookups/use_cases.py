"""Look somebody up, open their contact data for a reason, and tell who did."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from services.intake.lookups.letters import AlarmLetters
from services.intake.lookups.model import (
    Alarm,
    AlarmId,
    Found,
    Look,
    Opened,
    OwnLook,
    Reason,
    Unfound,
    Wanted,
)
from services.intake.lookups.model import WantedKind as By
from services.intake.lookups.ports import KnownPeople, LookReader, LookupWork
from services.intake.lookups.rules import (
    LOOKS_A_DAY,
    SEARCHES_A_DAY,
    SHOWN,
    masked_name,
    masked_phone,
    own_looks,
    read_wanted,
)
from services.intake.requests.model import Request, RequestId
from services.intake.requests.rules.marks import marked_by
from services.intake.requests.use_cases.links import linked
from services.intake.staff.model import StaffId
from shared.activation.current import Current
from shared.chance import Chance
from shared.clock import local_day
from shared.reach_points import ReachKind, address_of
from shared.sealing.pseudonyms import PseudonymKeys
from shared.work import Store

LISTED = 500


class Refused(StrEnum):
    """Why nothing is shown."""

    UNREADABLE = "unreadable"
    """Neither a reference nor a phone number nor a mail address nor a person at a place."""
    TOO_MANY = "too_many"
    NOT_YET = "not_yet"
    ENOUGH = "enough"
    """More than a day's work needs: the safeguarding lead was told."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class LookUp:
    """Each search and each look leaves a row; past the day's number an alarm, and nothing shown."""

    store: Store[LookupWork]
    keys: PseudonymKeys
    letters: AlarmLetters
    chance: Chance
    current: Current
    people: KnownPeople

    async def find_person(self, typed: str, staff_id: StaffId) -> Sequence[Found] | Refused:
        """Find the requests of one person by something whole, masked."""
        wanted = read_wanted(typed)
        if wanted is None:
            return await self._find_by_words(typed, staff_id)
        mark = await self._mark_of(wanted)

        async def find(work: LookupWork) -> Sequence[Request]:
            return await _requests(work, wanted, mark)

        return await self._find(staff_id, mark, find)

    async def _find_by_words(self, typed: str, staff_id: StaffId) -> Sequence[Found] | Refused:
        """Find by name and address among those who may be recognised; it counts as any search."""
        known = await self.people.find_exactly(typed)
        if known is Unfound.VAGUE:
            return Refused.UNREADABLE
        if isinstance(known, Unfound):
            counted = await self._find(staff_id, None, _nobody)
            return counted if isinstance(counted, Refused) else Refused(known)

        async def find(work: LookupWork) -> Sequence[Request]:
            return await work.lookups.by_ids(known, SHOWN)

        return await self._find(staff_id, None, find)

    async def _find(
        self,
        staff_id: StaffId,
        mark: str | None,
        find: Callable[[LookupWork], Awaitable[Sequence[Request]]],
    ) -> Sequence[Found] | Refused:
        async with self.store.begin() as work:
            await work.lookups.hold(staff_id)
            if await work.lookups.searches(staff_id) >= SEARCHES_A_DAY:
                await self.raise_alarm(work, staff_id)
                return Refused.ENOUGH
            requests = await find(work)
            await work.lookups.note_search(staff_id, mark, len(requests))
            return [await _masked(work, request) for request in requests]

    async def open_contact(
        self, request_id: RequestId, reason: Reason, staff_id: StaffId
    ) -> Opened | Refused:
        """Show contact data in clear; who, whose, why and when is on record before it is shown."""
        async with self.store.begin() as work:
            await work.lookups.hold(staff_id)
            if await work.lookups.looks(staff_id) >= LOOKS_A_DAY:
                await self.raise_alarm(work, staff_id)
                return Refused.ENOUGH
            request = await work.requests.lock(request_id)
            if request is None:
                return Refused.UNKNOWN
            await work.contacts.note_look(request_id, staff_id, reason)
            contact = await work.requests.contact(request_id)
            points = await work.requests.reach_points(request_id)
            known = await work.requests.circumstances(request_id)
            word = "" if request.closure else await work.requests.code_word(request_id)
            return Opened(request, contact, points, known, word)

    async def settle_alarm(self, alarm_id: AlarmId, by: StaffId) -> None:
        """Note that a person has looked into it; the next time too many raises a new one."""
        async with self.store.begin() as work:
            await work.lookups.settle_alarm(alarm_id, by)

    async def _mark_of(self, wanted: Wanted) -> str | None:
        if wanted.kind is By.REFERENCE:
            return None
        return (await self.keys.pseudonyms()).of(*marked_by(wanted.kind, wanted.text))

    async def raise_alarm(self, work: LookupWork, staff_id: StaffId) -> None:
        """Have the safeguarding lead look at who reached what a day's work needs."""
        alarm_id = AlarmId(self.chance.new_id())
        if await work.lookups.raise_alarm(alarm_id, staff_id):
            activation = await self.current.activation()
            await work.publish(self.letters.looked_often(alarm_id, activation))


@dataclass(frozen=True, slots=True)
class TellLooks:
    """Answers who saw what of whom, to a person who asks and to whoever oversees the staff."""

    reader: LookReader
    keys: PseudonymKeys

    async def looks_at(self, typed: str) -> Sequence[Look] | None:
        """Tell who saw one person, by reference, phone number, mail address or the request's id.

        None when it is none of these; the newest first, 500 at most.
        """
        if request_id := _id_in(typed):
            return await self.reader.looks_at_id(request_id, LISTED)
        wanted = read_wanted(typed)
        if wanted is None:
            return None
        if wanted.kind is By.REFERENCE:
            return await self.reader.looks_at(wanted.text, LISTED)
        mark = (await self.keys.pseudonyms()).of(*marked_by(wanted.kind, wanted.text))
        return await self.reader.looks_at_mark(mark, LISTED)

    async def looks_by(self, staff_name: str) -> Sequence[Look]:
        """Tell what one member of staff saw, the newest first, 500 at most."""
        return await self.reader.looks_by(staff_name, LISTED)

    async def alarms(self) -> Sequence[Alarm]:
        """List the alarms that wait for a person."""
        return await self.reader.alarms()


@dataclass(frozen=True, slots=True)
class TellOwnLooks:
    """Answers the one who asked, by the link to their request."""

    store: Store[LookupWork]
    reader: LookReader

    async def looks_at_own(self, token: str) -> Sequence[OwnLook] | None:
        """Tell the one who asked who saw their contact data; None for an unknown link."""
        async with self.store.begin() as work:
            request = await linked(work, token)
        if request is None:
            return None
        looks = await self.reader.looks_at_id(request.id, LISTED)
        return own_looks(looks, local_day)


async def _nobody(_: LookupWork) -> Sequence[Request]:
    return ()


async def _requests(work: LookupWork, wanted: Wanted, mark: str | None) -> Sequence[Request]:
    if mark is None:
        return await work.lookups.by_reference(wanted.text)
    return await work.lookups.by_mark(mark, SHOWN)


async def _masked(work: LookupWork, request: Request) -> Found:
    contact = await work.requests.contact(request.id)
    phone = address_of(await work.requests.reach_points(request.id), ReachKind.PHONE)
    return Found(request, masked_name(contact.first_name), masked_phone(phone))


def _id_in(typed: str) -> UUID | None:
    try:
        return UUID(typed.strip())
    except ValueError:
        return None
