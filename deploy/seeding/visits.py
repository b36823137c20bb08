"""Who comes to the services' doors: anybody by a page, staff with a pass of this installation."""

import re
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, Final
from uuid import UUID

import httpx

from deploy.seeding.house import ORIGIN, House
from shared.contracts.words import StaffRole
from shared.sealing.key_text import KeyText
from shared.sealing.tokens import new_token, token_hash
from shared.web.passes import PassWriter
from shared.web.permissions import PERMISSIONS_FILE, StaffSession, read_permissions
from shared.web.session_cookies import CookieIssuer, cookie_name

_OWN: Final = {"Sec-Fetch-Site": "same-origin"}
_WELL: Final = frozenset({HTTPStatus.OK, HTTPStatus.CREATED, HTTPStatus.SEE_OTHER})


_WRONG: Final = re.compile(r'<a href="#([\w-]+)">([^<]+)</a>')
"""What an error summary points at."""


class TurnedAwayError(Exception):
    """A door refused what the script had somebody do: the play and the services differ."""


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of the staff or of an organisation."""

    id: UUID
    role: StaffRole
    organisation_id: UUID | None = None
    token: str = field(default_factory=new_token, repr=False)


@dataclass(frozen=True, slots=True)
class Visits:
    """Opens pages and sends forms in this process, without a socket."""

    house: House
    clients: Mapping[str, httpx.AsyncClient]
    issuer: CookieIssuer
    import_pass: str
    """Of the installation's own: what it hands in is not counted as a stranger's."""

    async def get(self, service: str, path: str, who: Member | None = None) -> httpx.Response:
        """Open a page."""
        return _well(await self.clients[service].get(path, headers=self._headers(who)))

    async def post(
        self, service: str, path: str, fields: Mapping[str, Any], who: Member | None = None
    ) -> httpx.Response:
        """Send a form; raises TurnedAwayError where it is not taken."""
        sent = self.clients[service].post(path, data=dict(fields), headers=self._headers(who))
        return _well(await sent)

    async def ask(self, body: Mapping[str, object], key: str) -> httpx.Response:
        """Ask for help by the interface of the form."""
        headers = {"Idempotency-Key": key, "Import-Pass": self.import_pass}
        return _well(await self.clients["intake"].post("/api/requests", json=body, headers=headers))

    def _headers(self, who: Member | None) -> dict[str, str]:
        if who is None:
            return _OWN
        roles = frozenset({who.role})
        session = StaffSession(who.id, roles, who.organisation_id, token_hash(who.token))
        return {
            **_OWN,
            "Cookie": f"{cookie_name(secure=False)}={self.issuer.issue(who.token, session)}",
        }


@asynccontextmanager
async def open_visits(house: House, import_pass: str) -> AsyncIterator[Visits]:
    """Open the doors of a house."""
    settings: Any = house.settings["intake"]
    writer = PassWriter(KeyText(settings.session_private_keys.get_secret_value()))
    version = read_permissions(PERMISSIONS_FILE).version
    issuer = CookieIssuer(writer, settings.stamps, house.clock.now, version)
    async with AsyncExitStack() as stack:
        clients = {
            name: await stack.enter_async_context(
                httpx.AsyncClient(transport=httpx.ASGITransport(each.app), base_url=ORIGIN)
            )
            for name, each in house.services.items()
        }
        yield Visits(house, clients, issuer, import_pass)


def _well(answer: httpx.Response) -> httpx.Response:
    if answer.status_code not in _WELL:
        said = _WRONG.findall(answer.text)
        raise TurnedAwayError(
            answer.request.method, answer.request.url.path, *said or [answer.text]
        )
    return answer
