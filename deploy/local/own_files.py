"""A network's own files: those in `network/` of its state folder win over the shipped ones."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from deploy.local.services import SERVICES

SETTINGS: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = {
    "about.toml": ("ABOUT_FILE", ("intake",)),
    "agreement.toml": ("AGREEMENT_FILE", ("matching",)),
    "caution.toml": ("CAUTION_FILE", ("intake",)),
    "contact.toml": ("CONTACT_FILE", SERVICES),
    "directory.toml": ("DIRECTORY_FILE", ("reporting",)),
    "doors.toml": ("DOORS_FILE", ("intake",)),
    "funding.toml": ("FUNDING_FILE", SERVICES),
    "help_lines.toml": ("HELP_LINES_FILE", SERVICES),
    "hours.toml": ("HOURS_FILE", ("intake",)),
    "open_data.toml": ("OPEN_DATA_FILE", ("reporting",)),
    "open_picture.toml": ("OPEN_PICTURE_FILE", ("reporting",)),
    "outlines": ("OUTLINES_FOLDER", ("intake",)),
    "payment.toml": ("PAYMENT_FILE", ("intake",)),
    "practice.yaml": ("PRACTICE_FILE", ("intake",)),
    "projects.toml": ("PROJECTS_FILE", ("reporting",)),
    "promises.toml": ("PROMISES_FILE", ("intake",)),
    "theme.toml": ("THEME_FILE", SERVICES),
    "town.toml": ("TOWN_FILE", ("intake", "matching")),
    "triage.yaml": ("TRIAGE_FILE", ("intake",)),
}
"""By the name of the file or folder, the setting that says where it lies, and who has it."""
PLAYED: Final = "played.json"
"""Says which project was played in this network, and what came of it."""


def settings_of_files(folder: Path, service: str) -> dict[str, str]:
    """Give what a service is told of the files that are there."""
    return {
        f"{service.upper()}_{setting}": str(folder / name)
        for name, (setting, whose) in SETTINGS.items()
        if service in whose and (folder / name).exists()
    }


def settings_of_town(folder: Path, service: str) -> dict[str, str]:
    """Give what a town of its own is told otherwise than a demonstration: its nights are quiet."""
    sender = sender_of(folder)
    if not sender:
        return {}
    told = {
        "INTAKE_DEMO_STAFF": "false",
        "MATCHING_POLICY": "{}",
        "NOTIFY_SMTP_FROM": sender,
    }
    return {name: value for name, value in told.items() if name.startswith(service.upper())}


def sender_of(folder: Path) -> str:
    """Give who sends letters, as the network's own file says; without, it is a demonstration."""
    file = folder / "contact.toml"
    if not file.is_file():
        return ""
    told: str = tomllib.loads(file.read_text("utf-8"))["network"].get("sender", "")
    return told


def own_or_shipped(folder: Path, shipped: Path) -> Path:
    """Give the network's own file of a shipped one's name, where there is one."""
    own = folder / shipped.name
    return own if own.is_file() else shipped


def with_own_names(folder: Path, text: str) -> str:
    """Name the network's own file where a text names the shipped one and it has one of its own."""
    for name in SETTINGS:
        for shipped in (f"deploy/network/{name}", f"deploy/{name}"):
            if (folder / name).is_file():
                text = text.replace(shipped, str(folder / name))
    return text


def is_played(folder: Path) -> bool:
    """Say whether a project was played here: nobody else is put among its people."""
    return (folder / PLAYED).is_file()
