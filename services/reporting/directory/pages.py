"""`/palveluhakemisto`: the directory for people, and under which terms programs may use it."""

from fastapi import APIRouter, Request, Response

from services.reporting.directory.api import AtDirectory, Say
from services.reporting.directory.wording import ATTRIBUTION
from shared.web.forms import lead_to_language
from shared.web.language import IN_ITS_LANGUAGE
from shared.web.pages import render

router = APIRouter(include_in_schema=False)
lead_to_language(router, "/palveluhakemisto")


@router.get("/{language}/palveluhakemisto", dependencies=[IN_ITS_LANGUAGE])
async def show(request: Request, at: AtDirectory, say: Say) -> Response:
    """Show which organisations help, with what and where."""
    return render(
        request,
        "directory/directory.html",
        attribution=ATTRIBUTION,
        organisations=await at.organisations(),
        say=say,
        terms=at.terms,
    )
