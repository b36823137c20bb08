"""The import rules hold, and each of them catches what it is there for."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LINT = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]


def broken_rules(folder: Path) -> str:
    done = subprocess.run(LINT, cwd=folder, capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else done.stdout + done.stderr


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy the tree, so that it can be spoiled."""
    folder = tmp_path_factory.mktemp("copy")
    for name in ("services", "shared", "deploy"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def test_the_import_rules_hold() -> None:
    assert broken_rules(ROOT) == ""


@pytest.mark.parametrize(
    ("module", "line", "rule"),
    [
        ("services/intake/app.py", "import services.matching.queues", "never import each other"),
        ("shared/postgres/pool.py", "import services.intake.queues", "knows no service"),
        ("services/notify/app.py", "import deploy.local.ports", "how it is deployed"),
        ("services/notify/webhooks/rules.py", "import asyncio", "domain is pure"),
        ("services/notify/letters/use_cases.py", "import aiosmtplib", "neither SQL, HTTP nor AMQP"),
        (
            "services/notify/deliveries/use_cases.py",
            "import services.notify.letters.model",
            "Notify's rooms",
        ),
        ("services/notify/newcomer.py", "", "newcomer"),
        (
            "services/notify/letters/ports.py",
            "import services.notify.letters.store",
            "In a room,",
        ),
        ("services/notify/letters/newcomer.py", "", "newcomer"),
        ("services/reporting/figures/rules.py", "import asyncpg", "domain is pure"),
        ("services/reporting/figures/model/facts.py", "import random", "domain is pure"),
        ("services/reporting/figures/events.py", "import asyncpg", "neither SQL, HTTP nor AMQP"),
        ("services/reporting/reports/use_cases.py", "import fastapi", "neither SQL, HTTP nor AMQP"),
        (
            "services/reporting/event_log/store.py",
            "import services.reporting.figures.model",
            "Reporting's rooms",
        ),
        ("services/reporting/newcomer.py", "", "newcomer"),
        (
            "services/reporting/figures/ports.py",
            "import services.reporting.figures.store.queries",
            "In a room,",
        ),
        ("services/reporting/figures/newcomer.py", "", "newcomer"),
        ("services/matching/engine/model.py", "import structlog", "domain is pure"),
        ("services/matching/proposals/rules/outcome.py", "import random", "domain is pure"),
        (
            "services/matching/engine/model.py",
            "import services.matching.needs.model",
            "Matching's rooms",
        ),
        (
            "services/matching/needs/rows.py",
            "import services.matching.proposals",
            "Matching's rooms",
        ),
        ("services/matching/newcomer.py", "", "newcomer"),
        (
            "services/matching/proposals/use_cases/choose.py",
            "import services.matching.proposals.store",
            "In a room,",
        ),
        ("services/matching/volunteers/newcomer.py", "", "newcomer"),
        ("services/matching/needs/ports.py", "import asyncpg", "neither SQL, HTTP nor AMQP"),
        ("services/intake/requests/model.py", "import asyncpg", "domain is pure"),
        ("services/intake/submissions/rules/plea.py", "import random", "domain is pure"),
        ("services/intake/requests/ports.py", "import asyncpg", "neither SQL, HTTP nor AMQP"),
        ("services/intake/staff/use_cases.py", "import fastapi", "neither SQL, HTTP nor AMQP"),
        ("services/intake/staff/use_cases.py", "import services.intake.app", "Intake's rooms"),
        ("services/intake/requests/ports.py", "import services.intake.board", "Intake's rooms"),
        ("services/intake/board/ports.py", "import services.intake.site", "Intake's rooms"),
        ("services/intake/staff/ports.py", "import services.intake.staff.store", "In a room,"),
        ("services/intake/staff/newcomer.py", "", "newcomer"),
        ("services/intake/newcomer.py", "", "newcomer"),
        ("shared/contracts/words.py", "import shared.postgres.pool", "toward the contracts"),
        ("deploy/areas.py", "import services.intake.staff.rules", "by its front"),
        ("deploy/areas.py", "import services.intake.staff.ports", "by its front"),
        ("deploy/areas.py", "import services.notify", "by its front"),
        ("deploy/areas.py", "import services.matching.engine.rules.policy", "by its front"),
        ("deploy/cli/simulate.py", "import services.matching.engine.rules.policy", "by its front"),
        (
            "deploy/simulating/compared_ways.py",
            "import services.matching.proposals.use_cases.choose",
            "by its front",
        ),
        (
            "deploy/simulating/compared_ways.py",
            "import services.intake.submissions",
            "by its front",
        ),
        ("deploy/simulating/compared_ways.py", "import numpy", "reckons with numpy"),
        ("services/matching/app.py", "import numpy", "reckons with numpy"),
        ("services/matching/engine/rules/packing.py", "import numba", "reckons with numpy"),
        ("deploy/local/rabbit.py", "import shared.contracts.words", "Private servers"),
    ],
)
def test_a_forbidden_import_is_caught(copy: Path, module: str, line: str, rule: str) -> None:
    file = copy / module
    before = file.read_text(encoding="utf-8") if file.exists() else None
    file.write_text(f"{before or ''}\n{line}\n", encoding="utf-8")

    said = broken_rules(copy)

    if before is None:
        file.unlink()
    else:
        file.write_text(before, encoding="utf-8")
    assert any(rule in text and "KEPT" not in text for text in said.splitlines())
