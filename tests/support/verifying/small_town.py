"""A town in which something of everything happened, for `verify` to look at."""

import asyncio
import re
from pathlib import Path
from urllib.parse import urlsplit

from deploy.local.postgres import ADMIN
from deploy.local.secrets import Secrets
from deploy.verifying.anchors import Anchors
from deploy.verifying.comparison import verify
from deploy.verifying.places import Places
from deploy.verifying.rules import Verdict
from tests.support.person import Page, Person
from tests.support.town import (
    Town,
    answer_proposal,
    ask,
    say_done,
    sign_up,
    signed_in,
)
from tests.support.town_story import (
    ask_in_danger,
    helped,
    helping,
    say_not_helped,
    say_something_was_wrong,
)

HELPED, HELPING, ASKED, RETURNING = "99800", "96100", "93600", "95700"
"""Postal codes far from each other: who asks there has the volunteers who signed up there."""


async def live(town: Town) -> None:
    """Let people ask, help, decline, wait and be found by nobody; staff come and go."""
    over = await helping(town, HELPED, email="kaino@example.org")
    await say_done(town, over.volunteer, minutes="30")

    await helping(town, HELPING)

    emails = [await sign_up(town, postal_code=ASKED, categories=("pet_care",)) for _ in range(2)]
    await ask(town, postal_code=ASKED, category="pet_care", email="mirri@example.org")
    await answer_proposal(town, emails[0], "decline")
    await town.link(emails[1], "/v/")

    await ask(town, postal_code=ASKED, category="family_support", first_name="")
    await go_wrong(town)
    await at_the_phone(town)
    async with await signed_in(town, "demo-koordinaattori") as coordinator:
        page = await coordinator.open("/fi/taulu")
        assert page.status == 200, page.text


async def go_wrong(town: Town) -> None:
    """Have one say that no help came, one that something was wrong, and one be in danger."""
    await say_not_helped(town, await helped(town, RETURNING))
    await say_something_was_wrong(town)
    await ask_in_danger(town)


_WITH_SOMEBODY = """
SELECT id || ' ' || reference FROM requests WHERE state IN ('proposed', 'assigned') ORDER BY id
"""


async def at_the_phone(town: Town) -> None:
    """Promise two a call and ring one of them, and link two requests that belong together."""
    async with await signed_in(town, "demo-koordinaattori") as kaisa:
        for number in ("040 123 4567", "040 765 4321"):
            page = await kaisa.open("/fi/ops")
            page = await kaisa.submit(page.form("/fi/ops"), direction="inbound")
            said = {"phone": number, "outcome": "call_back", "call_back": "morning"}
            await end_call(kaisa, page, **said)
        page = await kaisa.open("/fi/ops")
        taken = next(form for form in page.forms if "/takaisinsoitot/" in form.action)
        await end_call(kaisa, await kaisa.submit(taken), outcome="advised")

        one, other, *_ = map(str, await town.rows("intake", _WITH_SOMEBODY))
        page = await kaisa.open(f"/fi/taulu/{one.split()[0]}/toimet")
        link = page.form("/kytke")
        page = await kaisa.submit(link, beside=other.split()[1], reason="same_person")
        assert page.status == 200, page.text


async def end_call(person: Person, page: Page, **said: str) -> None:
    """End a call as is said; its version stands beside the form."""
    (version,) = re.findall(r'name="version" value="(\d+)"', page.html)
    form = page.form(page.address.rpartition("/")[2])
    ended = await person.submit(form, version=version, do="end", **said)
    assert ended.address.endswith("/loppu"), ended.text


def superuser(town: Town, service: str) -> str:
    """Give the address by which the private server's administrator comes to a database."""
    server = town.stack.plan.folders.postgres
    parts = urlsplit(town.network.databases[service])
    password = (server / "password").read_text("utf-8").strip()
    host = parts.netloc.rpartition("@")[2]
    return parts._replace(netloc=f"{ADMIN}:{password}@{host}").geturl()


def places_of(town: Town, folder: Path) -> Places:
    """Give all that `verify` looks at on one machine, with what it notes in a folder."""
    return Places(
        town.network.ledgers,
        town.network.rabbit_url,
        rings=Secrets(town.stack.plan.folders.secrets).rings_at_hand(),
        anchors=Anchors(folder / "audits.jsonl"),
        anchor=folder / "outboxes.json",
    )


async def at_rest(places: Places) -> Verdict:
    """Wait until all has come to rest and is old enough to be judged."""
    verdict = await verify(places, wait_seconds=90)
    while verdict.waiting:
        await asyncio.sleep(1)
        verdict = await verify(places, wait_seconds=90)
    return verdict


def told(verdict: Verdict) -> set[str]:
    """Give the rules that are broken; a loss or a stranger among events is one, too."""
    rules = {check.rule for check in verdict.checks if check.broken}
    return (
        rules
        | ({"lost"} if verdict.lost else set())
        | ({"unexpected"} if verdict.unexpected else set())
    )
