"""What the law and trust want said: privacy, accessibility, and who stands behind the network."""

from typing import Annotated, Final

from fastapi import APIRouter, Depends, Request, Response

from services.intake.site.use_cases import TellAbout
from shared.contracts.words import Language
from shared.web.forms import lead_to_language
from shared.web.pages import catalogues_of, pages_of, render
from shared.web.use_cases import use_case
from shared.web.wording import Wording

router = APIRouter(include_in_schema=False)

AboutUs = Annotated[TellAbout, Depends(use_case(TellAbout))]

SEEING: Final = (
    *("lookup", "call_list", "calls", "board", "imports", "concerns", "looks", "rights"),
    *("timeline", "deliveries", "troubles", "reports", "staff", "partners", "own_partner"),
    *("own_purchases", "explorer", "project_periods"),
    *("organisations", "network"),
)
"""The pages on which staff see something of people, or could be thought to."""

for path in ("/tietosuoja", "/saavutettavuus", "/keita-olemme"):
    lead_to_language(router, path)


@router.get("/{language}/tietosuoja")
async def privacy(request: Request, language: Language, told: AboutUs) -> Response:
    """Tell who sees what and how long it is kept, by the data that the product obeys."""
    del language
    return render(
        request,
        "site/privacy.html",
        about=told.about,
        seeing=[(page, pages_of(request).roles_for(page)) for page in SEEING],
        kept=told.kept(),
    )


@router.get("/{language}/saavutettavuus")
async def accessibility(request: Request, language: Language, told: AboutUs) -> Response:
    """Tell how accessible the pages are, and where to say that they are not."""
    written_on = Wording(catalogues_of(request), language).day(told.about.statement.written_on)
    return render(
        request,
        "site/accessibility.html",
        about=told.about,
        written_on=written_on,
    )


@router.get("/{language}/keita-olemme")
async def who_we_are(request: Request, language: Language, told: AboutUs) -> Response:
    """Tell who stands behind the network."""
    del language
    return render(request, "site/who_we_are.html", about=told.about)
