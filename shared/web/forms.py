"""Forms: what was typed, what is wrong with it, and where the browser goes next."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated, Final, Literal, TypeVar
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException, Request, Response
from fastapi.responses import RedirectResponse

from shared.fields.private_numbers import Private
from shared.fields.problem import Problem as Refused
from shared.web.language import language_of
from shared.web.pages import render

MOST_FIELDS = 80
_LONG: Final = 10
"""Digits: no number of a form has so many."""
SWITCH: Final = "kieli"
"""Sent by a press on another language: the page is shown in it, with what was typed so far."""

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend: `field` is the input's id, `message_id` the text's."""

    field: str
    message_id: str
    length: int = 0
    """How many signs were typed, where that is too many."""
    over: int = 0
    words: str = ""
    """Said instead of the text, where it depends on what was sent."""


def lead_to_language(router: APIRouter, path: str) -> None:
    """Send who comes without a language to the page in the one their browser asks for."""

    @router.get(path)
    async def choose_language(request: Request) -> Response:
        return go_to(f"/{language_of(request)}{path}".rstrip("/"))


async def typed_in(request: Request, together: Collection[str] = ()) -> dict[str, str]:
    """Read a submitted form; of a field that comes several times the last counts.

    Of those named in `together` all count, with spaces between.
    """
    typed = await typed_lists(request)
    return {
        name: " ".join(values) if name in together else values[-1] for name, values in typed.items()
    }


async def typed_lists(request: Request) -> Mapping[str, Sequence[str]]:
    """Read a submitted form; a field may come several times, files are nobody's answer."""
    fields: dict[str, list[str]] = defaultdict(list)
    async with request.form(max_files=0, max_fields=MOST_FIELDS) as form:
        for name, value in form.multi_items():
            if isinstance(value, str):
                fields[name].append(value)
    return dict(fields)


def number_in(typed: Mapping[str, str], name: str) -> int:
    """Read the number that a form was opened with; what is none is 0, which there never is."""
    said = typed.get(name, "")
    return int(said) if said.isascii() and said.isdecimal() and len(said) < _LONG else 0


async def typed_with_key(request: Request, unheard: UUID) -> tuple[dict[str, str], UUID]:
    """Read a form and its key; one without a key of ours gets this one."""
    typed = await typed_in(request)
    try:
        return typed, UUID(typed.get("key", ""))
    except ValueError:
        return typed, unheard


def address_of(request: Request) -> str:
    """Give where somebody comes from, as the server or a trusted proxy says."""
    return request.client.host if request.client else ""


def problems_on_page(refused: Iterable[Refused]) -> tuple[Problem, ...]:
    """Point at the fields, in the page's own words."""
    return tuple(Problem(item.field, words_of(item), item.length, item.over) for item in refused)


def words_of(refused: Refused) -> str:
    """Name the text that says what is wrong: the field's own, or one that fits every field."""
    is_anywhere = refused.code in set(Private)
    return f"problem.{refused.code}" if is_anywhere else f"problem.{refused.field}.{refused.code}"


def in_words(text: Callable[..., str], refused: Refused) -> str:
    """Say what is wrong where no page shows it, and by how much where something is too long."""
    said = text(words_of(refused))
    if not refused.over:
        return said
    length, over = (f"{signs:,}".replace(",", "\u00a0") for signs in (refused.length, refused.over))
    return f"{said}. {text('kit.too_long', length=length, over=over)}"


def status_for(problems: tuple[Problem, ...]) -> HTTPStatus:
    """Say in the status line too whether something has to be mended."""
    return HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK


def go_to(path: str) -> Response:
    """Send the browser on after a POST, so that reloading repeats nothing."""
    return RedirectResponse(path, HTTPStatus.SEE_OTHER)


def page_of_link(request: Request, token: str) -> str:
    """Give the address of the page that a link opens, also to the pages below it."""
    before, _, _ = request.url.path.partition(f"/{token}")
    return f"{before}/{token}"


async def own_page(request: Request, token: str) -> str:
    """Give the same to a page that asks for it, without a thread."""
    return page_of_link(request, token)


OwnPage = Annotated[str, Depends(own_page)]


@contextmanager
def unavailable_for(kind: type[Exception]) -> Iterator[None]:
    """Answer that it cannot be done now, and whom to call, where it ends by this error."""
    try:
        yield
    except kind as error:
        raise HTTPException(HTTPStatus.SERVICE_UNAVAILABLE) from error


class UnknownLinkError(Exception):
    """Nobody was sent such a link; the template of this name says so."""


def by_link(found: Found | Literal[False] | None, template: str) -> Found:
    """Give what a link leads to; raises UnknownLinkError where it leads nowhere."""
    if found is None or found is False:
        raise UnknownLinkError(template)
    return found


async def answer_unknown_link(request: Request, error: Exception) -> Response:
    """Answer every page that raised UnknownLinkError."""
    return unknown_link(request, str(error))


def unknown_link(request: Request, template: str) -> Response:
    """Say, in the service's own words, that nobody was sent such a link, and where to call."""
    return render(request, template, HTTPStatus.NOT_FOUND)
