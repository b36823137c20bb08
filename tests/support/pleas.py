"""Made-up rows to import, as a town might have kept them."""

import csv
from pathlib import Path
from typing import Final

SAMPLE: Final = Path(__file__).parents[2] / "deploy" / "samples" / "help_messages.toml"


def write_pleas(folder: Path, count: int, *, first: int = 0) -> Path:
    """Write a file of so many rows that the sample's mapping reads, numbered from the first."""
    file = folder / "rows.csv"
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["request", "message"])
        numbers = range(first, first + count)
        writer.writerows(("1", f"Apua tarvitaan, viesti {number}") for number in numbers)
    return file
