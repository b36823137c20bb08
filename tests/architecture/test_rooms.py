"""Rooms: what one may take from another, in Python and in templates."""

import re

import grimp
import pytest

from tests.support.rooms import ROOT, SERVICES, contracts, may_use, rooms

OPEN_TO_OTHERS = frozenset({"model", "rules", "ports", "use_cases"})
"""Layers of a room that the rooms above it may import; its rows too, from a store."""


_TEMPLATE = re.compile(r"{%-?\s*(?:extends|include|from|import)\s+\"([^\"]+)\"")


def test_every_folder_of_a_service_is_a_room_or_data() -> None:
    for service in SERVICES:
        folders = {
            file.parent.name for file in (ROOT / "services" / service).glob("*/__init__.py")
        } - {"migrations"}

        assert folders == set(rooms(service))


def test_every_room_is_held_to_the_order_of_layers() -> None:
    (layers,) = [each for each in contracts() if each["name"] == "In a room, imports point inward"]

    every = {f"services.{service}.{room}" for service in SERVICES for room in rooms(service)}
    assert set(layers["containers"]) == every
    assert layers["exhaustive"]


@pytest.mark.parametrize("service", SERVICES)
def test_a_room_takes_from_another_only_what_is_open(service: str) -> None:
    graph = grimp.build_graph(f"services.{service}", cache_dir=None)
    known = set(rooms(service))
    taken = [
        (importer, imported)
        for importer in graph.modules
        for imported in graph.find_modules_directly_imported_by(importer)
        if (mine := importer.split(".")[2:3]) != (other := imported.split(".")[2:3])
        and {*mine, *other} <= known
    ]

    assert [pair for pair in taken if not _is_open(*pair)] == []


def _is_open(importer: str, imported: str) -> bool:
    layer = imported.split(".")[3:4]
    if layer == ["rows"]:
        return importer.split(".")[3] in {"rows", "store"}
    return bool(layer) and layer[0] in OPEN_TO_OTHERS


@pytest.mark.parametrize("service", SERVICES)
def test_a_template_takes_only_from_its_room_those_below_and_the_kit(service: str) -> None:
    found = [
        (file.relative_to(ROOT / "services" / service), taken)
        for file in (ROOT / "services" / service).glob("*/templates/**/*.html")
        for taken in _TEMPLATE.findall(file.read_text("utf-8"))
        if not _may_take(service, file.relative_to(ROOT / "services" / service).parts[0], taken)
    ]

    assert found == []


def _may_take(service: str, room: str, taken: str) -> bool:
    of_room, slash, _ = taken.partition("/")
    if not slash or of_room == "govuk_frontend_jinja":
        return True
    return of_room in rooms(service) and may_use(service, room, of_room)
