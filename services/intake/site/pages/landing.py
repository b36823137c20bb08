"""The first page."""

from fastapi import APIRouter, Request, Response

from shared.contracts.words import Language
from shared.web.forms import go_to
from shared.web.language import language_of
from shared.web.pages import render

router = APIRouter(include_in_schema=False)


@router.get("/")
async def choose_language(request: Request) -> Response:
    """Send people to the page in the language their browser asks for."""
    return go_to(f"/{language_of(request)}")


@router.get("/{language}")
async def welcome(request: Request, language: Language) -> Response:
    """Show where to get help and how to give it."""
    del language
    return render(request, "site/landing.html")
