"""The form of an activity, and what stands around it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from fastapi import Request, Response

from services.matching.activities.model import Bounds, By
from services.matching.activities.rules.done import AGE
from services.matching.partners.model import OrganisationId
from shared.contracts.activity_words import AgeBand
from shared.contracts.words import Basis
from shared.fields.private_numbers import Private
from shared.fields.problem import Problem as Refused
from shared.web.forms import Problem, status_for
from shared.web.pages import address
from shared.web.sessions import staff_of
from shared.web.worded import worded

_MORE: Final = (
    *(f"{AGE}{band}" for band in AgeBand),
    *("volunteer_minutes", "staff_minutes", "evidence"),
)


@dataclass(frozen=True, slots=True)
class Form:
    """What the form shows: its fields, its key, and what it corrects, if anything."""

    bounds: Bounds
    typed: Mapping[str, str]
    key: UUID
    problems: tuple[Problem, ...] = ()
    number: int | None = None
    title: str = "activity.log.title"

    @property
    def says_more(self) -> bool:
        """Say whether what is mostly left out is filled in, or may be what is wrong."""
        wrong = {each.field for each in self.problems}
        return any(self.typed.get(name) or name in wrong for name in (*_MORE, "ages"))


def form_page(request: Request, organisation_id: OrganisationId, form: Form) -> Response:
    """Show the form."""
    return worded(
        request,
        "activities/form.html",
        status_for(form.problems),
        form=form,
        problems=form.problems,
        bands=tuple(AgeBand),
        bases=tuple(Basis),
        back=address(request, "activities", organisation_id=organisation_id),
    )


def problems_of(refused: Sequence[Refused]) -> tuple[Problem, ...]:
    """Point at the fields, in this form's own words."""
    return tuple(Problem(each.field, _words(each)) for each in refused)


def _words(refused: Refused) -> str:
    if refused.code in set(Private):
        return f"problem.{refused.code}"
    field = "age" if refused.field.startswith(AGE) else refused.field
    return f"problem.activity.{field}.{refused.code}"


def by_whom(request: Request, organisation_id: OrganisationId) -> By:
    """Say who writes it down: whoever is not of the organisation does it on its behalf."""
    who = staff_of(request)
    return By(who.staff_id, who.organisation_id != organisation_id)
