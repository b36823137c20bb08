"""The catcher's pages: plain and readable, with JSON beside each for tests."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape
from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from deploy.local.catcher.behaviour import Behaviour, Manners, PartnerManner
from deploy.local.catcher.mail import Mail
from deploy.local.catcher.partner import Delivery, read_delivery
from deploy.local.catcher.shelf import Shelf
from shared.clock import HELSINKI

_HERE = Path(__file__).parent
_LINK = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,)]")
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; img-src 'self'; style-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
_ANSWERS: dict[PartnerManner, int] = {"accept": 204, "fail": 500, "gone": 410}
UNSIGNED = 401


def with_links(text: str) -> Markup:
    """Make the addresses in a text into links, and everything else harmless."""
    parts = _LINK.split(text)
    links = [Markup('<a href="{0}">{0}</a>').format(found) for found in _LINK.findall(text)]
    woven = [
        piece for pair in zip(map(escape, parts), [*links, Markup()], strict=True) for piece in pair
    ]
    return Markup().join(woven)


def in_town(moment: datetime) -> datetime:
    """Give a moment as the clocks of the network say it, wherever this machine stands."""
    return moment.astimezone(HELSINKI)


@dataclass(frozen=True, slots=True)
class Pages:
    """What the routes need."""

    mails: Shelf[Mail]
    deliveries: Shelf[Delivery]
    behaviour: Behaviour
    partner_secret: str
    now: Callable[[], datetime]

    async def mail(self, _request: Request) -> Response:
        """Show the caught mails."""
        return self._page("mail.html", mails=self.mails.newest())

    async def mail_json(self, request: Request) -> Response:
        """List the caught mails; `?to=` narrows to one recipient."""
        wanted = request.query_params.get("to")
        found = [mail for mail in self.mails.newest() if wanted in {None, *mail.recipients}]
        return JSONResponse({"mails": [mail.model_dump(mode="json") for mail in found]})

    async def partner(self, _request: Request) -> Response:
        """Show what the partner organisation was told."""
        return self._page("partner.html", deliveries=self.deliveries.newest())

    async def partner_json(self, _request: Request) -> Response:
        """List what the partner organisation was told."""
        found = [item.model_dump(mode="json") for item in self.deliveries.newest()]
        return JSONResponse({"deliveries": found})

    async def receive(self, request: Request) -> Response:
        """Take a webhook: 401 when its signature is wrong, else as the manners say."""
        manner = await self.behaviour.partner()
        body = await request.body()
        delivery = read_delivery(self.partner_secret, body, request.headers, self.now())
        self.deliveries.put(delivery)
        return Response(status_code=_ANSWERS[manner] if delivery.is_signed else UNSIGNED)

    async def set_manners(self, request: Request) -> Response:
        """Misbehave from now on, or behave again; for tests."""
        try:
            await self.behaviour.change(Manners.model_validate_json(await request.body()))
        except ValidationError as error:
            return PlainTextResponse(str(error), status_code=422)
        return JSONResponse(self.behaviour.manners.model_dump())

    async def style(self, _request: Request) -> Response:
        """Give the style sheet."""
        return Response((_HERE / "templates" / "catcher.css").read_bytes(), media_type="text/css")

    def _page(self, name: str, **context: object) -> Response:
        environment = Environment(
            loader=FileSystemLoader(_HERE / "templates"), autoescape=True, undefined=StrictUndefined
        )
        environment.filters["with_links"] = with_links
        environment.filters["in_town"] = in_town
        return HTMLResponse(environment.get_template(name).render(context), headers=_HEADERS)


def routes(pages: Pages, *, settable: bool) -> list[Route]:
    """Say where everything is; only tests may change the manners."""
    found = [
        Route("/_posti", pages.mail),
        Route("/_posti.json", pages.mail_json),
        Route("/_posti.css", pages.style),
        Route("/_kumppani", pages.receive, methods=["POST"]),
        Route("/_kumppani", pages.partner),
        Route("/_kumppani.json", pages.partner_json),
    ]
    if settable:
        found.append(Route("/_asetus", pages.set_manners, methods=["PUT"]))
    return found
