"""Someone asks, is helped and is looked up: of her nothing lies in clear but where she is sealed.

Mails to her own address are hers; everything else that the network leaves lying is searched.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass

import httpx
import pytest

from tests.support.canaries import Canary
from tests.support.leftovers import dumps_of, files_of
from tests.support.patience import PATIENCE
from tests.support.town import Town, say_done, signed_in
from tests.support.town_story import helping

CANARY = Canary(email="kanerva.story@example.org", phone="+358 50 999 0422")
FORMS = [
    form for value in CANARY.values() for form in (value.encode(), value.encode().hex().encode())
]
PLACE = "97110"
HERS = "/mail/"
"""What the catcher keeps of letters that arrived."""


@dataclass(frozen=True, slots=True)
class Traces:
    """What her story left: files and dumps, what services tell of themselves, and error pages."""

    seen: str
    """The pages that are meant to show her: so that the search looks for what was there."""
    places: Mapping[str, bytes]


async def tell_her_story(town: Town) -> Traces:
    """Let her ask, be helped, be looked up by staff, and let others go wrong with her data."""
    help_given = await helping(town, PLACE, "pharmacy", **CANARY.asking())
    found = await looked_up(town)
    await something_was_wrong(town)
    errors = await gone_wrong(town)
    await say_done(town, help_given.volunteer)
    folders = town.stack.plan.folders
    files = {str(file): content for file, content in files_of(folders) if HERS not in str(file)}
    dumps = await dumps_of(folders, town.network.databases)
    return Traces(help_given.contact.text + found, files | dumps | errors | await figures(town))


async def looked_up(town: Town) -> str:
    """Find her by her number, and open her contact data."""
    async with await signed_in(town, "demo-koordinaattori") as staff:
        page = await staff.open("/fi/haku")
        page = await staff.submit(page.form("/haku"), wanted=CANARY.phone)
        assert CANARY.name.split()[0] not in page.text
        (form,) = [form for form in page.forms if "/haku/" in form.action]
        return (await staff.submit(form, reason="call_back")).text


async def something_was_wrong(town: Town) -> None:
    """Let her say so, in words that hold all that is known of her."""
    written = {
        "concern_what": f"{CANARY.text} {CANARY.street}",
        "concern_who": CANARY.name,
        "concern_reach": f"{CANARY.phone} {CANARY.email}",
    }
    async with httpx.AsyncClient(base_url=town.origin, timeout=PATIENCE) as client:
        kept = await client.post("/fi/huoli", data=written, headers={"Origin": town.origin})
    assert kept.status_code == httpx.codes.SEE_OTHER, kept.text


async def gone_wrong(town: Town) -> dict[str, bytes]:
    """Put her data where it does not belong; gives what was answered."""
    name, text = CANARY.name, CANARY.text
    async with httpx.AsyncClient(base_url=town.origin, timeout=PATIENCE) as client:
        # these answer her alone, and link to the same address in other languages
        for path in (f"/fi/p/{name}", f"/fi/{text}"):
            assert (await client.get(path)).status_code == httpx.codes.NOT_FOUND
        answers = [
            await client.get("/fi/raportit", params={"from": CANARY.phone}),
            await client.post("/api/requests", content=f"{text} {CANARY.email}"),
            await client.post("/api/requests", json={"phone": name, "text": text, "email": name}),
            await client.post("/fi/apua/vaara", data={"danger": text}),
            await client.get("/fi", headers={"Host": f"{name.split()[0]}.example"}),
        ]
    assert all(answer.status_code >= 300 for answer in answers)
    return {f"answer {number}": answer.content for number, answer in enumerate(answers)}


async def figures(town: Town) -> dict[str, bytes]:
    """Read what each service tells machines of itself."""
    told = {}
    async with httpx.AsyncClient(timeout=PATIENCE) as client:
        for service in town.network.databases:
            for path in ("/metrics", "/health/ready", "/openapi.json"):
                address = f"http://127.0.0.1:{town.network.ports[service]}{path}"
                answer = await client.get(address)
                assert answer.status_code == 200, address
                told[address] = answer.content
    return told


@pytest.fixture(scope="module")
def traces(town: Town) -> Traces:
    return asyncio.run(tell_her_story(town))


def test_she_was_there(traces: Traces) -> None:
    for value in (CANARY.name.split()[0], CANARY.street, CANARY.text):
        assert value in traces.seen


def test_nothing_of_her_lies_in_clear(traces: Traces) -> None:
    found = [
        place for place, content in traces.places.items() if any(form in content for form in FORMS)
    ]

    assert found == []
    for part in ("/pg_wal/", "/rabbit/", "/log/", "/metrics", "answer "):
        assert any(part in place for place in traces.places), part
    assert {"intake", "matching", "notify", "reporting"} <= traces.places.keys()
