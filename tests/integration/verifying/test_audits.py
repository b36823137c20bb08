"""Each audit of each service: what is changed, removed or cut off is named by `verify`."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import asyncpg
import pytest
from uuid_utils.compat import uuid7

from deploy.verifying.anchors import Anchor, Anchors
from deploy.verifying.audits import audit_checks
from deploy.verifying.rules import Check
from shared.postgres.types import Connection
from tests.support.fresh_databases import MakeDatabase
from tests.support.retention.rows import rows_of

SERVICES = ("intake", "matching", "notify", "reporting")
AUDITS = {
    ("intake", "activation_steps"): "staff_id = gen_random_uuid()",
    ("intake", "call_round_steps"): "step = 'closed'",
    ("intake", "call_steps"): "step = 'ended'",
    ("intake", "concern_looks"): "staff_id = gen_random_uuid()",
    ("intake", "contact_views"): "volunteer_id = gen_random_uuid()",
    ("intake", "held_decisions"): "decision = 'let_through'",
    ("intake", "staff_changes"): "change = 'reset'",
    ("intake", "import_steps"): "step = 'confirmed'",
    ("intake", "organisation_steps"): "reason = 'known'",
    ("intake", "parked_audit"): "actor = 'somebody else'",
    ("intake", "replay_audit"): "actor = 'somebody else'",
    ("intake", "refusals_taken_back"): "reason = 'by_mistake'",
    ("intake", "right_steps"): "step = 'closed'",
    ("intake", "request_acts"): "staff_id = gen_random_uuid()",
    ("intake", "sign_ins"): "opened_at = opened_at - interval '1 hour'",
    ("intake", "staff_searches"): "found = found + 1",
    ("intake", "wish_steps"): "heard_by = gen_random_uuid()",
    ("intake", "subject_erasures"): "erased_at = erased_at - interval '1 day'",
    ("matching", "parked_audit"): "action = 'discarded'",
    ("matching", "partner_steps"): "reason = 'incident'",
    ("matching", "replay_audit"): "since = since - interval '1 hour'",
    ("matching", "subject_erasures"): "erased_at = erased_at + interval '1 day'",
    ("matching", "trouble_decisions"): "staff_id = gen_random_uuid()",
    ("notify", "parked_audit"): "reason = 'another'",
    ("notify", "replay_audit"): "consumer = 'another'",
    ("notify", "subject_erasures"): "erased_at = erased_at + interval '1 day'",
    ("reporting", "event_looks"): "sought = 'nothing'",
    ("reporting", "key_uses"): "status = 404",
    ("reporting", "count_confirmations"): "confirmed_by = gen_random_uuid()",
    ("reporting", "entered_counts"): "value = value * 10",
    ("reporting", "log_links"): "hash = sha256('another')",
    ("reporting", "parked_audit"): "event_id = 'another'",
    ("reporting", "replay_audit"): "publisher = 'another'",
}
"""Every audit there is, and a lie that somebody might want it to tell."""
LAST = "ctid = (SELECT max(ctid) FROM {table})"


@dataclass
class Audits:
    """One service's database as its owner sees it, and what is kept outside."""

    service: str
    owner: Connection
    dsn: str
    anchors: Anchors

    async def checks(self, anchors: Anchors | None) -> list[Check]:
        return await audit_checks({self.service: self.owner}, anchors)

    async def broken(self) -> list[Check]:
        return [check for check in await self.checks(self.anchors) if check.broken]

    async def add(self, table: str) -> None:
        await self.owner.execute(rows_of(self.service)[table].format(id=f"'{uuid7()}'::uuid"))

    async def note(self) -> Sequence[Anchor]:
        return await self.anchors.note({self.service: self.dsn})

    async def told_of(self, *statements: str) -> Check:
        """Lie, look and take the lie back; exactly one thing is told."""
        transaction = self.owner.transaction()
        await transaction.start()
        for statement in statements:
            await self.owner.execute(statement)
        (check,) = await self.broken()
        await transaction.rollback()
        return check


@pytest.fixture
async def audits(database: MakeDatabase, tmp_path: Path, service: str) -> AsyncIterator[Audits]:
    made = await database(service)
    owner = await asyncpg.connect(made.owner_dsn)
    yield Audits(service, owner, made.verify_dsn, Anchors(tmp_path / "audits.jsonl"))
    await owner.close()


@pytest.mark.parametrize("service", SERVICES)
async def test_the_audits_are_those_that_are_tried_here(audits: Audits, service: str) -> None:
    found = {row["source"] for row in await audits.owner.fetch("SELECT source FROM audit_sources")}

    assert found == {table for owner, table in AUDITS if owner == service}


@pytest.mark.parametrize(("service", "table"), AUDITS)
async def test_each_lie_is_told(audits: Audits, service: str, table: str) -> None:
    for _ in range(2):
        await audits.add(table)
    await audits.note()
    assert await audits.broken() == []
    last = LAST.format(table=table)
    change = f"UPDATE {table} SET {AUDITS[service, table]} WHERE {last}"  # noqa: S608  # ours
    remove = f"DELETE FROM {table} WHERE {last}"  # noqa: S608  # ours
    unlink = f"DELETE FROM audit_links WHERE source = '{table}' AND position = 2"  # noqa: S608  # ours

    told = [await audits.told_of(change), await audits.told_of(remove)]
    cut = await audits.told_of(remove, unlink)

    assert [check.rule for check in told] == [f"audit {service}.{table}"] * 2
    assert [check.detail.partition(":")[0] for check in told] == ["1 changed", "1 removed"]
    assert cut.rule == f"audits of {service} as they were noted"
    assert cut.detail == f"{table} up to 2"
    assert await audits.broken() == []


@pytest.mark.parametrize("service", ["notify"])
async def test_what_a_crash_left_of_a_line_costs_no_other(audits: Audits) -> None:
    await audits.add("parked_audit")
    before = await audits.note()
    with audits.anchors.file.open("a", encoding="utf-8") as file:
        file.write('\n{"noted_at": "2026-')
    await audits.add("parked_audit")

    (after,) = await audits.note()

    assert after.head.position == 2
    assert set(audits.anchors.read()) == {*before, after}
    assert await audits.note() == []
    assert audits.anchors.file.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("service", ["notify"])
async def test_before_anything_was_noted_outside_the_chains_speak_for_themselves(
    audits: Audits, tmp_path: Path
) -> None:
    for anchors in (None, Anchors(tmp_path / "none.jsonl")):
        assert [check.broken for check in await audits.checks(anchors)] == [0, 0, 0]
