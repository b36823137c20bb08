"""Webhooks by the Standard Webhooks specification: signed, thin, and nowhere we must not go."""

import asyncio
import json
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import httpx
import structlog
from standardwebhooks import Webhook

from services.notify.deliveries.model import Accepted, Outcome, Refused, Rejected
from services.notify.webhooks.adapters.guard import ForbiddenEndpointError, Guard
from services.notify.webhooks.adapters.http_post import Route, post
from services.notify.webhooks.model import Call, News

TIMEOUT_SECONDS = 15.0
"""For everything: lookup, connection and answer; well within the lease."""
LONGEST_ANSWER = 4096
"""Bytes of an answer to a challenge; of an answer to news none are read."""
GONE = 410
TOO_MANY = 429
USUAL_REST = timedelta(minutes=1)
"""For one that has too much and does not say for how long."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class HttpSender:
    """Posts news, a connection each.

    Connections are never shared: one to an address may belong to another host of that address.
    """

    guard: Guard
    now: Callable[[], datetime]
    """The world's clock: a partner refuses a signature that is too old by theirs."""
    trust: ssl.SSLContext
    timeout: float = TIMEOUT_SECONDS

    async def __call__(self, call: Call) -> Outcome:
        """Try once; the answer's body is not read, a redirect is not followed."""
        try:
            async with asyncio.timeout(self.timeout):
                return await self._post(call)
        except ForbiddenEndpointError:
            return Refused("forbidden_address")
        except TimeoutError:
            return Refused("timeout")
        except Exception as error:  # whatever a partner answers ends decided
            log.warning("partner not reached", exc_info=error)
            return Refused("connection")

    async def _post(self, call: Call) -> Outcome:
        url = httpx.URL(call.url)
        route = Route(url, await self.guard.checked_address(url), self.trust)
        body = payload(call.news, call.challenge)
        headers = {
            **signed_headers(call, body, self.now()),
            "host": url.netloc.decode("ascii"),
            "content-type": "application/json",
            "user-agent": "porukalla",
            "accept-encoding": "identity",
        }
        most = LONGEST_ANSWER if call.challenge else 0
        response, beginning = await post(route, headers, body.encode(), most)
        outcome = judge(response, self.now())
        if call.challenge and isinstance(outcome, Accepted):
            return echoed(call.challenge, beginning, outcome)
        return outcome


def payload(news: News, challenge: str = "") -> str:
    """Say that it happened and where to look; whoever may, reads the rest there."""
    said = {
        "id": str(news.id),
        "type": news.type,
        "time": news.time.astimezone(UTC).isoformat(),
        "subject": news.subject,
        "link": news.link,
    }
    return json.dumps(said | ({"challenge": challenge} if challenge else {}), separators=(",", ":"))


def echoed(challenge: str, answer: bytes, outcome: Accepted) -> Outcome:
    """Judge whether somebody meant to answer: what gives everything back has not read it."""
    text = answer.decode(errors="replace").strip()
    try:
        said = json.loads(text)
    except ValueError:
        said = text
    if isinstance(said, dict):
        said = said.get("challenge") if "type" not in said else None
    return outcome if said == challenge else Rejected("not_echoed", "not_echoed")


def signed_headers(call: Call, body: str, now: datetime) -> dict[str, str]:
    """Sign with every secret; the id stays the same on each try, the timestamp is the try's."""
    message_id = str(call.news.id)
    moment = now.astimezone(UTC)
    signatures = [
        Webhook(secret).sign(msg_id=message_id, timestamp=moment, data=body)
        for secret in call.secrets
    ]
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(int(moment.timestamp())),
        "webhook-signature": " ".join(signatures),
    }


def judge(response: httpx.Response, now: datetime) -> Outcome:
    """Read the answer: 2xx is heard, 410 ends the endpoint, all else is tried again.

    Who has too much is left alone for a while, also when they do not say for how long.
    """
    code = str(response.status_code)
    if response.is_success:
        return Accepted(code)
    if response.status_code == GONE:
        return Rejected(code, "endpoint_gone", gone=True)
    asked = _retry_after(response.headers.get("retry-after"), now)
    is_too_much = response.status_code == TOO_MANY
    return Refused(code, asked or USUAL_REST if is_too_much else asked)


def _retry_after(text: str | None, now: datetime) -> timedelta | None:
    if text is None:
        return None
    if text.isascii() and text.isdigit():
        return timedelta(seconds=min(int(text.lstrip("0")[:9] or "0"), 10**6))
    try:
        return parsedate_to_datetime(text).astimezone(UTC) - now
    except (ValueError, TypeError, OverflowError):
        return None
