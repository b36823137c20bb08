"""The form of what somebody can do and how they are reached, for a newcomer and for a member."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fastapi import Request, Response

from services.matching.volunteers.pages.nearby import GROUPS, neighbours
from shared.areas import Municipality
from shared.contracts.activation_words import Shut
from shared.contracts.words import Language
from shared.fields.phone import international
from shared.web.forms import Problem, status_for
from shared.web.pages import render

Fields = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Form:
    """What stands in the fields, for somebody who lives in this municipality."""

    home: Municipality
    values: Fields
    problems: tuple[Problem, ...] = ()
    shut: Shut | None = None
    """Why nobody signs up now: the door was shut while the form was filled in."""


def as_stored(typed: Fields, postal_code: str) -> Fields:
    """Give the fields as they are read: numbers as they are rung from abroad."""
    phones = {
        name: (international(next(iter(typed.get(name, ())), "")),)
        for name in ("phone", "phone_abroad")
    }
    return {**typed, "postal_code": (postal_code,), **phones}


def offer_page(
    request: Request,
    language: Language,
    form: Form,
    template: str = "volunteers/offer.html",
    **values: object,
) -> Response:
    """Show the form."""
    return render(
        request,
        template,
        status_for(form.problems),
        home=form.home.name(language),
        near=neighbours(form.home, language),
        groups=GROUPS,
        values=form.values,
        problems=form.problems,
        shut=form.shut,
        **values,
    )
