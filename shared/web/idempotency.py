"""The client's own key for a write, so that asking twice is one write."""

from typing import Annotated

from fastapi import Header

IdempotencyKey = Annotated[
    str,
    Header(
        alias="Idempotency-Key",
        min_length=8,
        max_length=128,
        pattern=r"^[\x21-\x7e]+$",
        description="Made by the client, new for each request; a repeat gets the same answer.",
    ),
]
