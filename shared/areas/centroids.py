"""Exact centroids of postal code areas, from a file that the installation provides.

Statistics Finland publishes the areas; a centroid per code in a CSV file is all that is needed.
"""

import csv
import re
from collections.abc import Mapping
from pathlib import Path

from shared.areas.postal_codes import Coordinates

HEADER = ["postal_code", "latitude", "longitude"]
_FIVE_DIGITS = re.compile(r"\d{5}", re.ASCII)
_SOUTH, _NORTH, _WEST, _EAST = 59.0, 70.5, 19.0, 32.0


class UnreadableCentroidsError(Exception):
    """The file is not `postal_code,latitude,longitude`, each code once, in degrees, in Finland."""

    def __init__(self, line: int) -> None:
        """Say which line is wrong."""
        super().__init__(f"line {line}")


def read(path: Path) -> Mapping[str, Coordinates]:
    """Read the file for `coordinates_of`; raises UnreadableCentroidsError."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.reader(file)
        if next(rows, None) != HEADER:
            raise UnreadableCentroidsError(1)
        found: dict[str, Coordinates] = {}
        for line, row in enumerate(rows, start=2):
            code, centroid = _centroid(line, row)
            if code in found:
                raise UnreadableCentroidsError(line)
            found[code] = centroid
    return found


def _centroid(line: int, row: list[str]) -> tuple[str, Coordinates]:
    try:
        code, latitude, longitude = row[0], float(row[1]), float(row[2])
    except (IndexError, ValueError):
        raise UnreadableCentroidsError(line) from None
    inside = _SOUTH <= latitude <= _NORTH and _WEST <= longitude <= _EAST
    if not inside or _FIVE_DIGITS.fullmatch(code) is None or len(row) != len(HEADER):
        raise UnreadableCentroidsError(line)
    return code, (latitude, longitude)
