"""The demo partner organisation: takes webhooks, checks their signature, and lists them."""

import json
from collections.abc import Mapping
from datetime import datetime

from pydantic import BaseModel
from standardwebhooks import Webhook, WebhookVerificationError


class Delivery(BaseModel):
    """One call of the webhook; repeats of the same news have the same `webhook_id`."""

    received_at: datetime
    webhook_id: str
    is_signed: bool
    type: str
    time: str
    subject: str
    link: str


def read_delivery(
    secret: str, body: bytes, headers: Mapping[str, str], received_at: datetime
) -> Delivery:
    """Check the signature and take out what the news say; nothing is believed unsigned."""
    is_signed = _is_signed(secret, body, headers)
    news = json.loads(body) if is_signed else {}
    return Delivery(
        received_at=received_at,
        webhook_id=headers.get("webhook-id", ""),
        is_signed=is_signed,
        **{name: str(news.get(name) or "") for name in ("type", "time", "subject", "link")},
    )


def _is_signed(secret: str, body: bytes, headers: Mapping[str, str]) -> bool:
    try:
        Webhook(secret).verify(body, dict(headers))
    except (WebhookVerificationError, ValueError):
        return False
    return True
