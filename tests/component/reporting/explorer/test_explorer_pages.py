"""`/tapahtumat` over fakes: what is found, what is wrong at which field, and who looked."""

import re
from uuid import uuid4

from services.reporting.explorer.model import Looked
from services.reporting.explorer.use_cases import A_PAGE
from shared.contracts.words import StaffRole
from tests.support.reporting.building import created, helped, named, unmatched
from tests.support.reporting.changes import drilled
from tests.support.reporting.page import PageWorld
from tests.support.reporting.stories import record

HERE = "/fi/tapahtumat"


async def opened(world: PageWorld, path: str, role: StaffRole = StaffRole.ADMIN) -> tuple[int, str]:
    async with world.browser(role) as client:
        answer = await client.get(path)
    return answer.status_code, answer.text


def types(page: str) -> list[str]:
    return re.findall(r'<th scope="row"><a [^>]+>([^<]+)</a>', page)


async def test_the_log_is_listed_from_its_end_a_page_at_a_time() -> None:
    world = PageWorld()
    await record(world.store, *(created(f"number {at}") for at in range(A_PAGE)), *helped("one"))

    _, first = await opened(world, HERE)
    (further,) = re.findall(r'href="([^"]+)" rel="next"', first)
    _, second = await opened(world, further.replace("&amp;", "&"))

    assert types(first)[:2] == ["request.closed", "request.completed"]
    assert (len(types(first)), len(types(second))) == (A_PAGE, len(helped("one")))
    assert 'rel="next"' not in second


async def test_filters_stand_in_the_address_and_narrow_what_is_listed() -> None:
    world = PageWorld()
    await record(world.store, *helped("one"), *drilled([created("two")]))

    _, of_type = await opened(world, f"{HERE}?event_type=request.created")
    _, of_subject = await opened(world, f"{HERE}?subject=request/{named('two')}")
    status, nothing = await opened(world, f"{HERE}?first=1.1.2099")

    assert types(of_type) == ["request.created"] * 2
    assert types(of_subject) == ["request.created"]
    assert "Harjoitus" in of_subject
    assert f"?subject=request/{named('two')}" in of_subject.replace("%2F", "/")
    assert (status, types(nothing)) == (200, [])
    assert "ei löytynyt tapahtumia" in nothing


async def test_a_bad_filter_is_told_at_its_field_and_looks_at_nothing() -> None:
    world = PageWorld()
    await record(world.store, *helped("one"))

    status, page = await opened(world, f"{HERE}?event_type=x&last=huomenna&subject=Aino")
    status_of_position, _ = await opened(world, f"{HERE}?before=soon")

    assert status == 422
    assert re.findall(r'<a href="#(\w+)">', page) == ["event_type", "subject", "last"]
    assert 'id="event_type-error"' in page
    assert types(page) == []
    assert world.looks.looks == []
    assert status_of_position == 404


async def test_one_is_opened_with_its_body_and_its_cause() -> None:
    world = PageWorld()
    asked, *_ = helped("one")
    effect = unmatched("one").model_copy(update={"causationid": asked.id})
    await record(world.store, asked, effect)

    _, page = await opened(world, f"{HERE}/{effect.id}")
    unknown, _ = await opened(world, f"{HERE}/{uuid4()}")

    assert "&#34;considered&#34;" in page
    assert f'href="{HERE}/{asked.id}"' in page
    assert unknown == 404


async def test_the_way_of_a_request_is_told_event_by_event_with_causes() -> None:
    world = PageWorld()
    asked, *_ = helped("one")
    effect = unmatched("one").model_copy(update={"causationid": asked.id})
    await record(world.store, effect, asked)

    _, page = await opened(world, f"{HERE}/kulku/{named('one')}")
    unknown, _ = await opened(world, f"{HERE}/kulku/{uuid4()}")

    assert re.findall(r'<li id="([^"]+)">', page) == [str(asked.id), str(effect.id)]
    assert f'href="#{asked.id}">1 request.created</a>' in page
    assert f'href="#{effect.id}">2 request.unmatched</a>' in page
    assert unknown == 404


async def test_every_look_is_kept_and_told() -> None:
    world = PageWorld()
    await record(world.store, created("one"))
    for look in ("?event_type=request.created", f"/{created('one').id}", f"/kulku/{named('one')}"):
        await opened(world, HERE + look)

    _, page = await opened(world, f"{HERE}/katselut", StaffRole.DATA_PROTECTION_OFFICER)

    assert [(look.what, look.sought) for look in world.looks.looks] == [
        (Looked.EVENTS, "type=request.created"),
        (Looked.EVENT, str(created("one").id)),
        (Looked.WAY, str(named("one"))),
    ]
    assert world.looks.looks[0].staff_id.hex[-4:] in page
    assert page.index(str(named("one"))) < page.index("type=request.created")
