"""A whole network for a test: four services, real servers, one origin, and its post."""

import asyncio
import re
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from uuid import uuid4
from zlib import crc32

import asyncpg
import httpx

from deploy.local.broker_users import as_user
from deploy.local.folders import Folders
from deploy.local.plan import Plan
from deploy.local.ports import free_port
from deploy.local.record import Network
from deploy.local.secrets import Secrets
from deploy.local.stack import Stack
from tests.support.intake.sign_in.accounts import add_passkey
from tests.support.open_doors import OPEN_DOORS
from tests.support.passkey import SoftPasskey, options_on
from tests.support.patience import PATIENCE
from tests.support.person import Page, Person, links_in
from tests.support.servers import temporary_folder

ROVANIEMI = "96100"
"""Far from the demo's volunteers: who lives there is alone with the test."""


class Silent:
    """A reporter that keeps what it hears, for a failing test."""

    def __init__(self) -> None:
        """Hear nothing yet."""
        self.heard: list[str] = []

    def began(self, step: str) -> None:
        """Hear of a step."""

    def done(self, step: str, seconds: float) -> None:
        """Hear that it went well."""
        self.heard.append(f"{step} {seconds:.1f} s")

    def failed(self, step: str, reason: str) -> None:
        """Hear that it did not."""
        self.heard.append(f"{step}: {reason}")

    def said(self, text: str) -> None:
        """Hear what happened."""
        self.heard.append(text)


@dataclass(frozen=True, slots=True)
class Town:
    """A running network and what a test does there."""

    stack: Stack
    network: Network
    """The addresses, as they were when everything ran."""
    patience: float = PATIENCE
    """Seconds that a person waits for a mail or a page."""

    @property
    def origin(self) -> str:
        """Where people go."""
        return self.stack.plan.origin

    @property
    def import_pass(self) -> str:
        """What staff show who import."""
        return Secrets(self.stack.plan.folders.secrets).import_pass()

    def password(self, name: str) -> str:
        """Give a demo account's password."""
        return Secrets(self.stack.plan.folders.secrets).staff_password(name)

    async def passkey(self, name: str) -> SoftPasskey:
        """Give someone of the demo a passkey: a code of their app works only once in 30 s."""
        passkey = SoftPasskey(name, self.origin)
        await add_passkey(self.network.databases["intake"], passkey)
        return passkey

    def broker_as(self, service: str) -> str:
        """Give the broker's address as the service knows it."""
        secrets = Secrets(self.stack.plan.folders.secrets)
        return as_user(self.network.rabbit_url, service, secrets)

    def kill(self, name: str) -> None:
        """SIGKILL one process; its keeper starts it again."""
        self.stack.keeper(name).kill()

    async def mail(self, to: str, path: str) -> list[str]:
        """Wait for the newest mail to somebody that links to `path`; gives all its links."""
        deadline = time.monotonic() + self.patience
        async with httpx.AsyncClient(base_url=self.origin, timeout=PATIENCE) as client:
            while time.monotonic() < deadline:
                for mail in await self._mails(client, to):
                    links = links_in(mail)
                    if any(path in link for link in links):
                        return links
                await asyncio.sleep(0.2)
        raise TimeoutError(f"no mail with {path}")  # noqa: EM102, TRY003

    async def link(self, to: str, path: str) -> str:
        """Wait for the newest mail's link to `path`."""
        return next(link for link in await self.mail(to, path) if path in link)

    async def mails(self, to: str) -> list[str]:
        """Give all mails to somebody so far, the newest first."""
        async with httpx.AsyncClient(base_url=self.origin, timeout=PATIENCE) as client:
            return await self._mails(client, to)

    async def until(self, address: str, shows: Callable[[Page], bool]) -> Page:
        """Open a page again and again until it shows what is waited for."""
        deadline = time.monotonic() + self.patience
        async with Person.at(self.origin) as person:
            while True:
                page = await person.open(address)
                if shows(page):
                    return page
                if time.monotonic() > deadline:
                    raise TimeoutError(page.text[:500])
                await asyncio.sleep(0.3)

    async def rows(self, service: str, query: str, *values: object) -> list[object]:
        """Ask one service's database; gives the first column."""
        connection = await asyncpg.connect(self.network.databases[service])
        try:
            return [row[0] for row in await connection.fetch(query, *values)]
        finally:
            await connection.close()

    async def request_ids(self) -> list[str]:
        """List the requests in reporting, the newest first."""
        connection = await asyncpg.connect(self.network.databases["reporting"])
        try:
            rows = await connection.fetch(
                "SELECT request_id FROM requests ORDER BY received_at DESC LIMIT 10"
            )
        finally:
            await connection.close()
        return [str(row["request_id"]) for row in rows]

    async def _mails(self, client: httpx.AsyncClient, to: str) -> list[str]:
        try:
            answer = await client.get("/_posti.json", params={"to": to})
        except httpx.TransportError:
            return []
        return [mail["text"] for mail in answer.json()["mails"]] if answer.is_success else []


@contextmanager
def running_town(
    *, patience: float = PATIENCE, twice: tuple[str, ...] = (), seeded: bool = True
) -> Iterator[Town]:
    """Start everything in a temporary folder, and leave nothing."""
    with temporary_folder() as folder:
        reporter = Silent()
        plan = Plan(
            Folders(folder / "state"),
            port=free_port(),
            seeded=seeded,
            settable=True,
            twice=twice,
            environments={"intake": OPEN_DOORS},
        )
        stack = Stack(plan, reporter)
        try:
            stack.start()
            yield Town(stack, stack.network, patience)
        finally:
            stack.stop()


@asynccontextmanager
async def refusing_mail(town: Town) -> AsyncIterator[None]:
    """Have the mail server refuse everything for now."""
    address = f"http://127.0.0.1:{town.network.ports['catcher']}/_asetus"
    async with httpx.AsyncClient(timeout=PATIENCE, trust_env=False) as client:
        await client.put(address, json={"mail": "refuse"})
        try:
            yield
        finally:
            await client.put(address, json={"mail": "accept"})


async def sign_up(
    town: Town, *, postal_code: str = ROVANIEMI, categories: tuple[str, ...] = ("groceries",)
) -> str:
    """Become a volunteer by the pages and the confirming mail; gives the address."""
    email = f"v-{uuid4().hex[:10]}@example.org"
    async with Person.at(town.origin) as person:
        page = await person.open(f"/fi/vapaaehtoinen/liity/{postal_code}")
        page = await person.submit(
            page.form(postal_code),
            first_name="Vilja",
            name="Vilja",
            email=email,
            phone="",
            categories=list(categories),
            languages=["fi"],
            weekly_cap="7",
            consent="yes",
        )
        assert page.address.endswith("kiitos"), page.text
        page = await person.open(await town.link(email, "/vahvista/"))
        page = await person.submit(page.form())
        assert page.status == 200, page.text
    return email


async def ask(
    town: Town, *, postal_code: str = ROVANIEMI, category: str = "groceries", **more: str
) -> httpx.Response:
    """Ask for help by the API, with a key and a number of its own unless they are given."""
    key = more.pop("key", str(uuid4()))
    body = {
        "category": category,
        "urgency": "within_2_days",
        "postal_code": postal_code,
        "language": "fi",
        "phone": f"040 {1_000_000 + crc32(key.encode()) % 9_000_000}",
        "first_name": "Kaino",
        "text": "Maitoa ja leipää, kiitos.",
        "on_behalf": False,
    }
    async with httpx.AsyncClient(base_url=town.origin, timeout=PATIENCE) as client:
        return await client.post(
            "/api/requests", json=body | more, headers={"Idempotency-Key": key}
        )


async def answer_proposal(town: Town, email: str, answer: str) -> Page:
    """Press a button on the proposal's page."""
    async with Person.at(town.origin) as person:
        page = await person.open(await town.link(email, "/v/"))
        return await person.submit(page.form(), answer=answer)


async def see_contact(town: Town, email: str) -> Page:
    """Open the contact page from the second mail, and press its button."""
    link = await town.link(email, "/yhteys/")
    await town.until(link, lambda page: bool(page.forms))
    async with Person.at(town.origin) as person:
        page = await person.open(link)
        return await person.submit(page.form())


async def say_done(town: Town, email: str, minutes: str = "45") -> Page:
    """Log what was done from the second mail."""
    link = await town.link(email, "/t/")
    async with Person.at(town.origin) as person:
        page = await person.open(link)
        return await person.submit(page.form(link.rpartition("/")[2]), minutes=minutes)


async def signed_in(town: Town, name: str) -> Person:
    """Sit down as a member of staff."""
    person, passkey = Person.at(town.origin), await town.passkey(name)
    page = await person.open("/fi/kirjaudu")
    page = await person.submit(page.form(), name=name, password=town.password(name))
    page = await person.submit(page.form(), answer=passkey.get(options_on(page.html)))
    assert page.status == 200, page.text
    return person


def request_ids(page: Page) -> list[str]:
    """Find the requests that a staff page links to."""
    return re.findall(r"/ops/pyynto/([0-9a-f-]{36})", page.html)
