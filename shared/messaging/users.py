"""The broker's users: what they are called, and how definitions hold one."""

import base64
import hashlib
import secrets
from typing import Final

DEPLOY: Final = "deploy"
"""Who declares queues and acts for a person; no service."""


def user_of(service: str) -> str:
    """Name the service's user on the broker."""
    return f"porukalla-{service}"


def user_with(name: str, password: str, tags: str) -> dict[str, object]:
    """Give a user as definitions have it, the password as a hash."""
    salt = secrets.token_bytes(4)
    salted = salt + hashlib.sha256(salt + password.encode()).digest()
    return {
        "name": name,
        "password_hash": base64.b64encode(salted).decode(),
        "hashing_algorithm": "rabbit_password_hashing_sha256",
        "tags": tags,
    }
