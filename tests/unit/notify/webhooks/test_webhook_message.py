"""A webhook's headers and body, and how its answer is judged."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import httpx
import pytest
from standardwebhooks import Webhook, WebhookVerificationError

from services.notify.deliveries.model import Accepted, Outcome, Refused, Rejected
from services.notify.subscriptions.model import EndpointId
from services.notify.webhooks.adapters.webhook import judge, payload, signed_headers
from services.notify.webhooks.model import Call
from tests.support.notify.building import NOW, news

OLD = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
NEW = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD"


def test_news_are_thin() -> None:
    item = news(UUID("01939f6c-0000-7000-8000-000000000002"))

    assert set(httpx.Response(200, content=payload(item)).json()) == {
        "id",
        "type",
        "time",
        "subject",
        "link",
    }


@pytest.mark.parametrize("secret", [OLD, NEW])
def test_every_secret_signs_while_a_partner_changes_over(secret: str) -> None:
    call = Call(EndpointId(uuid4()), "https://partner.example", (NEW, OLD), news())
    body = payload(call.news)

    headers = signed_headers(call, body, datetime.now(UTC))

    Webhook(secret).verify(body, headers)
    assert headers["webhook-id"] == str(call.news.id)


def test_another_body_does_not_verify() -> None:
    call = Call(EndpointId(uuid4()), "https://partner.example", (NEW,), news())
    headers = signed_headers(call, payload(call.news), datetime.now(UTC))

    with pytest.raises(WebhookVerificationError):
        Webhook(NEW).verify(payload(news()), headers)


@pytest.mark.parametrize(
    ("code", "header", "outcome"),
    [
        (200, None, Accepted("200")),
        (204, None, Accepted("204")),
        (301, None, Refused("301")),
        (400, None, Refused("400")),
        (410, None, Rejected("410", "endpoint_gone", gone=True)),
        (429, "120", Refused("429", timedelta(seconds=120))),
        (429, None, Refused("429", timedelta(minutes=1))),
        (429, "soon", Refused("429", timedelta(minutes=1))),
        (429, "Wed, 25 Nov 2026 09:05:00 GMT", Refused("429", timedelta(minutes=5))),
        (503, "soon", Refused("503", None)),
        (503, "9" * 400, Refused("503", timedelta(seconds=10**6))),
        (503, "²", Refused("503", None)),
    ],
)
def test_answers_are_judged(code: int, header: str | None, outcome: Outcome) -> None:
    headers = {} if header is None else {b"retry-after": header.encode()}

    assert judge(httpx.Response(code, headers=headers), NOW) == outcome
