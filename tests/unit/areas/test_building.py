"""How the tables are made, on a Finland of four villages."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from deploy.areas import (
    Gazetteer,
    Place,
    capitalised,
    choose_centres,
    municipality_rows,
    own_place,
    postal_rows,
)

ROOT = Path(__file__).parents[3]


def place(name: str, region: str, at: tuple[float, float], **more: object) -> Place:
    population = more.get("population", 1000)
    also = more.get("also", ())
    return Place(
        geoname_id=hash((name, at)) % 10**6,
        name=name,
        also=frozenset(map(str, also)) if isinstance(also, tuple) else frozenset(),
        region=region,
        population=int(str(population)),
        latitude=at[0],
        longitude=at[1],
    )


def record(
    postcode: str, name: str, municipality: tuple[str, str, str], area: str
) -> dict[str, str]:
    code, name_fi, name_sv = municipality
    return {
        "postcode": postcode,
        "postcode_fi_name": name,
        "postcode_sv_name": name,
        "type_code": "1",
        "ad_area_code": area,
        "municipal_code": code,
        "municipal_name_fi": name_fi,
        "municipal_name_sv": name_sv,
    }


MIKKELI, JUVA, VOYRI = (
    ("491", "Mikkeli", "S:t Michel"),
    ("178", "Juva", "Juva"),
    ("946", "Vöyri", "Vörå"),
)
RECORDS = [
    record("50100", "MIKKELI", MIKKELI, "FI1D1"),
    record("51600", "HAUKIVUORI", MIKKELI, "FI1D1"),
    record("50999", "NOWHERE", MIKKELI, "FI1D1"),
    record("51900", "JUVA", JUVA, "FI1D1"),
    record("66600", "VÖYRI", VOYRI, "FI195"),
]
TOWN = place("Mikkeli", "10", (61.69, 27.27), population=50000)
VILLAGE = place("Haukivuori", "10", (62.02, 27.22))
NAMESAKE = place("Haukivuori", "01", (60.2, 24.9))
PLACES = Gazetteer.of(
    [
        TOWN,
        VILLAGE,
        NAMESAKE,
        place("Juva", "10", (61.9, 27.86)),
        place("Juva", "02", (60.5, 22.3), population=9000),
        place("Vörå", "15", (63.14, 22.25), also=("Vöyri",)),
    ]
)


def test_a_centre_is_looked_for_in_the_municipality_s_own_region() -> None:
    centres = choose_centres(RECORDS, PLACES)

    assert (centres["178"].latitude, centres["178"].longitude) == (61.9, 27.86)


def test_a_centre_may_be_known_by_its_other_name() -> None:
    assert choose_centres(RECORDS, PLACES)["946"].name == "Vörå"


def test_a_village_keeps_its_own_place_and_a_far_namesake_does_not_count() -> None:
    assert own_place(RECORDS[1], TOWN, PLACES) == VILLAGE
    assert own_place(RECORDS[1], TOWN, Gazetteer.of([NAMESAKE])) is None


def test_the_rows_are_sorted_and_empty_where_only_the_centre_is_known() -> None:
    rows = list(postal_rows(RECORDS[::-1], choose_centres(RECORDS, PLACES), PLACES))

    assert rows[1:4] == [
        ("50100", "491", "street", "Mikkeli", "Mikkeli", "", ""),
        ("50999", "491", "street", "Nowhere", "Nowhere", "", ""),
        ("51600", "491", "street", "Haukivuori", "Haukivuori", 62.02, 27.22),
    ]


def test_a_municipality_is_written_once() -> None:
    rows = list(municipality_rows(RECORDS, choose_centres(RECORDS, PLACES)))

    assert [row[0] for row in rows] == ["code", "178", "491", "946"]
    assert rows[2] == ("491", "Mikkeli", "S:t Michel", 61.69, 27.27)


@pytest.mark.parametrize(
    ("capitals", "name"),
    [("YLÄ-KOLKKI", "Ylä-Kolkki"), ("ÅBO", "Åbo"), ("S:T MICHEL", "S:t Michel"), ("", "")],
)
def test_capitals_become_a_name(capitals: str, name: str) -> None:
    assert capitalised(capitals) == name


@pytest.mark.parametrize("name", ["municipalities.csv", "postal_codes.csv"])
def test_the_committed_tables_are_small_sorted_and_plain(name: str) -> None:
    content = (ROOT / "shared" / "areas" / "data" / name).read_bytes()

    rows = list(csv.reader(io.StringIO(content.decode("utf-8"))))[1:]
    assert len(content) < 200_000
    assert b"\r" not in content
    assert [row[0] for row in rows] == sorted({row[0] for row in rows})


def test_nothing_is_read_before_the_first_question() -> None:
    program = (
        "import json, sys, shared.areas as areas\n"
        "from shared.areas.postal_codes import postal_codes\n"
        "before = postal_codes.cache_info().currsize\n"
        "areas.municipality_of('50100')\n"
        "print(json.dumps([before, postal_codes.cache_info().currsize,"
        " sorted(name for name in sys.modules if name.startswith(('pydantic', 'asyncpg')))]))"
    )

    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, check=True, capture_output=True, text=True
    )

    assert json.loads(done.stdout) == [0, 1, []]
