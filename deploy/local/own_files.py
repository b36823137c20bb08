"""A network's own files: those in `network/` of its state folder win over the shipped ones."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from deploy.local.services import SERVICES

SETTINGS: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = {
    "funding.toml": ("FUNDING_FILE", SERVICES),
    "hours.toml": ("HOURS_FILE", ("intake",)),
    "projects.toml": ("PROJECTS_FILE", ("reporting",)),
    "town.toml": ("TOWN_FILE", ("intake", "matching")),
}
"""By the name of the file, the setting that says where it lies, and who has it."""
PLAYED: Final = "played.json"
"""Says which project was played in this network, and what came of it."""


def settings_of_files(folder: Path, service: str) -> dict[str, str]:
    """Give what a service is told of the files that are there."""
    return {
        f"{service.upper()}_{setting}": str(folder / name)
        for name, (setting, whose) in SETTINGS.items()
        if service in whose and (folder / name).is_file()
    }


def is_played(folder: Path) -> bool:
    """Say whether a project was played here: nobody else is put among its people."""
    return (folder / PLAYED).is_file()
