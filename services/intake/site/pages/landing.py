"""The first page."""

from fastapi import APIRouter, Request, Response

from services.intake.site.pages.about import AboutUs
from services.intake.site.pages.state import AtState
from shared.contracts.words import Language
from shared.web.forms import lead_to_language
from shared.web.pages import render

router = APIRouter(include_in_schema=False)


lead_to_language(router, "/")


@router.get("/{language}")
async def welcome(
    request: Request, language: Language, told: AboutUs, network: AtState
) -> Response:
    """Show where to get help and how to give it."""
    del language
    front = await network.front()
    return render(request, "site/landing.html", behind=told.about.behind, front=front)
