"""Calls of webhooks by the real sender."""

import ssl
from datetime import UTC, datetime
from uuid import uuid4

from services.notify.subscriptions.model import EndpointId
from services.notify.webhooks.adapters.guard import Guard, look_up
from services.notify.webhooks.adapters.webhook import HttpSender
from services.notify.webhooks.model import Call
from tests.support.notify.building import news

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"


def sender(guard: Guard, timeout: float = 3.0) -> HttpSender:
    return HttpSender(guard, lambda: datetime.now(UTC), ssl.create_default_context(), timeout)


LOCAL = Guard(look_up, allow_loopback=True)


def call(url: str) -> Call:
    return Call(EndpointId(uuid4()), url, (SECRET,), news())
