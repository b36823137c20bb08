"""What the form leaves out of what was typed, and what it asks to take out."""

import pytest

from tests.support.intake.page_world import PageWorld, begin, fill_in, form_of, send
from tests.support.intake.seen import Seen
from tests.support.intake.submissions.building import FIELDS


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Olen Aino, 131052-308T", "Poista henkilötunnus: emme tarvitse sitä"),
        ("tililtä FI21 1234 5600 0007 85", "Poista tilinumero tai kortin numero"),
    ],
)
async def test_a_code_or_an_account_is_refused_kindly_at_its_field(
    world: PageWorld, text: str, said: str
) -> None:
    async with world.visitor() as visitor:
        await fill_in(visitor)
        answer = await visitor.post(
            f"{form_of(visitor)}kerro", data={"text": text, "on_behalf": "no"}
        )
        kept = await visitor.get(f"{form_of(visitor)}kerro")

    assert answer.status_code == 422
    assert answer.text.count(said) == 2
    assert 'id="text-error"' in answer.text
    assert text in answer.text
    assert text not in kept.text


async def test_of_a_text_that_is_too_long_it_is_said_by_how_much(world: PageWorld) -> None:
    async with world.visitor() as visitor:
        await fill_in(visitor)
        answer = await visitor.post(
            f"{form_of(visitor)}kerro", data={"text": "a" * 5001, "on_behalf": "no"}
        )

    assert answer.status_code == 422
    assert answer.text.count("Nyt merkkejä on 5\u00a0001, eli 1 liikaa") == 2


async def test_what_a_phone_copies_along_is_taken(world: PageWorld) -> None:
    async with world.visitor() as visitor:
        await fill_in(
            visitor,
            phone="\u202a+358 40 123 4567\u202c",
            email="mailto:aino@example.org;",
            street="Porrassalmenkatu 1\r\nrappu\tB",
            text="\u202bشكر\u202c\x0bkiitos",
        )
        done = await send(visitor)

    (request,) = world.store.state.requests.values()
    addresses = {point.address for point in request.plea.reach_points}
    assert done.status_code == 200
    assert addresses == {"+358401234567", "aino@example.org"}
    assert request.plea.contact.street == "Porrassalmenkatu 1 rappu B"
    assert request.plea.contact.text == "شكر\nkiitos"


@pytest.mark.parametrize("typed", ["åsa@example.org", "äiti@example.org"])
async def test_who_types_an_address_with_such_letters_is_told_that_they_are_why(
    world: PageWorld, typed: str
) -> None:
    async with world.visitor() as visitor:
        form = await begin(visitor)
        page = await visitor.post(f"{form}yhteystiedot", data=FIELDS | {"email": typed})

    assert page.status_code == 422
    assert "Ennen @-merkkiä ei voi olla kirjaimia å, ä tai ö." in page.text


async def test_a_box_says_how_long_answers_stay(world: PageWorld) -> None:
    async with world.visitor() as visitor:
        form = await begin(visitor)
        page = Seen((await visitor.get(f"{form}paikka")).text)
        need = Seen((await visitor.get(f"{form}tarve")).text)
        await visitor.post(f"{form}paikka", data={"postal_code": "50100", "own_device": "day"})
        kept = Seen((await visitor.get(f"{form}tarve")).text)

    assert page.values["own_device"] == kept.values["own_device"] == "day"
    assert "own_device" not in need.values
