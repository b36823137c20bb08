"""Finland as the tables have it."""

import re

import pytest

from shared.areas import (
    coordinates_of,
    distance_km,
    municipalities,
    municipality,
    municipality_of,
    postal_code,
)
from shared.areas.postal_codes import postal_codes

FIRST_INSTALLATION = {
    "097": ("Hirvensalmi", "Hirvensalmi"),
    "178": ("Juva", "Juva"),
    "213": ("Kangasniemi", "Kangasniemi"),
    "491": ("Mikkeli", "S:t Michel"),
    "507": ("Mäntyharju", "Mäntyharju"),
    "588": ("Pertunmaa", "Pertunmaa"),
    "623": ("Puumala", "Puumala"),
}


@pytest.mark.parametrize("code", FIRST_INSTALLATION)
def test_the_first_installation_s_municipalities_are_known_by_both_names(code: str) -> None:
    found = municipality(code)

    assert found
    assert (found.name("fi"), found.name("sv")) == FIRST_INSTALLATION[code]
    assert found.name("en") == found.name_fi


@pytest.mark.parametrize("code", FIRST_INSTALLATION)
def test_they_lie_around_mikkeli(code: str) -> None:
    mikkeli, found = municipality("491"), municipality(code)

    assert mikkeli
    assert found
    assert distance_km(mikkeli, found) < 65


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("091", ("Helsinki", "Helsingfors")),
        ("853", ("Turku", "Åbo")),
        ("478", ("Maarianhamina", "Mariehamn")),
        ("499", ("Mustasaari", "Korsholm")),
        ("148", ("Inari", "Enare")),
    ],
)
def test_names_are_as_the_municipalities_write_them(code: str, names: tuple[str, str]) -> None:
    found = municipality(code)

    assert found
    assert (found.name_fi, found.name_sv) == names


def test_there_are_309_and_each_lies_in_finland() -> None:
    assert len(municipalities()) == 309
    for code, found in municipalities().items():
        assert re.fullmatch(r"\d{3}", code)
        assert found.name_fi
        assert found.name_sv
        assert 59.7 < found.latitude < 70.1, found
        assert 19.3 < found.longitude < 31.6, found


def test_a_narrow_north_has_narrow_longitudes() -> None:
    # corners of the map that a mistaken namesake would fall into
    for found in municipalities().values():
        assert found.latitude < 66 or found.longitude > 22.5, found
        assert found.longitude < 30.2 or 61 < found.latitude < 65.5, found
        assert found.longitude > 21 or found.latitude < 63.6, found


def test_no_two_municipalities_have_the_same_centre() -> None:
    centres = {(item.latitude, item.longitude) for item in municipalities().values()}

    assert len(centres) == len(municipalities())


@pytest.mark.parametrize(
    ("one", "other", "known_km"),
    [
        ("091", "837", 160.6),  # Helsinki, Tampere
        ("091", "853", 150.4),  # Helsinki, Turku
        ("091", "698", 705.0),  # Helsinki, Rovaniemi
        ("091", "890", 1084.0),  # Helsinki, Utsjoki
        ("491", "091", 211.0),  # Mikkeli, Helsinki
    ],
)
def test_distances_between_towns_are_the_known_ones(one: str, other: str, known_km: float) -> None:
    start, end = municipality(one), municipality(other)

    assert start
    assert end
    assert distance_km(start, end) == pytest.approx(known_km, rel=0.01)


def test_every_postal_code_has_a_municipality_and_coordinates() -> None:
    assert len(postal_codes()) == 3752
    for code, found in postal_codes().items():
        assert re.fullmatch(r"\d{5}", code)
        assert found.kind in {"street", "po_box", "company", "compiled"}
        assert municipality_of(code), code
        assert coordinates_of(code), code


def test_every_municipality_has_a_postal_code_where_people_live() -> None:
    reached = {item.municipality_code for item in postal_codes().values() if item.kind == "street"}

    assert reached == set(municipalities())


def test_a_postal_code_s_place_is_near_its_municipality() -> None:
    for code in postal_codes():
        centre, point = municipality_of(code), coordinates_of(code)

        assert centre
        assert point
        assert distance_km(centre, point) < 60, code


@pytest.mark.parametrize(
    ("code", "town", "post_town"),
    [
        ("50100", "Mikkeli", "Mikkeli"),
        ("51900", "Juva", "Juva"),
        ("52700", "Mäntyharju", "Mäntyharju"),
        ("51600", "Mikkeli", "Haukivuori"),
        ("00100", "Helsinki", "Helsinki"),
        ("35820", "Mänttä-Vilppula", "Mänttä"),
    ],
)
def test_a_postal_code_belongs_to_its_town(code: str, town: str, post_town: str) -> None:
    found, where = postal_code(code), municipality_of(code)

    assert found
    assert where
    assert (where.name_fi, found.name("fi")) == (town, post_town)


@pytest.mark.parametrize("typed", ["", "5010", "501000", "abcde", "99998", "00104", " 50100"])
def test_what_is_no_one_s_postal_code_is_unknown(typed: str) -> None:
    assert municipality_of(typed) is None
    assert postal_code(typed) is None
    assert coordinates_of(typed) is None


def test_an_unknown_municipality_is_none() -> None:
    assert municipality("999") is None


def test_coordinates_say_how_exact_they_are() -> None:
    town, village = coordinates_of("50100"), coordinates_of("51600")
    exact = coordinates_of("50100", {"50100": (61.69, 27.28)})

    assert town
    assert village
    assert exact
    assert (town.precision, village.precision, exact.precision) == (
        "municipality",
        "place",
        "exact",
    )
    assert (exact.latitude, exact.longitude) == (61.69, 27.28)
    assert distance_km(town, village) == pytest.approx(37, abs=2)
