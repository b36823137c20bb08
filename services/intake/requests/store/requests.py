"""Requests, what is known of them, and who helps."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.intake.requests.model import (
    Circumstances,
    Closure,
    Contact,
    Progress,
    Promise,
    Proposal,
    Referral,
    ReferralConsent,
    ReferralId,
    Request,
    RequestId,
    State,
    Task,
    Unmatched,
)
from services.intake.requests.rows import (
    asked_of,
    circumstances_of,
    present,
    proposal_of,
    reach_point_of,
    referral_of,
    request_of,
    subject_of,
    task_of,
    unmatched_of,
)
from services.intake.requests.rules.asked import Asked
from services.intake.requests.rules.steps import Care
from services.intake.requests.store.assignments import PostgresAssignments
from services.intake.requests.store.queries import SQL
from shared.contracts.event import known
from shared.contracts.words import Helped
from shared.postgres.types import Connection
from shared.reach_points import ReachPoint


@dataclass(frozen=True, slots=True)
class PostgresRequests(PostgresAssignments):
    """Implements the port `Requests`."""

    async def by_link(self, status_hash: str) -> Request | None:
        """Read by the hash of a link."""
        row = await self.connection.fetchrow(SQL["request_by_link"], status_hash)
        return request_of(row) if row else None

    async def parts(self, request_id: RequestId) -> Sequence[str]:
        """Read references."""
        return list(await self.connection.fetchval(SQL["parts_of"], request_id) or ())

    async def lock(self, request_id: RequestId) -> Request | None:
        """Read for update."""
        row = await self.connection.fetchrow(SQL["lock_request"], request_id)
        return request_of(row) if row else None

    async def contact(self, request_id: RequestId) -> Contact:
        """Unseal what was given."""
        row = await self.connection.fetchrow(SQL["read_contact"], request_id)
        sealed = present(dict(row or {}))
        return Contact(**await self.vault.unseal(self.connection, subject_of(request_id), sealed))

    async def reach_points(self, request_id: RequestId) -> Sequence[ReachPoint]:
        """Unseal the addresses; each is sealed under the name that its row gives."""
        rows = await self.connection.fetch(SQL["read_reach_points"], request_id)
        if not rows:
            return []
        sealed = {row["sealed_as"]: row["address"] for row in rows}
        clear = await self.vault.unseal(self.connection, subject_of(request_id), sealed)
        return [reach_point_of(row, clear[row["sealed_as"]]) for row in rows]

    async def circumstances(self, request_id: RequestId) -> Circumstances:
        """Read the codes."""
        row = await self.connection.fetchrow(SQL["read_circumstances"], request_id)
        return circumstances_of(row) if row else Circumstances()

    async def task(self, request_id: RequestId) -> Task:
        """Read by id; raises LookupError for a request that is gone."""
        row = await self.connection.fetchrow(SQL["read_task"], request_id)
        if row is None:
            raise LookupError
        return task_of(row)

    async def progress(self, request_id: RequestId) -> Progress:
        """Read proposals and notice."""
        rows = await self.connection.fetch(SQL["read_proposals"], request_id)
        notice = await self.connection.fetchrow(SQL["read_unmatched"], request_id)
        referrals = await self.connection.fetch(SQL["read_referrals"], request_id)
        proposals = [proposal_of(row) for row in rows]
        known = (*rows, *referrals)
        return Progress(
            {proposal.match_id: proposal for proposal in proposals},
            unmatched_of(notice) if notice else None,
            known[0]["reopened_after"] if known else None,
            {each.referral_id: each for each in map(referral_of, referrals)},
        )

    async def keep_proposal(self, request_id: RequestId, proposal: Proposal) -> None:
        """Insert, or replace what is older."""
        await self.connection.execute(
            SQL["keep_proposal"],
            proposal.match_id,
            request_id,
            proposal.volunteer_id,
            proposal.version,
            proposal.state,
            proposal.said.state if proposal.said else None,
            proposal.said.number if proposal.said else None,
        )

    async def referred(self, referral_id: ReferralId) -> RequestId | None:
        """Read an id."""
        found = await self.connection.fetchval(SQL["referred_request"], referral_id)
        return RequestId(found) if found else None

    async def keep_referral(self, request_id: RequestId, referral: Referral) -> None:
        """Insert, or replace what is older."""
        await self.connection.execute(
            SQL["keep_referral"],
            referral.referral_id,
            request_id,
            referral.organisation_id,
            referral.version,
            referral.state,
            referral.said.state if referral.said else None,
            referral.said.number if referral.said else None,
            referral.answer_by,
        )

    async def keep_unmatched(self, request_id: RequestId, notice: Unmatched) -> None:
        """Insert, or replace what is older."""
        await self.connection.execute(
            SQL["keep_unmatched"],
            request_id,
            notice.version,
            notice.reason,
            notice.considered,
            notice.asked,
            notice.declined,
            notice.at_their_cap,
            notice.number,
        )

    async def save_standing(
        self, request_id: RequestId, version: int, state: State, closure: Closure | None
    ) -> None:
        """Update the row that `lock` holds."""
        await self.connection.execute(SQL["save_standing"], request_id, version, state, closure)

    async def asked(self, request_id: RequestId) -> Asked:
        """Read the row that `lock` holds."""
        return asked_of(await self.connection.fetchrow(SQL["read_asked"], request_id))

    async def care(self, request_id: RequestId) -> Care:
        """Read the row and who was called to it."""
        row = await self.connection.fetchrow(SQL["read_care"], request_id)
        return Care(row["by_staff"], row["is_taken"]) if row else Care()

    async def reopen(self, request_id: RequestId, version: int, after: int) -> None:
        """Update the row that `lock` holds."""
        await self.connection.execute(SQL["reopen_request"], request_id, version, after)

    async def helped(self, request_id: RequestId) -> Helped | None:
        """Read the row."""
        return known(Helped, await self.connection.fetchval(SQL["read_helped"], request_id))

    async def keep_helped(self, request_id: RequestId, version: int, helped: Helped) -> None:
        """Update the row that `lock` holds."""
        await self.connection.execute(SQL["keep_helped"], request_id, version, helped)

    async def consent(self, request_id: RequestId) -> ReferralConsent | None:
        """Read the newest row."""
        row = await self.connection.fetchrow(SQL["read_consent"], request_id)
        return ReferralConsent(**row) if row else None

    async def keep_consent(self, request_id: RequestId, consent: ReferralConsent) -> None:
        """Insert."""
        said = consent.said_yes, consent.way, consent.words, consent.staff_id
        await self.connection.execute(SQL["keep_consent"], request_id, *said)

    async def erase(self, request_id: RequestId) -> None:
        """Erase the key, and with it what can be compared or opened."""
        await self.vault.erase(self.connection, subject_of(request_id))
        for statement in ("erase_request", "erase_reach_points", "erase_status_links"):
            await self.connection.execute(SQL[statement], request_id)

    async def add_link(self, request_id: RequestId, status_hash: str) -> None:
        """Insert one hash."""
        await self.connection.execute(SQL["add_status_link"], status_hash, request_id)

    async def letters_lately(self, request_id: RequestId) -> int:
        """Count rows."""
        return int(await self.connection.fetchval(SQL["letters_lately"], request_id))

    async def promise(self, request_id: RequestId) -> Promise | None:
        """Read the row."""
        row = await self.connection.fetchrow(SQL["read_promise"], request_id)
        return Promise(row["heard_by"], row["act_at"]) if row else None

    async def keep_promise(self, request_id: RequestId, following: Promise | None) -> None:
        """Write the row, or delete it."""
        if following is None:
            await self.connection.execute(SQL["drop_promise"], request_id)
            return
        times = following.heard_by, following.act_at
        await self.connection.execute(SQL["keep_promise"], request_id, *times)


async def find_reference(connection: Connection, reference: str) -> RequestId | None:
    """Find the request that has a reference."""
    found = await connection.fetchval(SQL["find_reference"], reference)
    return RequestId(found) if found else None
