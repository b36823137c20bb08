"""In danger and in crisis, in a real browser: without scripts, on old phones, in each language."""

import pytest

from services.intake.attention.model import AttentionReason
from shared.contracts.words import Language
from shared.help_lines import read_help_lines
from tests.support.browser import PHONE
from tests.support.intake.walk import OLD_PHONE, Walk, walk

VIEWS = (("fi", OLD_PHONE), ("sv", PHONE), ("en", PHONE))


async def called_numbers(person: Walk) -> list[str]:
    """Read where the buttons and links of the page call, in its order."""
    links = await person.page.locator("main a[href^='tel:']").all()
    return [(await link.get_attribute("href") or "").removeprefix("tel:") for link in links]


def lines(language: str, *kinds: str) -> list[str]:
    return [line.tel for line in read_help_lines().of(kinds, Language(language))]


async def look(person: Walk, name: str, *, scripts: bool) -> None:
    """Look as a careful person would, where scripts can."""
    if scripts:
        await person.look(name)


async def is_called(person: Walk, *, scripts: bool) -> None:
    """Send nothing, then a number."""
    await person.page.locator("a[href$='/soittakaa']").click()
    await person.press()
    assert await person.page.locator(".govuk-error-summary").is_visible()
    await look(person, "danger-call-me-wrong", scripts=scripts)
    await person.page.fill("#reach", "040 123 4567")
    await person.press()
    await look(person, "danger-called", scripts=scripts)
    assert person.page.url.endswith("/soita-112/perilla")


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize(("language", "width"), VIEWS)
async def test_danger_leads_to_112_the_lines_and_a_person_who_calls(
    language: str, width: int, *, scripts: bool
) -> None:
    async with walk(language, width, scripts=scripts) as person:
        await person.page.goto(f"{person.origin}/{language}/apua/vaara")
        await person.choose("yes")
        await look(person, "danger-112", scripts=scripts)
        kinds = ("crisis", "violence", "children", "social", "substance")
        assert await called_numbers(person) == ["112", *lines(language, *kinds)]
        button = await person.page.locator("a.pk-call").bounding_box()
        assert button is not None
        assert button["width"] > width * 0.85
        await is_called(person, scripts=scripts)

        (attention,) = person.world.store.state.attentions.values()
    assert attention.attention.reason is AttentionReason.DANGER_CALL_ME


@pytest.mark.parametrize(("language", "width"), VIEWS)
async def test_in_crisis_the_lines_are_there_as_soon_as_it_is_chosen_and_to_the_end(
    language: str, width: int
) -> None:
    shown = ["112", *lines(language, "crisis", "violence", "social")]
    async with walk(language, width) as person:
        await person.page.goto(f"{person.origin}/{language}/apua/vaara")
        for value in ("no", "no", "crisis_support"):
            await person.choose(value)
        await person.look("crisis-lines")
        assert await called_numbers(person) == shown
        await person.choose("today")
        await person.page.fill("#postal_code", "50100")
        await person.press()
        await person.page.fill("#phone", "040 123 4567")
        await person.press()
        await person.press()
        await person.look("crisis-check")
        assert (await called_numbers(person))[: len(shown)] == shown
        await person.press()
        await person.look("crisis-done")
        assert (await called_numbers(person))[: len(shown)] == shown

        reasons = {one.attention.reason for one in person.world.store.state.attentions.values()}
    assert reasons == {AttentionReason.SENSITIVE}
