"""The network is taken into use, prolonged and put to rest, in a real browser and by keyboard."""

from dataclasses import replace

import pytest
from playwright.async_api import Browser

from services.intake.activation.model import Stand
from shared.contracts.activation_words import ActivationState
from shared.contracts.words import StaffRole
from tests.support.activations import ASLEEP
from tests.support.intake.network.deciding import OPENED, make_ready, now, stands
from tests.support.intake.walk import Walk, sign_in_as, staff_walk, walk
from tests.support.looks import DESK, PHONE, Look, seen

pytestmark = pytest.mark.asyncio(loop_scope="session")

HERE = "/kayttoonotto"
LIFE = (
    (ActivationState.ALERTED, "AKTIVOI"),
    (ActivationState.ACTIVATED, "AKTIVOI"),
    (ActivationState.PROLONGED, "AKTIVOI"),
    (ActivationState.WINDING_DOWN, "LOPETA"),
)


async def type_in(person: Walk, **typed: str) -> None:
    for name, text in typed.items():
        await person.page.locator(f"#{name}").focus()
        await person.page.keyboard.press("Control+A")
        await person.page.keyboard.type(text)


async def press(person: Walk, selector: str, key: str = "Enter") -> None:
    await person.page.locator(f"main {selector}").first.focus()
    await person.page.keyboard.press(key)


async def send(person: Walk, selector: str, title: str) -> None:
    """Press what sends, and wait for the page that comes of it."""
    await press(person, selector)
    await person.page.locator(f"main {title}").first.wait_for()
    await person.page.wait_for_load_state()


async def decide(person: Walk, state: ActivationState) -> None:
    """Open the form from the page, and type into it."""
    await person.go(HERE)
    await send(person, "a.govuk-button", "#trigger")
    await press(person, f"[name=state][value={state}]", "Space")
    words = {name: str(OPENED[name]) for name in ("trigger", "decision")}
    await type_in(person, **words, valid_until="31.8.2099", review_on="4.5.2099")


def stand(person: Walk) -> Stand:
    return now(person.world)


@seen("network")
async def test_deciding_keeps_nobody_out(browser: Browser, look: Look) -> None:
    async with staff_walk(browser, look, StaffRole.COORDINATOR) as person:
        stands(person.world, ASLEEP)
        await person.open_as_staff(HERE, "network")
        await person.open_as_staff(f"{HERE}/muuta", "network-form")
        await send(person, "form button", ".govuk-error-summary")
        await person.look_as_staff("network-form-wrong")
        await decide(person, ActivationState.ACTIVATED)
        await send(person, "form button", "#word")
        await person.look_as_staff("network-missing")
        await send(person, "form .govuk-button--warning", ".govuk-error-summary")
        await person.look_as_staff("network-unconfirmed")
        await press(person, "#anyway", "Space")
        await type_in(person, word="AKTIVOI")
        await send(person, "form .govuk-button--warning", ".govuk-panel")
        await person.look_as_staff("network-done")


@pytest.mark.parametrize("width", [PHONE, DESK])
async def test_a_life_of_the_network_needs_neither_mouse_nor_scripts(
    browser: Browser, width: int
) -> None:
    async with walk(browser, Look("fi", width, scripts=False)) as person:
        await sign_in_as(person, StaffRole.COORDINATOR)
        stands(person.world, ASLEEP)
        make_ready(person.world)
        for state, word in LIFE:
            await decide(person, state)
            await send(person, "form button", "#word")
            await person.look_as_staff(f"network-{state}-{width}")
            await type_in(person, word=word)
            await send(person, "form .govuk-button--warning", ".govuk-panel")
            assert stand(person).standing.state is state

        await person.look_as_staff(f"network-history-{width}")
        assert await person.page.locator("main tbody tr").count() == len(LIFE)


async def test_whoever_is_second_reads_who_was_first(browser: Browser) -> None:
    async with staff_walk(browser, Look("fi", PHONE), StaffRole.COORDINATOR) as person:
        stands(person.world, ASLEEP)
        await decide(person, ActivationState.ALERTED)
        stands(person.world, replace(ASLEEP, version=ASLEEP.version + 1))
        await send(person, "form button", "[role=alert]")
        await person.look_as_staff("network-second")
        assert await person.page.input_value("#trigger") == OPENED["trigger"]
