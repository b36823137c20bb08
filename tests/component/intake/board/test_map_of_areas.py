"""Where those live who wait: tiles, and a table with the same."""

from services.intake.board.model import PlaceCount
from services.intake.board.rules.places import towns
from tests.support.intake.page_world import PageWorld, ask
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
