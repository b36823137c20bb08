"""No field of an event can hold personal data."""

from datetime import date
from typing import Annotated, ClassVar
from uuid import UUID

import pytest
from pydantic import Field, StringConstraints, ValidationError

from shared.contracts.event import Code, Event, MunicipalityCode
from shared.contracts.matching import PartnerListed, PublishedFacts
from shared.contracts.notify import NotificationRequested
from shared.contracts.partner_words import OrganisationKind
from shared.contracts.privacy import personal_fields
from shared.contracts.wire import ALL
from shared.contracts.words import Category, Language


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.event_type)
def test_no_event_has_a_field_for_personal_data(kind: type[Event]) -> None:
    assert personal_fields(kind) == []


def test_ids_codes_numbers_and_dates_pass() -> None:
    class Plain(Event):
        event_type: ClassVar[str] = "plain.said"

        request_id: UUID
        done_on: date | None
        municipality: MunicipalityCode | None
        reason: Code
        languages: tuple[Language, ...]
        categories: frozenset[Category]
        minutes: int = Field(ge=0)
        positive: Annotated[int, Field(gt=0)]

    assert personal_fields(Plain) == []


def test_free_strings_are_refused() -> None:
    class Talkative(Event):
        event_type: ClassVar[str] = "talkative.said"

        name: str
        phone: str | None
        text: Annotated[str, StringConstraints(max_length=10)]
        remarks: tuple[str, ...]
        extra: dict[str, int]

    assert personal_fields(Talkative) == ["name", "phone", "text", "remarks", "extra"]


def test_a_personal_word_in_a_name_is_refused_whatever_the_kind() -> None:
    class Disguised(Event):
        event_type: ClassVar[str] = "disguised.said"

        phone_number: int
        birth_date: date
        street_code: Code

    assert personal_fields(Disguised) == ["phone_number", "birth_date", "street_code"]


def test_a_sealed_string_is_allowed_to_notifications_only() -> None:
    class Copycat(Event):
        event_type: ClassVar[str] = "copycat.said"

        sealed: str

    assert personal_fields(NotificationRequested) == []
    assert personal_fields(Copycat) == ["sealed"]


def test_published_facts_are_allowed_to_the_listing_of_an_organisation_only() -> None:
    class Copycat(Event):
        event_type: ClassVar[str] = "copycat.said"

        published: PublishedFacts

    assert personal_fields(PartnerListed) == []
    assert personal_fields(Copycat) == ["published"]


@pytest.mark.parametrize("kind", [OrganisationKind.SOLE_TRADER, OrganisationKind.SUPPLIER])
def test_the_number_of_a_person_who_trades_cannot_be_published(kind: OrganisationKind) -> None:
    number = "+358401234567"

    public = PublishedFacts(name="Apu ry", kind=OrganisationKind.ASSOCIATION, phone=number)
    PublishedFacts(name="Tmi Taika", kind=kind)

    assert public.phone == number
    with pytest.raises(ValidationError):
        PublishedFacts(name="Tmi Taika", kind=kind, phone=number)
