"""Every route of every service, asked by every role and by nobody, of the own and another house.

What is expected is written here by hand: the table that the services read must agree.
"""

import re
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any, Final
from uuid import UUID

import httpx
import pytest
from fastapi import FastAPI, HTTPException

from services.intake.app import SERVICE as INTAKE
from services.matching.app import SERVICE as MATCHING
from services.notify.app import SERVICE as NOTIFY
from services.reporting.app import SERVICE as REPORTING
from shared.contracts.words import Language, StaffRole
from shared.service import Service
from shared.web.access import routes_of
from shared.web.addresses import read_addresses
from shared.web.pages import PAGES_FILE, Pages
from tests.support.web.page_world import bare_app, pages_of
from tests.support.web.staff import cookie_for, session_cookies

SERVICES: Final[Mapping[str, Service[Any]]] = {
    each.name: each for each in (INTAKE, MATCHING, NOTIFY, REPORTING)
}
OWN, OTHER = UUID(int=1), UUID(int=2)
FILLED = {"language": "fi", "step": "tarve", "place": "tarve", "postal_code": "50100"} | {
    "kind": "need",
    "first": "2026-01-01",
    "row_id": "1",
}

COORDINATOR, REPORTER, ADMIN = StaffRole.COORDINATOR, StaffRole.REPORTER, StaffRole.ADMIN
OVERSEERS: Final = frozenset(
    {
        StaffRole.SAFEGUARDING_LEAD,
        StaffRole.SAFEGUARDING_DEPUTY,
        StaffRole.DATA_PROTECTION_OFFICER,
    }
)
ROOMS: Final[Mapping[str, frozenset[StaffRole]]] = {
    "henkilosto": frozenset({ADMIN}),
    "kayttoonotto": frozenset({COORDINATOR, ADMIN}),
    "oma-tili": frozenset(StaffRole),
    "taulu": frozenset({COORDINATOR}),
    "paivystys": frozenset({StaffRole.OPERATOR, COORDINATOR}),
    "ops": frozenset({StaffRole.OPERATOR, COORDINATOR}),
    "tuonti": frozenset({COORDINATOR}),
    "huolet": OVERSEERS - {StaffRole.DATA_PROTECTION_OFFICER},
    "haku": OVERSEERS | {StaffRole.OPERATOR, COORDINATOR},
    "katselut": OVERSEERS,
    "tietosuojapyynnot": frozenset({StaffRole.DATA_PROTECTION_OFFICER}),
    "istunnot": frozenset(StaffRole),
    "perustelut": frozenset({COORDINATOR}),
    "perustelut/syrjassa": frozenset({COORDINATOR, ADMIN}),
    "jarjestot": frozenset({COORDINATOR}),
    "kumppanit": frozenset({COORDINATOR}),
    "ohjaukset": frozenset({COORDINATOR}),
    "kumppani": frozenset({StaffRole.PARTNER_MEMBER}),
    "pyynnot/{organisation_id}": frozenset({StaffRole.PARTNER_MEMBER, StaffRole.REFERRER}),
    "ostot": frozenset({COORDINATOR}),
    "kumppani/{organisation_id}/ostot": frozenset({StaffRole.PARTNER_MEMBER, StaffRole.SUPPLIER}),
    "kumppani/{organisation_id}/ostot/{purchase_id}": frozenset(
        {COORDINATOR, StaffRole.PARTNER_MEMBER, StaffRole.SUPPLIER}
    ),
    "kumppani/{organisation_id}/toiminta": frozenset({COORDINATOR, StaffRole.PARTNER_MEMBER}),
    "toiminta": frozenset({COORDINATOR}),
    "tapahtumat": frozenset({ADMIN}),
    "tapahtumat/katselut": frozenset({ADMIN, StaffRole.DATA_PROTECTION_OFFICER}),
    "toimitukset": frozenset({COORDINATOR, ADMIN}),
    "uutiset/{organisation_id}": frozenset({StaffRole.PARTNER_MEMBER}),
    "tilannekuva": frozenset({COORDINATOR, REPORTER, ADMIN}),
    "raportit": frozenset({COORDINATOR, REPORTER, ADMIN}),
    "raportit/jaksot": frozenset({StaffRole.FUNDER}),
    "raportit/osallistujat": frozenset({COORDINATOR, REPORTER}),
    "raportit/osallistujat/{organisation_id}": frozenset({StaffRole.PARTNER_MEMBER}),
    "raportit/luvut": frozenset({COORDINATOR, REPORTER}),
    "raportit/avaimet": frozenset({COORDINATOR, ADMIN}),
    "raportit/pyynto": frozenset({COORDINATOR, REPORTER}),
    "raportit/hankkeet": frozenset({COORDINATOR, REPORTER, StaffRole.FUNDER}),
    **dict.fromkeys(
        [
            f"raportit/hankkeet/{{project}}/{{first}}/{act}"
            for act in ("aloita", "teksti", "tarkasta", "julkaise", "korjaa")
        ],
        frozenset({COORDINATOR, REPORTER}),
    ),
    "tyot": frozenset({COORDINATOR, REPORTER, StaffRole.FUNDER}),
}
"""What is not for everyone, by the beginning of its path; the longest counts."""
OF_ONE_HOUSE: Final = frozenset({StaffRole.PARTNER_MEMBER, StaffRole.SUPPLIER, StaffRole.REFERRER})
"""They see what is their own organisation's, where the path names one."""
PUBLIC: Final = {"", "apua", "docs", "huoli", "kirjaudu", "kutsu", "p", "poistu", "t"} | {
    "keita-olemme",
    "ohjaus",
    "kumppaniksi",
    "ohjelma",
    "omat-tiedot",
    "ohjelma.ics",
    "palveluhakemisto",
    "avoin-data",
    "saavutettavuus",
    "tietosuoja",
    "tila",
    "v",
    "seuraa",
    "uusi-linkki",
    "uutiset",
    "vapaaehtoinen",
    "yhteys",
}
OPEN_BELOW: Final = {"tilannekuva/avoin"}
"""Open to everybody, below what is not."""
LEADS_ON: Final = "GET /{language}/perustelut"
"""Leads anybody to the board, which asks who is there."""
MACHINES: Final = re.compile(
    r"/(api|docs|assets|health|metrics|openapi\.json|robots\.txt|favicon\.ico|tila\.json"
    r"|tietosuoja|saavutettavuus|keita-olemme|tila|ohjelma|ohjelma\.ics|palveluhakemisto|avoin-data)?(/.*)?"
)
"""Addresses without a language; those of pages lead to the reader's own."""


@dataclass(frozen=True)
class Cell:
    """One route, asked by one role of one house."""

    route: str
    role: StaffRole | None
    organisation: UUID


def expected(cell: Cell) -> bool:
    """Say whether somebody is let in."""
    _, path = cell.route.split(" ")
    words = path.removeprefix("/{language}").strip("/")
    if cell.route == LEADS_ON or not path.startswith("/{language}"):
        assert cell.route == LEADS_ON or MACHINES.fullmatch(path), f"say who may {cell.route}"
        return True
    if words in OPEN_BELOW:
        return True
    rooms = [room for room in ROOMS if words == room or words.startswith(f"{room}/")]
    if not rooms:
        assert words.split("/")[0] in PUBLIC, f"say who may {cell.route}"
        return True
    is_theirs = cell.role not in OF_ONE_HOUSE or "{organisation_id}" not in path
    is_theirs = is_theirs or cell.organisation == OWN
    return is_theirs and cell.role in ROOMS[max(rooms, key=len)]


class Unprovided:
    """Stands for the use cases: whoever is let in to one is told that it is not there."""

    def __getitem__(self, kind: type[object]) -> object:
        """Answer as a person is answered, which takes less time than a trace of an error."""
        raise HTTPException(503, kind.__name__)


def cells(app: FastAPI) -> Iterator[Cell]:
    roles = [None, *StaffRole]
    for route in sorted(routes_of(app)):
        houses = (OWN, OTHER) if "{organisation_id}" in route else (OWN,)
        yield from (Cell(route, role, house) for role in roles for house in houses)


def app_for(service: Service[Any], pages: Pages | None = None) -> FastAPI:
    app = bare_app(service, pages or pages_of(service))
    app.state.use_cases = Unprovided()
    app.state.session_cookies = session_cookies()
    return app


async def is_let_in(client: httpx.AsyncClient, cell: Cell) -> bool:
    """Ask; what a page without its use case answers is not looked at."""
    method, path = cell.route.split(" ")
    organisation = {"organisation_id": str(cell.organisation)}
    address = re.sub(
        r"\{(\w+)\}", lambda name: (FILLED | organisation).get(name[1], str(UUID(int=9))), path
    )
    # signed in just now: some pages ask for a fresh proof
    cookie = cookie_for(cell.role, organisation=OWN) if cell.role else ""
    headers = {"cookie": f"porukalla={cookie}"} if cookie else {}
    answer = await client.request(method, address, headers=headers)
    is_refused = answer.status_code == 403 or answer.headers.get("location") == "/fi/kirjaudu"
    return not is_refused


@asynccontextmanager
async def visitor_of(
    service: Service[Any], pages: Pages | None = None
) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(app_for(service, pages), raise_app_exceptions=False)
    async with httpx.AsyncClient(
        transport=transport,
        base_url="http://localhost",
        headers={"sec-fetch-site": "same-origin"},
    ) as client:
        yield client


def menu_pages() -> Iterator[str]:
    addresses = read_addresses(PAGES_FILE)
    yield from (addresses.pages[item.page] for item in addresses.menu)


def closed_to(service: Service[Any], role: StaffRole) -> str:
    """Give a page of a service that a role may not open; empty where it may open all."""
    of_all = (cell.route for cell in cells(app_for(service)) if cell.role is role)
    pages = (route for route in of_all if re.fullmatch(r"GET /\{language\}/[a-z/-]+", route))
    closed = (route for route in pages if not expected(Cell(route, role, OWN)))
    return next(closed, "").removeprefix("GET ")


@pytest.mark.long
@pytest.mark.parametrize("role", StaffRole)
@pytest.mark.parametrize("service", SERVICES.values(), ids=SERVICES)
async def test_who_of_the_staff_is_refused_reads_who_they_are_and_where_they_may_go(
    service: Service[Any], role: StaffRole, language: str
) -> None:
    closed, texts = closed_to(service, role), pages_of(service).catalogues
    said = partial(texts.text, Language(language))
    if not closed:
        return

    async with visitor_of(service) as client:
        cookie = cookie_for(role, organisation=OWN)
        path = closed.format(language=language)
        answer = await client.get(path, headers={"cookie": f"porukalla={cookie}"})

    menu = answer.text.partition('<nav class="pk-staff"')[2].partition("</nav>")[0]
    items, account = menu.split("</ul>")
    leads_to = re.findall(rf'href="/{language}(/[^"]+)"', items)
    assert answer.status_code == 403
    assert said("problem.role.title") in answer.text
    assert said("problem.403.text") not in answer.text, "a page was opened, no form was sent"
    assert said(f"role.{role}") in account
    assert set(leads_to) == {
        page.removeprefix("/{language}").format(organisation_id=OWN)
        for page in menu_pages()
        if expected(Cell(f"GET {page}", role, OWN))
    }


@pytest.mark.long
async def test_nobody_is_where_they_do_not_belong(capsys: pytest.CaptureFixture[str]) -> None:
    asked = 0
    wrong: list[tuple[Cell, bool]] = []
    for service in SERVICES.values():
        async with visitor_of(service) as client:
            for cell in cells(app_for(service)):
                let_in = await is_let_in(client, cell)
                asked += 1
                if let_in is not expected(cell):
                    wrong.append((cell, let_in))

    with capsys.disabled():
        print(f"\n{asked} cells: routes, roles, organisations")  # noqa: T201  # figures for the notes
    assert wrong == []
    routes = [route for each in SERVICES.values() for route in routes_of(app_for(each))]
    of_houses = [route for route in routes if "{organisation_id}" in route]
    assert asked == (len(routes) + len(of_houses)) * (len(StaffRole) + 1)
    assert len(of_houses) > 20


@pytest.mark.parametrize("service", SERVICES.values(), ids=SERVICES)
def test_every_page_of_the_menu_is_a_route_of_the_table(service: Service[Any]) -> None:
    pages = pages_of(service)

    lines = {route for table in pages.permissions.services.values() for route in table.routes}

    assert {f"GET {pages.addresses.pages[item.page]}" for item in pages.addresses.menu} <= lines
