"""The roster and the links that confirm an address."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby
from typing import Final
from uuid import UUID

import asyncpg

from services.matching.volunteers.model import (
    Confirmation,
    Contact,
    Entry,
    Offer,
    Volunteer,
    VolunteerId,
    VolunteerState,
)
from services.matching.volunteers.ports import AddressTakenError, UnreadableVolunteerError
from services.matching.volunteers.rows import (
    contact_or_error,
    home_of,
    sealed_of,
    subject_of,
    volunteer_of,
)
from services.matching.volunteers.store.addresses import AddressIndex
from services.matching.volunteers.store.links import keep_link
from services.matching.volunteers.store.queries import SQL
from shared.loops.setbacks import SetAside, set_aside
from shared.postgres.types import Connection
from shared.reach_points import ReachKind
from shared.sealing.errors import SealingError
from shared.sealing.vault import Vault

_FIRST: Final = UUID(int=0)
_APPLICANTS: Final = (VolunteerState.APPLIED,)
_MEMBERS: Final = (VolunteerState.ACTIVE, VolunteerState.PAUSED, VolunteerState.SET_ASIDE)
_ERASING: Final = (
    "erase_volunteer",
    "erase_reach_points",
    "erase_confirmations",
    "erase_member_links",
)


@dataclass(frozen=True, slots=True)
class PostgresVolunteers:
    """Implements the port `Volunteers`."""

    connection: Connection
    vault: Vault

    async def add(self, volunteer: Volunteer, contact: Contact) -> None:
        """Seal and insert; of two that race the unique hash of the address refuses the second."""
        for point in contact.reach_points:
            if await self.by_address(point.kind, point.address) is not None:
                raise AddressTakenError
        marks = volunteer.activation.id, volunteer.activation.exercise
        columns = await self._columns(volunteer.id, volunteer.offer, contact)
        kept = await self.connection.fetch(SQL["add_volunteer"], *columns, *marks)
        if len(kept) < len(contact.reach_points):
            raise AddressTakenError
        await self._note_person(volunteer.id, contact)

    async def by_address(self, kind: str, address: str) -> Volunteer | None:
        """Look for the hash, also as it was before the roster had a key of its own."""
        hashes = await self._addresses.known(kind, address)
        row = await self.connection.fetchrow(SQL["volunteer_by_address"], kind, hashes)
        return volunteer_of(row) if row else None

    async def read(self, volunteer_id: VolunteerId) -> Volunteer:
        """Read the row; a match always has one."""
        row = await self.connection.fetchrow(SQL["read_volunteer"], volunteer_id)
        if row is None:
            raise LookupError
        return volunteer_of(row)

    async def contact(self, volunteer_id: VolunteerId) -> Contact:
        """Unseal what is there."""
        rows = await self.connection.fetch(SQL["read_contact"], volunteer_id)
        if not rows:
            raise LookupError
        subject = subject_of(volunteer_id)
        opened = await self.vault.unseal_many(self.connection, {subject: sealed_of(rows)})
        found = contact_or_error(rows, opened[subject])
        if isinstance(found, UnreadableVolunteerError):
            raise found
        return found

    async def entries(self, after: VolunteerId | None, limit: int) -> Sequence[Entry]:
        """Read a part of the roster, and unseal it by one look for the keys."""
        rows = await self.connection.fetch(SQL["roster_entries"], after or _FIRST, limit)
        people = {
            person: list(of_one) for person, of_one in groupby(rows, key=lambda row: row["id"])
        }
        sealed = {subject_of(person): sealed_of(found) for person, found in people.items()}
        opened = await self.vault.unseal_many(self.connection, sealed)
        return [_entry(found, opened[subject_of(person)]) for person, found in people.items()]

    async def set_aside(self, volunteer_id: VolunteerId, kind: str) -> None:
        """Update the row, and note it where a person looks."""
        await self.connection.execute(SQL["set_aside_volunteer"], volunteer_id)
        await set_aside(self.connection, "volunteers", str(volunteer_id), kind)

    async def take_back(self, volunteer_id: VolunteerId) -> None:
        """Update the row."""
        await self.connection.execute(SQL["take_volunteer_back"], volunteer_id)

    async def change_application(
        self, volunteer_id: VolunteerId, offer: Offer, contact: Contact
    ) -> None:
        """Overwrite the row, until it is confirmed."""
        await self._change(volunteer_id, offer, contact, _APPLICANTS)

    async def change_member(
        self, volunteer_id: VolunteerId, offer: Offer, contact: Contact
    ) -> bool:
        """Overwrite the row, unless its load forbids it."""
        return await self._change(volunteer_id, offer, contact, _MEMBERS)

    async def other_of_person(self, volunteer_id: VolunteerId) -> VolunteerId | None:
        """Compare keyed hashes."""
        found = await self.connection.fetchval(SQL["other_of_person"], volunteer_id)
        return VolunteerId(found) if found else None

    async def wait_for_a_person(self, volunteer_id: VolunteerId) -> None:
        """Note it where a person looks."""
        await set_aside(self.connection, "same_person", str(volunteer_id), "same_number")

    async def pause(self, volunteer_id: VolunteerId, length: timedelta | None) -> None:
        """Update the row; the length is by the network's clock."""
        await self.connection.execute(SQL["pause_volunteer"], volunteer_id, length)

    async def resume(self, volunteer_id: VolunteerId) -> None:
        """Update the row, and take them off the list of a person."""
        await self.connection.execute(SQL["resume_volunteer"], volunteer_id)
        await SetAside(self.connection).take_off("volunteers", str(volunteer_id))

    async def keep_confirmation(
        self, volunteer_id: VolunteerId, token_hash: str, lifetime: timedelta
    ) -> bool:
        """Keep it as every link."""
        return await keep_link(self.connection, "confirmation", volunteer_id, token_hash, lifetime)

    async def confirmation(self, token_hash: str) -> Confirmation | None:
        """Read link and person by one statement."""
        row = await self.connection.fetchrow(SQL["read_confirmation"], token_hash)
        if row is None:
            return None
        return Confirmation(volunteer=volunteer_of(row), used=row["used"], expired=row["expired"])

    async def forget_applicant(self, volunteer_id: VolunteerId) -> bool:
        """Erase their key and delete the row, under its lock; someone else's lock is left alone."""
        if await self.connection.fetchval(SQL["take_applicant"], volunteer_id) is None:
            return False
        if await self.connection.fetchval(SQL["can_confirm"], volunteer_id):
            return False
        await self.vault.erase(self.connection, subject_of(volunteer_id))
        await self.connection.execute(SQL["delete_applicant"], volunteer_id)
        return True

    async def lock(self, volunteer_id: VolunteerId) -> Volunteer | None:
        """Read for update."""
        row = await self.connection.fetchrow(SQL["lock_volunteer"], volunteer_id)
        return volunteer_of(row) if row else None

    async def erase(self, volunteer: Volunteer) -> None:
        """Erase the key; the row of someone who never confirmed goes, for nothing refers to it."""
        await self.vault.erase(self.connection, subject_of(volunteer.id))
        if volunteer.state is VolunteerState.APPLIED:
            await self.connection.execute(SQL["delete_applicant"], volunteer.id)
            return
        for statement in _ERASING:
            await self.connection.execute(SQL[statement], volunteer.id)
        await SetAside(self.connection).take_off("volunteers", str(volunteer.id))

    async def next_version(self, volunteer_id: VolunteerId) -> int:
        """Count in the row."""
        found: int = await self.connection.fetchval(SQL["number_volunteer_event"], volunteer_id)
        return found

    async def activate(self, volunteer_id: VolunteerId) -> bool:
        """Win or lose by one conditional update."""
        won = await self.connection.fetchval(SQL["activate"], volunteer_id)
        await self.connection.execute(SQL["use_confirmations"], volunteer_id)
        return won is not None

    async def verify(self, volunteer_id: VolunteerId, kind: ReachKind) -> None:
        """Note the time, once."""
        await self.connection.execute(SQL["verify_reach_point"], volunteer_id, kind)

    async def _change(
        self, volunteer_id: VolunteerId, offer: Offer, contact: Contact, states: Sequence[str]
    ) -> bool:
        columns = await self._columns(volunteer_id, offer, contact)
        changed = await self.connection.fetchval(SQL["change_volunteer"], *columns, states)
        if changed is not None:
            await self._note_person(volunteer_id, contact)
        return changed is not None

    @property
    def _addresses(self) -> AddressIndex:
        return AddressIndex(self.connection, self.vault)

    async def _note_person(self, volunteer_id: VolunteerId, contact: Contact) -> None:
        person = await self._addresses.person_of(contact)
        await self.connection.execute(SQL["note_person"], volunteer_id, person)

    async def _columns(
        self, volunteer_id: VolunteerId, offer: Offer, contact: Contact
    ) -> tuple[object, ...]:
        points = contact.reach_points
        clear: dict[str, str] = {point.kind: point.address for point in points}
        sealed = await self.vault.seal(
            self.connection, subject_of(volunteer_id), {**clear, "name": contact.name}
        )
        return (
            volunteer_id,
            sealed["name"],
            offer.postal_code,
            offer.municipality,
            list(offer.areas),
            list(offer.languages),
            list(offer.categories),
            offer.weekly_cap,
            home_of(offer.postal_code),
            [point.kind for point in points],
            [sealed[point.kind] for point in points],
            [await self._addresses.hash_of(point.kind, point.address) for point in points],
            [point.language for point in points],
            [point.may_leave_message for point in points],
        )


def _entry(rows: Sequence[asyncpg.Record], opened: Mapping[str, str] | SealingError) -> Entry:
    contact = contact_or_error(rows, opened)
    return Entry(
        volunteer=volunteer_of(rows[0]),
        contact=contact if isinstance(contact, Contact) else None,
        since=rows[0]["created_at"],
        asked=rows[0]["asked"],
        accepted=rows[0]["accepted"],
    )
