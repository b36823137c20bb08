"""Operators at the phone of one intake: how soon each is answered, and what a call costs it.

Everybody of the corpus has called before, so that likeness is looked for among all of them.
"""

import asyncio
import statistics
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from itertools import count, cycle
from typing import Final
from urllib.parse import urlencode

import httpx

from deploy.local.ports import free_port
from services.intake.queues import QUEUES as INTAKE_QUEUES
from services.matching.queues import QUEUES as MATCHING
from services.notify.queues import QUEUES as NOTIFY
from services.reporting.queues import QUEUES as REPORTING
from shared.messaging.topology import declare
from tests.bench.backbone.loading import pleas, rate
from tests.bench.intake.corpus.calls import Call, Corpus
from tests.bench.intake.on_screen import screen_rows
from tests.bench.intake.opening import Town
from tests.bench.measuring import Goal, Row, alone, alternate, compared
from tests.bench.processes import INTAKE, intake_environment, listening, processor_seconds
from tests.support.intake.calls.building import PHONED
from tests.support.intake.calls.desk import BUSY, version_in
from tests.support.intake.sign_in.accounts import add_staff, sign_in

ANSWERED, SAVED, REFUSED = Goal("<=", 300), Goal(">=", 0.5), Goal("<=", 0)
CONNECTIONS, ROUNDS = 16, 3
_OWN: Final = {"Sec-Fetch-Site": "same-origin"}
_NUMBERS: Final = count(1_000_000)
Took = defaultdict[str, list[float]]


@dataclass(frozen=True, slots=True)
class Load:
    """How much is done."""

    seconds: float
    pace: float = 4.0
    """After so many seconds what is typed is kept, and a call goes on to its next step."""
    operators: int = 20
    each: int = 200
    """So many calls are saved in a round, and drafts kept."""
    shown: int = 20
    """So many cards are waited for in a browser."""


@dataclass(frozen=True, slots=True)
class Phone:
    """One intake that runs, and those who are signed in to it."""

    origin: str
    port: int
    process: int
    operators: Sequence[httpx.AsyncClient]


async def phone_rows(rabbit_url: str, town: Town, corpus: Corpus, load: Load) -> list[Row]:
    """Load one intake as operators do, then as fast as it can, then look at it in a browser."""
    async with _opened(rabbit_url, town, load.operators) as phone:
        rows = await _together(phone, corpus.unseen.first, load)
        rows += [await _saving(phone, load.each), await _keeping(phone, load)]
        return rows + await screen_rows(phone.origin, phone.operators, corpus.known, load.shown)


@asynccontextmanager
async def _opened(rabbit_url: str, town: Town, many: int) -> AsyncIterator[Phone]:
    await declare(rabbit_url, [*INTAKE_QUEUES, *MATCHING, *NOTIFY, *REPORTING])
    port, dsn = free_port(), town.addresses.app_dsn
    origin = f"http://localhost:{port}"
    settings = intake_environment(rabbit_url, dsn, port, town.ring)
    async with AsyncExitStack() as stack:
        process = await stack.enter_async_context(listening(INTAKE, port, settings))
        operators = []
        for number in range(many):
            passkey = await add_staff(dsn, f"kaisa{number}", "operator", origin)
            browser = httpx.AsyncClient(base_url=origin, headers=_OWN, trust_env=False, timeout=30)
            operators.append(await stack.enter_async_context(browser))
            await sign_in(operators[-1], passkey)
        yield Phone(origin, port, process, operators)


async def _together(phone: Phone, callers: Sequence[Call], load: Load) -> list[Row]:
    """Have all of them answer the phone at once, each one call after another."""
    took, waiting, until = Took(list), cycle(callers), time.perf_counter() + load.seconds
    used, began = processor_seconds(phone.process), time.perf_counter()
    await asyncio.gather(
        *(
            _Operator(browser, load.pace, took, waiting).work(place / load.operators, until)
            for place, browser in enumerate(phone.operators)
        )
    )
    used = (processor_seconds(phone.process) - used) / (time.perf_counter() - began)
    answers = [each for what, all_of_it in took.items() if what != "refused" for each in all_of_it]
    name = f"{load.operators} operators for {load.seconds:g} s"
    return [
        alone(f"{name}: every answer, p95", _p95(answers), "ms", ANSWERED),
        *(
            alone(f"the same: {what}, p95", _p95(took[what]), "ms")
            for what in ("begin", "open", "search", "keep", "save")
        ),
        alone("the same: answers", len(answers), ""),
        alone("the same: answered otherwise", len(took["refused"]), "", REFUSED),
        alone("the same: of a core", used, ""),
    ]


@dataclass(frozen=True, slots=True)
class _Operator:
    """Takes one call after another: opened, typed, looked for, saved."""

    browser: httpx.AsyncClient
    pace: float
    took: Took
    waiting: Iterator[Call]

    async def work(self, late: float, until: float) -> None:
        """Take one call, and others until it is time to go; `late` is a part of the pace."""
        await asyncio.sleep(late * self.pace)
        while True:
            await self._one_call(next(self.waiting))
            if time.perf_counter() > until:
                return

    async def _one_call(self, call: Call) -> None:
        begun = await self._asked("begin", "POST", BUSY, {"direction": "inbound"}, 303)
        path = begun.headers.get("location", BUSY)
        version = version_in((await self._asked("open", "GET", path, None, 200)).text)
        typed = {"language": "fi", "caller": "self"}
        for said in _said(call):
            await asyncio.sleep(self.pace)
            typed |= said
            await self._asked("search", "POST", f"{path}/samat", typed, 200)
            kept = {**typed, "version": version}
            answer = await self._asked("keep", "POST", f"{path}/talteen", kept, 200)
            version = version_in(answer.text)
        await asyncio.sleep(self.pace)
        done = {**typed, "version": version, "do": "new_request"}
        await self._asked("save", "POST", path, done, 303)
        await self._asked("open", "GET", f"{path}/loppu", None, 200)

    async def _asked(
        self, what: str, method: str, path: str, data: Mapping[str, str] | None, status: int
    ) -> httpx.Response:
        began = time.perf_counter()
        answer = await self.browser.request(method, path, data=data)
        self.took[what].append(1000 * (time.perf_counter() - began))
        if answer.status_code != status:
            self.took["refused"].append(answer.status_code)
        return answer


def _said(call: Call) -> Sequence[Mapping[str, str]]:
    """Give what is typed in each four seconds; a number of one's own, else many are one."""
    heard, number = call.heard, f"040{next(_NUMBERS)}"
    needed = {name: PHONED[name] for name in ("category", "urgency", "payment", "text", "may_ring")}
    return (
        {"phone": number},
        {"first_name": heard.name or "Aino"},
        {"street": heard.address, "postal_code": "50100"},
        needed,
    )


async def _saving(phone: Phone, each: int) -> Row:
    """Compare with the public way in what an operator sends who has typed everything."""

    async def save() -> float:
        sent = [await _to_save(phone, number) for number in range(each)]
        return await rate(phone.port, sent, connections=CONNECTIONS, status=303)

    async def ask() -> float:
        return await rate(phone.port, pleas(each), connections=CONNECTIONS)

    figures = await alternate(save, ask, ROUNDS)
    return compared("a call saved, against a public request", "/s", figures, SAVED)


async def _to_save(phone: Phone, number: int) -> bytes:
    browser = phone.operators[number % len(phone.operators)]
    path = (await browser.post(BUSY, data={"direction": "inbound"})).headers["location"]
    typed = {**PHONED, "phone": f"040{next(_NUMBERS)}", "version": "0", "do": "new_request"}
    return _written(browser, path, typed)


async def _keeping(phone: Phone, load: Load) -> Row:
    """Say what it costs to keep what is typed, as often as an operator's page sends it."""
    browser = phone.operators[0]
    path = (await browser.post(BUSY, data={"direction": "inbound"})).headers["location"]
    version, used = "0", processor_seconds(phone.process)
    for number in range(load.each):
        typed = {**PHONED, "text": f"Maitoa {number}", "version": version}
        answer = await browser.post(f"{path}/talteen", data=typed)
        version = version_in(answer.text)
    used = (processor_seconds(phone.process) - used) / load.each
    name = f"what {load.operators} operators type, kept every {load.pace:g} s: of a core"
    return alone(name, used * load.operators / load.pace, "")


def _written(browser: httpx.AsyncClient, path: str, typed: Mapping[str, str]) -> bytes:
    body = urlencode(typed).encode()
    cookies = "; ".join(f"{name}={value}" for name, value in browser.cookies.items())
    head = (
        f"POST {path} HTTP/1.1\r\nHost: localhost\r\nCookie: {cookies}\r\n"
        "Sec-Fetch-Site: same-origin\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def _p95(taken: Sequence[float]) -> float:
    return statistics.quantiles(taken, n=20)[-1]
