"""Where those live who wait: tiles, and a table with the same."""

from pathlib import Path

import pytest

from services.intake.board.adapters import read_outlines
from services.intake.board.model import NO_OUTLINES, PlaceCount
from services.intake.board.rules.places import towns
from shared.contracts.words import StaffRole
from shared.network_file import LineError
from tests.support.intake.page_world import PageWorld, ask, staffed
from tests.support.intake.requests.building import unmatched
from tests.support.intake.seen import Seen


async def test_each_area_is_a_tile_and_a_row_that_lead_to_its_lines(
    world: PageWorld, language: str
) -> None:
    story = await ask(world)
    async with world.signed_in() as visitor:
        board = await visitor.get(f"/{language}/taulu?urgency=today&place=50100")
        (path,) = (link for link in Seen(board.text).links if "kartta" in link)
        shown = await visitor.get(path)
        (tile, row) = (
            link for link in Seen(shown.text).links if link.endswith("place=50100&urgency=today")
        )
        lines = await visitor.get(tile)
        none = await visitor.get(f"/{language}/taulu/kartta?urgency=no_hurry")

    assert path == f"/{language}/taulu/kartta?urgency=today"
    assert tile == row
    assert f"request-{story.request_id}" in lines.text
    assert "50670" in shown.text  # an area of the town in which nobody waits
    assert not any("place=" in link for link in Seen(none.text).links)


async def test_the_map_counts_the_group_that_is_looked_at(world: PageWorld) -> None:
    story = await ask(world)
    await world.react(unmatched(story.request_id))
    async with world.signed_in() as visitor:
        pages = {
            group: (await visitor.get(f"/fi/taulu/kartta?group={group}")).text
            for group in ("now", "asked", "closed")
        }

    counted = {group: "<strong>1</strong>" in page for group, page in pages.items()}
    assert counted == {"now": True, "asked": False, "closed": True}  # no map of what ended: all


def test_the_fullest_town_comes_first_and_a_secret_address_counts_for_its_town() -> None:
    counted = [
        PlaceCount("178", "51900", 1),
        PlaceCount("491", "50100", 2),
        PlaceCount("491", None, 1),
    ]

    found = towns(counted, {"178": ["51900", "51901"], "097": ["52550"]})

    assert [(town.municipality, town.requests) for town, _ in found] == [
        ("491", 3),
        ("178", 1),
        ("097", 0),
    ]
    assert found[0][1] == [PlaceCount("491", "50100", 2), PlaceCount("491", None, 1)]
    assert found[1][1] == [PlaceCount("178", "51900", 1), PlaceCount("178", "51901", 0)]


OUTLINE = """municipality: "491"
view_box: "0 0 100 60"
areas:
  "50100": "M0 0H50V30H0Z"
  "50130": "M50 0H100V30H50Z"
"""


def written(folder: Path, text: str) -> Path:
    (folder / "491.yaml").write_text(text, "utf-8")
    return folder


async def test_a_town_with_an_outline_is_drawn_the_darker_where_more_wait(tmp_path: Path) -> None:
    outlines = read_outlines(written(tmp_path, OUTLINE))
    world = staffed(PageWorld(outlines=outlines), StaffRole.COORDINATOR)
    await ask(world)

    async with world.signed_in() as visitor:
        shown = (await visitor.get("/fi/taulu/kartta")).text

    assert 'viewBox="0 0 100 60" aria-hidden="true"' in shown
    assert '<path d="M0 0H50V30H0Z" fill-opacity="1.0"/>' in shown
    assert '<path d="M50 0H100V30H50Z" fill-opacity="0.0"/>' in shown
    assert "place=50100" in shown


@pytest.mark.parametrize(
    ("right", "wrong", "line"),
    [
        ("0 0 100 60", "0 0 100", 2),
        ("M0 0H50V30H0Z", "M0 0<script>", 4),
        ("M0 0H50V30H0Z", "url(x)", 4),
        ('"50130"', '"00100"', 4),
        ("areas:", "area:", 1),
        ('"50130"', "- 50130", 5),
    ],
)
def test_an_outline_that_is_wrong_stops_a_start_with_its_line(
    tmp_path: Path, right: str, wrong: str, line: int
) -> None:
    with pytest.raises(LineError, match=rf"491\.yaml, line {line}: "):
        read_outlines(written(tmp_path, OUTLINE.replace(right, wrong, 1)))


def test_a_town_needs_no_outline(tmp_path: Path) -> None:
    assert read_outlines(tmp_path) == NO_OUTLINES
    assert read_outlines() == NO_OUTLINES
