"""What partners' endpoints are sent, for the description of the interface."""

from typing import Annotated

from fastapi import APIRouter, Header

from shared.contracts.partner_news import SentNews

described = APIRouter()


@described.post("news", status_code=204)
def news(
    body: SentNews,
    webhook_id: Annotated[str, Header()],
    webhook_timestamp: Annotated[str, Header()],
    webhook_signature: Annotated[str, Header()],
) -> None:
    """Take news, signed as Standard Webhooks 1.0.0 say; verify it before it is read.

    Any 2xx is taken; 410 ends the endpoint; who answers 429, or Retry-After, is left alone for a
    while; all else is tried again for 75.6 hours, and what comes later of its subject waits.
    """
