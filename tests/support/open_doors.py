"""Doors for tests in which hundreds ask from one machine."""

from pathlib import Path
from typing import Final

OPEN_DOORS: Final = {"INTAKE_DOORS_FILE": str(Path(__file__).with_name("doors.toml"))}
