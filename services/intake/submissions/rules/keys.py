"""How the key of a submission is kept: nobody can guess it, or make another of it."""

from collections.abc import Callable


def key_hash(key: str, of: Callable[..., str]) -> str:
    """Give what is stored of a key; `of` makes a keyed hash under the installation's key."""
    return of("idempotency key", key)
