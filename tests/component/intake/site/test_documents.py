"""The developers' pages."""

from shared.contracts.wire import BY_TYPE
from tests.support.intake.page_world import PageWorld
from tests.support.intake.seen import Seen


async def test_developers_find_every_event_and_document(world: PageWorld, language: str) -> None:
    async with world.visitor() as visitor:
        start = await visitor.get("/docs", headers={"Accept-Language": language})
        overview = Seen((await visitor.get(start.headers["location"])).text)
        events = await visitor.get(f"/{language}/docs/events")
        document = (await visitor.get("/docs/asyncapi.json")).json()

    assert {f"/docs/{name}/openapi.json" for name in ("intake", "notify")} <= set(overview.links)
    assert {f"#{event_type}" for event_type in BY_TYPE} <= set(Seen(events.text).links)
    assert "intake.send.request.created" in document["operations"]
    assert "notify.receive.notification.requested" in document["operations"]
    assert "notify.send.partner_news" in document["operations"]
    assert "#partner_news" in Seen(events.text).links
