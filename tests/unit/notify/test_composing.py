"""A mail on the wire and a webhook's headers."""

from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.policy import default as default_policy
from uuid import UUID, uuid4

import httpx
import pytest
from standardwebhooks import Webhook, WebhookVerificationError

from services.notify.domain.model import (
    Accepted,
    Call,
    DeliveryId,
    EndpointId,
    Mail,
    Outcome,
    Refused,
    Rejected,
    Text,
)
from services.notify.senders.smtp import compose
from services.notify.senders.webhook import judge, payload, signed_headers
from tests.support.notify.building import NOW, news

OLD = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
NEW = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD"
MAIL = Mail(
    DeliveryId(UUID("01939f6c-0000-7000-8000-000000000001")),
    "aino@example.org",
    "fi",
    Text("Porukalla: voisitko auttaa? Ääkköset", "Hei Åke,\n\npitkä \nkappale\n"),
)


def test_a_mail_has_one_recipient_and_says_that_a_machine_wrote_it() -> None:
    message = message_from_bytes(
        compose(MAIL, MAIL.recipient, "porukalla@example.fi", NOW), policy=default_policy
    )

    assert message["To"] == "aino@example.org"
    assert message["From"] == "porukalla@example.fi"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Content-Language"] == "fi"
    assert message["Subject"] == MAIL.text.subject
    assert "Cc" not in message
    assert "Bcc" not in message


def test_the_same_delivery_always_has_the_same_message_id() -> None:
    ids = {
        message_from_bytes(compose(MAIL, MAIL.recipient, "porukalla@example.fi", moment))[
            "Message-ID"
        ]
        for moment in (NOW, NOW + timedelta(hours=1))
    }

    assert ids == {f"<{MAIL.id}@example.fi>"}


def test_the_text_flows_and_reads_back() -> None:
    raw = compose(MAIL, MAIL.recipient, "porukalla@example.fi", NOW)

    message = message_from_bytes(raw, policy=default_policy)

    assert message.get_content_type() == "text/plain"
    assert message["Content-Type"].params["format"] == "flowed"
    assert message.get_content().replace("\r\n", "\n") == MAIL.text.body
    assert raw.isascii()


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
        (429, "Wed, 25 Nov 2026 09:05:00 GMT", Refused("429", timedelta(minutes=5))),
        (503, "soon", Refused("503", None)),
        (503, "9" * 400, Refused("503", timedelta(seconds=10**6))),
        (503, "²", Refused("503", None)),
    ],
)
def test_answers_are_judged(code: int, header: str | None, outcome: Outcome) -> None:
    headers = {} if header is None else {b"retry-after": header.encode()}

    assert judge(httpx.Response(code, headers=headers), NOW) == outcome
