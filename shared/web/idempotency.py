"""The client's own key for a write, so that asking twice is one write."""

from typing import Annotated, Final

from fastapi import Header

_NAME: Final = "Idempotency-Key"
_PATTERN: Final = r"^[\x21-\x7e]+$"

IdempotencyKey = Annotated[
    str,
    Header(
        alias=_NAME,
        min_length=8,
        max_length=128,
        pattern=_PATTERN,
        description="Made by the client, new for each request; a repeat gets the same answer.",
    ),
]
KnownKey = Annotated[
    str | None,
    Header(
        alias=_NAME,
        min_length=8,
        max_length=128,
        pattern=_PATTERN,
        description="That which the request would be sent with, to hear whether it was before.",
    ),
]
