"""An answer counts where the form has it, and nowhere else."""

from http import HTTPStatus

import pytest

from tests.support.intake.page_world import PageWorld

FORM = {"content-type": "application/x-www-form-urlencoded"}


async def test_what_the_address_says_is_no_answer(world: PageWorld) -> None:
    async with world.visitor() as visitor:
        answer = await visitor.post("/fi/apua/vaara?danger=no")

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert world.store.state.drafts == {}


@pytest.mark.parametrize(
    ("body", "led_to"),
    [("danger=no&danger=yes", "soita-112"), ("danger=yes&danger=no", "kenelle")],
)
async def test_of_an_answer_that_comes_twice_the_last_counts(
    world: PageWorld, body: str, led_to: str
) -> None:
    async with world.visitor() as visitor:
        answer = await visitor.post("/fi/apua/vaara", content=body, headers=FORM)

    assert answer.headers["location"].endswith(f"/{led_to}")


async def test_what_the_form_does_not_ask_is_not_taken_in(world: PageWorld) -> None:
    async with world.visitor() as visitor:
        await visitor.post("/fi/apua/vaara", data={"danger": "no", "state": "closed", "id": "1"})

    (draft,) = world.store.state.drafts.values()
    assert "closed" not in str(draft)
