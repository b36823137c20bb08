"""Look at this machine before, or instead of, starting a network on it."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Literal

from deploy.local import rabbit
from deploy.local.account import server_account
from deploy.local.environments import CONTACT_FILE
from deploy.local.folders import CLONE, Folders, is_elsewhere
from deploy.local.own_files import own_or_shipped, with_own_names
from deploy.local.ports import is_free
from deploy.local.postgres_binaries import PostgresMissingError, chosen_before, installations
from deploy.local.rabbit_data import UnreadableDataError, check_version, program_version
from deploy.local.single_supervisor import supervisor_of
from deploy.local.start_report import reason_of
from shared.help_lines import HELP_LINES_FILE, HelpLines, read_help_lines
from shared.web.about import ABOUT_FILE, About, read_about
from shared.web.contact import EmergencyContact, read_contact

Grade = Literal["ok", "note", "problem"]
OLDEST_PYTHON = (3, 11)
OLDEST_CADDY = (2, 6)
NEEDED_BYTES = 1_000_000_000
MADE_FROM = CLONE / ".venv" / "made-from.txt"
"""Place, interpreter and lock that `./porukalla` made the environment from."""
# Without those for other systems, which have a marker after the version.
_PINNED = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)(?! *;)\s", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Symptom:
    """One thing looked at; `advice` says what to do, where there is something to do."""

    what: str
    grade: Grade
    found: str
    advice: str = ""


@dataclass(frozen=True, slots=True)
class Patient:
    """What is examined."""

    folders: Folders
    port: int
    today: date


def examine(patient: Patient) -> Iterator[Symptom]:
    """Look at everything, one thing after another; changes nothing."""
    looks: Sequence[Callable[[], Symptom]] = (
        _python,
        lambda: packages(_lock(), installed_version),
        lambda: _rabbit(patient.folders),
        lambda: _postgres(patient.folders),
        lambda: caddy(_version_of("caddy", "version")),
        _leash,
        _user,
        lambda: _state(patient.folders),
        lambda: disk(shutil.disk_usage(_existing(patient.folders.state)).free),
        lambda: _port(patient),
    )
    yield from (look() for look in looks)
    yield from _data_of_the_network(patient)


def _data_of_the_network(patient: Patient) -> Iterator[Symptom]:
    """Look at the files that this network would start with."""
    own = patient.folders.network
    contact = read_contact(own_or_shipped(own, CONTACT_FILE))
    lines = read_help_lines(own_or_shipped(own, HELP_LINES_FILE))
    about = read_about(own_or_shipped(own, ABOUT_FILE))
    for symptom in (
        *help_lines(lines, patient.today),
        own_numbers(contact, patient.today),
        who_hears_of_concerns(contact),
        *who_we_are(about, patient.today),
    ):
        yield replace(symptom, advice=with_own_names(own, symptom.advice))


def _python() -> Symptom:
    found = ".".join(str(part) for part in sys.version_info[:3])
    if sys.version_info >= OLDEST_PYTHON:
        return Symptom("Python", "ok", found)
    return Symptom("Python", "problem", found, "install Python 3.11 or later")


def _lock() -> str:
    """Read what the environment was made from, else what running needs."""
    file = MADE_FROM if MADE_FROM.exists() else CLONE / "deploy" / "locks" / "run.txt"
    return file.read_text(encoding="utf-8")


def installed_version(name: str) -> str | None:
    """Give the version of an installed package, or None."""
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def packages(lock: str, installed: Callable[[str], str | None]) -> Symptom:
    """Compare the environment with the lock."""
    pinned = _PINNED.findall(lock)
    differing = [name for name, wanted in pinned if installed(name) not in {wanted, None}]
    absent = [name for name, _ in pinned if installed(name) is None]
    if not differing and not absent:
        return Symptom("Python packages", "ok", f"{len(pinned)} as locked")
    found = f"missing: {', '.join(absent) or '-'}; other versions: {', '.join(differing) or '-'}"
    return Symptom("Python packages", "problem", found, "remove .venv and run ./porukalla again")


def _rabbit(folders: Folders) -> Symptom:
    if not rabbit.is_installed():
        return Symptom("RabbitMQ", "problem", "not found", "apt-get install rabbitmq-server")
    found = program_version() or "found"
    try:
        check_version(folders.rabbit)
    except UnreadableDataError as error:
        return Symptom("RabbitMQ", "problem", found, reason_of(error))
    return Symptom("RabbitMQ", "ok", found)


def _postgres(folders: Folders) -> Symptom:
    found = ", ".join(one.name for one in installations())
    try:
        chosen_before(folders.postgres)
    except PostgresMissingError as error:
        return Symptom("PostgreSQL", "problem", found or "not found", reason_of(error))
    return Symptom("PostgreSQL", "ok", found)


def caddy(text: str | None) -> Symptom:
    """Judge what `caddy version` printed."""
    numbers = re.search(r"(\d+)\.(\d+)", text or "")
    if numbers is None:
        return Symptom("Caddy", "problem", "not found", "apt-get install caddy")
    if (int(numbers[1]), int(numbers[2])) < OLDEST_CADDY:
        return Symptom("Caddy", "problem", numbers[0], "install Caddy 2.6 or later")
    return Symptom("Caddy", "ok", numbers[0])


def _leash() -> Symptom:
    if shutil.which("setpriv"):
        return Symptom("setpriv", "ok", "found")
    return Symptom(
        "setpriv", "note", "not found", "without it a killed supervisor leaves its processes behind"
    )


def _user() -> Symptom:
    account = server_account("postgres")
    if account is None:
        return Symptom("user", "ok", "an ordinary user")
    return Symptom("user", "ok", f"root; servers run as unprivileged users such as {account.name}")


def _state(folders: Folders) -> Symptom:
    running = "; a network runs from it" if supervisor_of(folders) else ""
    if is_elsewhere(folders):
        advice = "nothing: the servers' user cannot reach the clone"
        return Symptom("state folder", "note", f"{folders.state}{running}", advice)
    if not os.access(_existing(folders.state), os.W_OK):
        return Symptom("state folder", "problem", str(folders.state), "make it writable")
    return Symptom("state folder", "ok", f"{folders.state}{running}")


def disk(free: int) -> Symptom:
    """Judge the free space: RabbitMQ stops taking messages when the disk is nearly full."""
    found = f"{free / 1e9:.1f} GB free"
    if free >= NEEDED_BYTES:
        return Symptom("disk", "ok", found)
    return Symptom("disk", "problem", found, "free at least 1 GB, or choose another --state")


def help_lines(lines: HelpLines, today: date) -> Iterator[Symptom]:
    """Name each number of the network's data that no named person has rung within a year."""
    advice = "ring it, then write verified_on and verified_by in deploy/network/help_lines.toml"
    unconfirmed = lines.unconfirmed(today)
    for line in unconfirmed:
        rung = f"last rung {line.verified_on}" if line.verified_on else "nobody has rung it"
        yield Symptom(f"help line {line.code}", "note", f"{line.number}: {rung}", advice)
    if not unconfirmed:
        yield Symptom("help lines", "ok", f"{len(lines.lines)} rung within a year")


def own_numbers(contact: EmergencyContact, today: date) -> Symptom:
    """Say whether a named person has rung the network's own number within a year."""
    if contact.is_confirmed(today):
        return Symptom("own number", "ok", "rung within a year")
    rung = f"last rung {contact.verified_on}" if contact.verified_on else "nobody has rung it"
    advice = "ring it, then write verified_on and verified_by in deploy/contact.toml"
    return Symptom("own number", "note", f"{contact.network_phone}: {rung}", advice)


def who_hears_of_concerns(contact: EmergencyContact) -> Symptom:
    """Say whether somebody is written to when something was wrong, and somebody else after them."""
    named = {"lead": contact.safeguarding_email, "deputy": contact.deputy_email}
    missing = [who for who, address in named.items() if not address]
    if not missing:
        return Symptom("safeguarding", "ok", "lead and deputy are written to")
    advice = "name both under [safeguarding] in deploy/contact.toml"
    return Symptom("safeguarding", "note", f"no address of the {' and '.join(missing)}", advice)


def who_we_are(about: About, today: date) -> Iterator[Symptom]:
    """Name what the public pages say by example only, and authorities that nobody looked up."""
    file = "deploy/network/about.toml"
    examples, old = about.examples(), about.not_looked_up(today)
    if examples:
        advice = f"write the real thing in {file} and remove `example`"
        yield Symptom("public pages", "note", f"examples: {', '.join(examples)}", advice)
    if old:
        advice = f"look them up, then write verified_on and verified_by in {file}"
        yield Symptom("authorities", "note", f"nobody looked up: {', '.join(old)}", advice)
    if not examples and not old:
        yield Symptom("public pages", "ok", "filled in, and authorities looked up within a year")


def _port(patient: Patient) -> Symptom:
    if is_free(patient.port):
        return Symptom(f"port {patient.port}", "ok", "free")
    if supervisor_of(patient.folders):
        return Symptom(f"port {patient.port}", "ok", "taken; a network runs from this folder")
    return Symptom(f"port {patient.port}", "problem", "taken", "choose another one: up --port 8081")


def _version_of(*command: str) -> str | None:
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=10)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout


def _existing(folder: Path) -> Path:
    return next(step for step in (folder, *folder.parents) if step.exists())
