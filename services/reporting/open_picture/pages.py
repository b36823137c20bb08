"""`/tilannekuva/avoin`: what everybody may see, where the network shows it."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request, Response

from services.reporting.open_picture.use_cases import KeepOpenPicture
from services.reporting.open_picture.wording import OpenWording, table_of
from services.reporting.picture.use_cases.draw import DrawCharts
from shared.web.language import IN_ITS_LANGUAGE, language_of
from shared.web.pages import catalogues_of, render
from shared.web.use_cases import use_case

router = APIRouter(include_in_schema=False)

AtOpenPicture = Annotated[KeepOpenPicture, Depends(use_case(KeepOpenPicture))]
Drawing = Annotated[DrawCharts, Depends(use_case(DrawCharts))]


@router.get("/{language}/tilannekuva/avoin", dependencies=[IN_ITS_LANGUAGE])
async def show(request: Request, at: AtOpenPicture, draw: Drawing) -> Response:
    """Show it; where it is switched off there is no such page."""
    if not at.terms.shown:
        raise HTTPException(HTTPStatus.NOT_FOUND)
    picture = await at.show_open_picture()
    say = OpenWording(catalogues_of(request), language_of(request))
    if picture is None:
        return render(request, "open_picture/open.html", picture=None, say=say)
    table = table_of(picture, say)
    chart = draw.chart(table, say.of_documents)
    return render(
        request, "open_picture/open.html", picture=picture, say=say, table=table, chart=chart
    )
