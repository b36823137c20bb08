"""Thousands of real messages as the words of requests: sent to a town, counted, and read again."""

import asyncio
import csv
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from zlib import crc32

import asyncpg
import httpx

from deploy.local.secrets import Secrets
from services.intake.requests.rows import subject_of
from shared.fields.text import plain
from shared.sealing.keyring import KeyRing
from shared.sealing.vault import Vault
from tests.support.intake.submissions.building import FIELDS
from tests.support.person import Page, Person
from tests.support.town import Town, ask

AT_ONCE: Final = 6
BY_FORM: Final = 60
"""Of so many texts one comes by the web form."""
TRIES: Final = 4
_TEXTS: Final = "SELECT id, text FROM requests WHERE text IS NOT NULL"
_WORDS: Final = "SELECT count(DISTINCT request_id) FROM attentions WHERE reason = 'words'"


@dataclass(slots=True)
class Sent:
    """What became of the texts: how many were answered how, and those that were taken in."""

    answers: Counter[str] = field(default_factory=Counter)
    taken: list[str] = field(default_factory=list)

    def note(self, door: str, answer: str, text: str) -> None:
        """Count one answer."""
        self.answers[f"{door}: {answer}"] += 1
        if answer in {"received", "held"}:
            self.taken.append(plain(text))


def texts_in(file: Path) -> Sequence[str]:
    """Read the messages in both languages of the file."""
    with file.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    return [row[column] for row in rows for column in ("message", "original") if row[column]]


async def send_all(town: Town, texts: Sequence[str]) -> Sent:
    """Ask for help in each of these words, several at once, one in sixty by the form."""
    sent, waiting = Sent(), iter(enumerate(texts))

    async def work() -> None:
        for number, text in waiting:
            door, send = ("form", by_form) if number % BY_FORM == 0 else ("api", by_api)
            sent.note(door, await send(town, number, text), text)

    await asyncio.gather(*(work() for _ in range(AT_ONCE)))
    return sent


async def by_api(town: Town, number: int, text: str) -> str:
    """Give the state, or the status and the fields that were refused."""
    answer = await _insist(town, f"real-message-{number}", text)
    if answer.is_success:
        return str(answer.json()["state"])
    if answer.status_code != httpx.codes.UNPROCESSABLE_ENTITY:
        return f"{answer.status_code}"
    errors = answer.json()["errors"]
    return " ".join(f"{error['field']} {error['code']}" for error in errors)


async def _insist(town: Town, key: str, text: str) -> httpx.Response:
    """Try again by the same key where a busy machine answered nothing in time."""
    for _ in range(TRIES):
        try:
            return await ask(town, key=key, text=text)
        except httpx.TransportError:
            await asyncio.sleep(1)
    return await ask(town, key=key, text=text)


async def by_form(town: Town, number: int, text: str) -> str:
    """Answer each page of the form; gives the state, or the page that sent them back."""
    phone = f"050 {1_000_000 + crc32(text.encode()) % 9_000_000 + number % 7}"
    filled = FIELDS | {"text": text, "phone": phone, "email": ""}
    async with Person.at(town.origin) as person:
        page = await person.open("/fi/apua/vaara")
        page = await person.submit(page.form(), danger="no")
        before: Page | None = None
        while not page.address.endswith("/tarkista"):
            if page.status != httpx.codes.OK or (before and before.address == page.address):
                return f"{page.status} {page.address.rpartition('/')[2]}"
            before, page = page, await person.submit(page.form(), **filled)
        done = await person.submit(page.form())
    return "received" if done.address.endswith("/valmis") else f"{done.status} {done.address}"


async def raised(town: Town) -> int:
    """Count the requests whose words call a person."""
    (count,) = await town.rows("intake", _WORDS)
    assert isinstance(count, int)
    return count


async def kept_texts(town: Town) -> Sequence[str]:
    """Unseal the words of every request, with the keys of the installation."""
    secrets = Secrets(town.stack.plan.folders.secrets)
    vault = Vault(KeyRing.from_text(secrets.sealing_keys("intake")))
    connection = await asyncpg.connect(town.network.databases["intake"])
    try:
        rows = await connection.fetch(_TEXTS)
        sealed = {subject_of(row["id"]): {"text": row["text"]} for row in rows}
        found = await vault.unseal_many(connection, sealed)
    finally:
        await connection.close()
    return [fields["text"] for fields in found.values() if isinstance(fields, Mapping)]
