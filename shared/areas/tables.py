"""Reads the committed tables; `deploy/areas.py` writes them."""

import csv
from pathlib import Path

_DATA = Path(__file__).parent / "data"


def read_rows(name: str) -> list[list[str]]:
    """Read the rows below the header."""
    with (_DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))[1:]
