"""Which language a page speaks: the first part of its path, else what the browser prefers."""

from typing import Final

from fastapi import Depends
from starlette.requests import Request

from shared.contracts.words import Language


async def _needs(language: Language) -> None:
    """Refuse a path in any other."""
    del language


IN_ITS_LANGUAGE: Final = Depends(_needs)
"""For a router below `/{language}` whose routes mostly do not ask which it is."""


def language_of(request: Request) -> Language:
    """Read the language of a request."""
    return language_in(request.url.path) or preferred(request.headers.get("accept-language", ""))


def language_in(path: str) -> Language | None:
    """Read the language prefix of a path."""
    first = path.lstrip("/").partition("/")[0]
    return Language(first) if first in set(Language) else None


def preferred(accept_language: str) -> Language:
    """Choose from an Accept-Language header (RFC 9110, 12.5.4); Finnish when nothing fits."""
    weighed = [_weight(part) for part in accept_language.split(",")[:20]]
    for tag, _ in sorted(weighed, key=lambda item: -item[1]):
        if tag in set(Language):
            return Language(tag)
    return Language.FINNISH


def in_language(path: str, language: Language) -> str:
    """Give the same page's path in another language."""
    rest = path.lstrip("/").partition("/")[2] if language_in(path) else path.lstrip("/")
    return f"/{language}/{rest}" if rest else f"/{language}"


def _weight(part: str) -> tuple[str, float]:
    tag, _, quality = part.partition(";q=")
    try:
        weight = float(quality) if quality else 1.0
    except ValueError:
        weight = 0.0
    return tag.strip().lower().partition("-")[0], weight
