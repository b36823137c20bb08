"""One's own account."""

import pytest

from shared.contracts.words import StaffRole
from tests.support.intake.page_world import PageWorld, sign_in, staffed

PATH, NEW = "/fi/oma-tili", "kolme mustaa kissaa"


@pytest.fixture
def world() -> PageWorld:
    return staffed(PageWorld(), StaffRole.FUNDER)


async def test_a_new_password_is_used_at_the_next_sign_in(world: PageWorld) -> None:
    async with world.visitor() as visitor:
        await sign_in(visitor)
        form = await visitor.get(PATH)
        answer = await visitor.post(PATH, data={"former": "oikea", "new": NEW, "again": NEW})
        asked = await visitor.get(answer.headers["location"])
        refused = await sign_in(visitor)
        let_in = await sign_in(visitor, NEW)

    assert "Nykyinen salasana" in form.text
    assert "Istuntosi päättyi" in asked.text
    assert (refused.status_code, let_in.status_code) == (422, 303)


@pytest.mark.parametrize(
    ("former", "new", "again", "words"),
    [
        ("väärä", NEW, NEW, "Nykyinen salasana on väärin"),
        ("oikea", NEW, f"{NEW}!", "eivät ole samat"),
        ("oikea", "lyhyt", "lyhyt", "vähintään 12 merkkiä"),
        ("oikea", "x" * 1001, "x" * 1001, "liian pitkä"),
    ],
)
async def test_what_is_wrong_is_said(
    world: PageWorld, former: str, new: str, again: str, words: str
) -> None:
    async with world.visitor() as visitor:
        await sign_in(visitor)
        answer = await visitor.post(PATH, data={"former": former, "new": new, "again": again})

    assert answer.status_code == 422
    assert words in answer.text
