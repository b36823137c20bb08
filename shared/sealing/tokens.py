"""Capabilities in links: whoever has the token may, so only its hash is ever stored."""

import hashlib
import secrets


def new_token() -> str:
    """Draw 256 bits, in letters that fit a URL."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    """Give what is stored and looked up: SHA-256 in hex, enough for 256 random bits.

    Takes anything that a visitor may have typed into the address bar.
    """
    return hashlib.sha256(token.encode(errors="surrogatepass")).hexdigest()
