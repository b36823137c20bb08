"""The inventory of what is kept knows every table and every kind of file, and nothing else."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pytest

from deploy.local.folders import Folders
from shared.retention.inventory import Entry, read_inventory
from shared.retention.jobs import forget_queries, jobs_of
from tests.support.rooms import ROOT, SERVICES

INVENTORY = read_inventory()
_REMOVES = re.compile(r"DELETE FROM (\w+)\n")
_TAKES = re.compile(r"\$1::interval.*LIMIT \$2\b", re.DOTALL)
_FROM_A_CHAIN = re.compile(r"^SELECT audit_forget\('(\w+)', \$1, \$2\);$", re.MULTILINE)
"""An audit's rows are removed by a function of the owner, which is tested where it is."""
_WRITES_FILES = re.compile(
    r"\.write_(?:text|bytes)\(|open\([^)]*\"[awx]b?\"|\.touch\(|copyfile\(|os\.open\(|fdopen\("
)

NO_KEPT_FILE: Final = "a figure somebody asked for, or part of the sources"
WRITERS: Final[Mapping[str, str]] = {
    "deploy/areas.py": NO_KEPT_FILE,
    "deploy/caddy/outage.py": "caddy/*",
    "deploy/caution/__main__.py": NO_KEPT_FILE,
    "deploy/cli/network.py": NO_KEPT_FILE,
    "deploy/cli/report.py": NO_KEPT_FILE,
    "deploy/cli/simulate.py": NO_KEPT_FILE,
    "deploy/importing/files.py": "*.rejected.csv",
    "deploy/local/catcher/shelf.py": "mail/*/*.json",
    "deploy/local/child.py": "log/*.log",
    "deploy/local/detached.py": "log/*.log",
    "deploy/local/housekeeping.py": "log/*.log",
    "deploy/local/kept_text.py": "secrets/*",
    "deploy/local/log_files.py": "log/*.log",
    "deploy/local/port_book.py": "run/*",
    "deploy/local/ports.py": "log/*.log",
    "deploy/local/postgres.py": "postgres/*",
    "deploy/local/processes.py": "run/*",
    "deploy/local/rabbit_data.py": "rabbit/*",
    "deploy/local/rabbit_files.py": "rabbit/*",
    "deploy/local/record.py": "run/*",
    "deploy/local/single_supervisor.py": "run/*",
    "deploy/local/start_report.py": "run/*",
    "deploy/packages.py": "log/*.log",
    "deploy/playbook/check.py": "network/*",
    "deploy/playbook/shelf.py": "network_versions/*.toml",
    "deploy/seeding/seed.py": "network/*",
    "deploy/style_sheets.py": NO_KEPT_FILE,
    "deploy/verifying/anchors.py": "anchors/*.jsonl",
    "shared/contracts/json_schemas.py": NO_KEPT_FILE,
}
"""What the modules that write files write, by its line in the inventory."""


def here(service: str) -> Path:
    return ROOT / "services" / service


def tables(service: str) -> set[str]:
    return named_in((here(service) / "migrations" / "schema.txt").read_text("utf-8"))


def named_in(declared: str) -> set[str]:
    """Read the tables of a declared schema: a name stands alone, with nothing right above it."""
    return set(re.findall(r"(?:\A|\n\n)(\w+)$", declared, re.MULTILINE))


def said_by(service: str) -> dict[str, Entry]:
    return dict(INVENTORY.of_service(service))


def test_a_broken_line_of_a_condition_is_no_table() -> None:
    declared = "calls\n    id uuid\n    CHECK (reason IN (\nmissed\n))\n\nduties\n    id uuid"

    assert named_in(declared) == {"calls", "duties"}


@pytest.mark.parametrize("service", SERVICES)
def test_every_table_has_its_line_in_the_inventory(service: str) -> None:
    missing = tables(service) - set(said_by(service))

    assert missing == set(), "say in deploy/network/retention.toml how long they are kept"


@pytest.mark.parametrize("service", SERVICES)
def test_the_inventory_names_no_table_that_is_not_there(service: str) -> None:
    assert set(said_by(service)) - tables(service) == set()


def test_the_inventory_names_only_services_there_are() -> None:
    assert set(INVENTORY.tables) == {"every", *SERVICES}


@pytest.mark.parametrize("service", SERVICES)
def test_each_job_removes_from_its_table_by_age_and_in_batches(service: str) -> None:
    queries = forget_queries(here(service))
    jobs = {table: queries[entry.job] for table, entry in said_by(service).items() if entry.job}
    wrong = [
        table
        for table, query in jobs.items()
        if not (_TAKES.search(query) and table in _REMOVES.findall(query))
        and table not in _FROM_A_CHAIN.findall(query)
    ]

    assert wrong == []


@pytest.mark.parametrize("service", SERVICES)
def test_each_query_that_removes_by_age_is_somebodys_job(service: str) -> None:
    jobs = {job.name for job in jobs_of(service, here(service), INVENTORY)}
    own = {
        name
        for file in here(service).glob("*/*.sql")
        for name, text in forget_queries_in(file).items()
        if _TAKES.search(text)
    }

    assert own - jobs == set()


def forget_queries_in(file: Path) -> dict[str, str]:
    found = re.findall(
        r"^-- name: (forget_\w+)\n(.*?)(?=^-- name: |\Z)",
        file.read_text("utf-8"),
        re.MULTILINE | re.DOTALL,
    )
    return dict(found)


@pytest.mark.parametrize("service", SERVICES)
def test_each_loop_that_removes_is_one_of_the_service(service: str) -> None:
    code = "".join(file.read_text("utf-8") for file in here(service).glob("*.py"))
    loops = set(re.findall(r'(?:Loop\(|rows_loop\(\s*ports,)\s*"(\w+)"', code))

    assert {entry.loop for entry in said_by(service).values() if entry.loop} <= loops


@pytest.mark.parametrize("service", SERVICES)
def test_what_ends_with_another_table_ends_at_all(service: str) -> None:
    entries = said_by(service)
    orphans = [
        table
        for table, entry in entries.items()
        if entry.ends_with and (entry.ends_with not in entries or entry.ends_with == table)
    ]

    assert orphans == []


def writers() -> set[str]:
    """Give the modules that write files, but for those that try the machines of others."""
    files = [
        file for part in ("deploy", "services", "shared") for file in (ROOT / part).rglob("*.py")
    ]
    found = {
        str(file.relative_to(ROOT))
        for file in files
        if _WRITES_FILES.search(file.read_text("utf-8"))
    }
    return {name for name in found if not name.startswith("deploy/machines/")}


def test_every_module_that_writes_files_is_known_and_no_other() -> None:
    assert writers() == set(WRITERS), "say in deploy/network/retention.toml how long they are kept"


def test_each_kind_of_file_has_its_line_in_the_inventory() -> None:
    assert set(WRITERS.values()) - {NO_KEPT_FILE} - set(INVENTORY.files) == set()


def test_every_room_of_the_state_folder_has_its_line() -> None:
    rooms = {name for name, value in vars(Folders).items() if isinstance(value, property)}
    said = {pattern.partition("/")[0] for pattern in INVENTORY.files}

    assert rooms - said == set()
