"""What all pages of one organisation share: whose it is, who presses, and its words."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Form, Request, Response

from services.matching.partners.model import OrganisationId, Partner
from services.matching.partners.rules.capacity import holds
from services.matching.partners.rules.hours import told_day
from services.matching.partners.use_cases.change import By
from services.matching.partners.use_cases.look_after import LookAfterPartner
from shared.fields.phone import readable
from shared.fields.problem import Problem as Refused
from shared.web.forms import Problem
from shared.web.language import language_of
from shared.web.pages import address, catalogues_of, render
from shared.web.sessions import staff_of
from shared.web.use_cases import use_case
from shared.web.wording import Wording, name_of

AtPartner = Annotated[LookAfterPartner, Depends(use_case(LookAfterPartner))]
Edition = Annotated[int, Form(ge=0)]


async def own_id(organisation_id: UUID) -> OrganisationId:
    """Read whose page it is; the gate has compared it with who is signed in."""
    return OrganisationId(organisation_id)


OwnId = Annotated[OrganisationId, Depends(own_id)]


def by_whom(request: Request, organisation_id: OrganisationId, edition: int) -> By:
    """Say who presses, having seen which edition."""
    return By(organisation_id, staff_of(request).staff_id, edition)


def own_path(request: Request, organisation_id: UUID) -> str:
    """Give where an organisation's own pages begin."""
    return address(request, "own_partner", organisation_id=organisation_id)


def partner_page(
    request: Request,
    partner: Partner,
    template: str,
    status: HTTPStatus = HTTPStatus.OK,
    **context: object,
) -> Response:
    """Render a page about one organisation."""
    told = {
        "partner": partner,
        "here": own_path(request, partner.organisation_id),
        "say": Wording(catalogues_of(request), language_of(request)),
        "town": lambda code: name_of(code, language_of(request)),
        "day_hours": lambda weekday: told_day(partner.facts.hours, weekday),
        "phone": readable(partner.facts.phone),
        "holds": holds,
    }
    return render(request, template, status, **(told | context))


def problems_of(refused: Sequence[Refused]) -> tuple[Problem, ...]:
    """Point at the fields; those of one kind (`hours_3`, `until_food`) share their words."""
    return tuple(
        Problem(each.field, f"problem.partner_{each.field.partition('_')[0]}.{each.code}")
        for each in refused
    )
