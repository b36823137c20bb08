"""The import rules hold, and each of them catches what it is there for."""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FORBIDDEN = """
services/intake/app.py | services.matching.queues | never import each other
shared/postgres/pool.py | services.intake.queues | knows no service
services/notify/app.py | deploy.local.ports | how it is deployed
services/notify/webhooks/rules.py | asyncio | domain is pure
services/notify/letters/use_cases.py | aiosmtplib | neither SQL, HTTP nor AMQP
services/notify/deliveries/use_cases.py | services.notify.letters.model | Notify's rooms
services/notify/newcomer.py | | newcomer
services/notify/letters/ports.py | services.notify.letters.store | In a room,
services/notify/letters/newcomer.py | | newcomer
services/reporting/figures/rules/joined.py | asyncpg | domain is pure
services/reporting/figures/model/facts.py | random | domain is pure
services/reporting/figures/events.py | asyncpg | neither SQL, HTTP nor AMQP
services/reporting/reports/use_cases/show.py | fastapi | neither SQL, HTTP nor AMQP
services/reporting/event_log/store/log.py | services.reporting.figures.model | Reporting's rooms
services/reporting/newcomer.py | | newcomer
services/reporting/figures/ports.py | services.reporting.figures.store.queries | In a room,
services/reporting/figures/newcomer.py | | newcomer
services/matching/engine/model.py | structlog | domain is pure
services/matching/proposals/rules/outcome.py | random | domain is pure
services/matching/engine/model.py | services.matching.needs.model | Matching's rooms
services/matching/needs/rows.py | services.matching.proposals | Matching's rooms
services/matching/newcomer.py | | newcomer
services/matching/proposals/use_cases/choose.py | services.matching.proposals.store | In a room,
services/matching/volunteers/newcomer.py | | newcomer
services/matching/needs/ports.py | asyncpg | neither SQL, HTTP nor AMQP
services/intake/requests/model.py | asyncpg | domain is pure
services/intake/submissions/rules/plea.py | random | domain is pure
services/intake/requests/ports.py | asyncpg | neither SQL, HTTP nor AMQP
services/intake/staff/use_cases.py | fastapi | neither SQL, HTTP nor AMQP
services/intake/staff/use_cases.py | services.intake.app | Intake's rooms
services/intake/requests/ports.py | services.intake.board | Intake's rooms
services/intake/accounts/ports.py | services.intake.site | Intake's rooms
services/intake/staff/ports.py | services.intake.staff.store | In a room,
services/intake/staff/newcomer.py | | newcomer
services/intake/newcomer.py | | newcomer
shared/contracts/words.py | shared.postgres.pool | toward the contracts
deploy/areas.py | services.intake.staff.rules | by its front
deploy/areas.py | services.intake.staff.ports | by its front
deploy/areas.py | services.notify | by its front
deploy/areas.py | services.matching.engine.rules.policy | by its front
deploy/cli/simulate.py | services.matching.engine.rules.policy | by its front
deploy/simulating/compared_ways.py | services.matching.proposals.use_cases.choose | by its front
deploy/simulating/compared_ways.py | services.intake.submissions | by its front
deploy/simulating/compared_ways.py | numpy | reckons with numpy
services/matching/app.py | numpy | reckons with numpy
services/matching/engine/rules/packing.py | numba | reckons with numpy
deploy/local/rabbit.py | shared.contracts.words | Private servers
"""
"""A module, what it must not import (nothing where it must not be), and what the rule says."""
HEADING = re.compile(r"\n([^\n]+)\n-{3,}\n")
LINT = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]


@dataclass(frozen=True, slots=True)
class Row:
    """A module, what it must not import, and the rule that says so."""

    module: str
    imported: str
    rule: str

    @property
    def named(self) -> str:
        """Give it as the linter does."""
        return self.module.removesuffix(".py").replace("/", ".")


def rounds_of(rows: Sequence[Row]) -> Sequence[Sequence[Row]]:
    """Share the rows out, so that a run of the linter tries each rule and each module once."""
    rounds: list[list[Row]] = []
    for row in rows:
        free = [each for each in rounds if all(may_meet(row, other) for other in each)]
        if not free:
            free = [[]]
            rounds += free
        free[0].append(row)
    return rounds


def may_meet(row: Row, other: Row) -> bool:
    """Say whether what the linter says of one cannot be taken for the other."""
    return row.rule != other.rule and row.module != other.module


ROWS = [Row(*map(str.strip, line.split("|"))) for line in FORBIDDEN.strip().splitlines()]


def broken_rules(folder: Path) -> Mapping[str, str]:
    """Run the linter; gives what it says of each rule that is broken, by the rule's name."""
    done = subprocess.run(LINT, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode == 0:
        return {}
    _, _, said = done.stdout.partition("Broken contracts")
    parts = HEADING.split(said)
    return dict(zip(parts[1::2], parts[2::2], strict=True)) or {"": done.stdout + done.stderr}


def spoilt(folder: Path, row: Row) -> Callable[[], object]:
    """Write the forbidden line into a module; gives what puts it back."""
    file = folder / row.module
    before = file.read_text(encoding="utf-8") if file.exists() else None
    line = f"import {row.imported}" if row.imported else ""
    file.write_text(f"{before or ''}\n{line}\n", encoding="utf-8")
    return file.unlink if before is None else partial(file.write_text, before, encoding="utf-8")


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy the tree, so that it can be spoiled."""
    folder = tmp_path_factory.mktemp("copy")
    for name in ("services", "shared", "deploy"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


@pytest.mark.long
def test_the_import_rules_hold() -> None:
    assert broken_rules(ROOT) == {}


@pytest.mark.long
@pytest.mark.parametrize("rows", rounds_of(ROWS), ids=lambda rows: f"{len(rows)} rules")
def test_a_forbidden_import_is_caught(copy: Path, rows: Sequence[Row]) -> None:
    put_back = [spoilt(copy, row) for row in rows]

    broken = broken_rules(copy)

    for undo in put_back:
        undo()
    uncaught = [
        row
        for row in rows
        if not any(row.rule in name + said and row.named in said for name, said in broken.items())
    ]
    assert uncaught == [], broken
