"""Journeys through the form without scripts, on phones and in each language, read in order."""

from collections.abc import Mapping

import pytest
from playwright.async_api import Browser

from services.intake.attention.model import AttentionReason
from tests.support.intake.journey import Answers, Journey, journey
from tests.support.looks import Look, seen

pytestmark = pytest.mark.asyncio(loop_scope="session")
ON = "kit.continue"
OUT = "form.clear"
PHONE: Answers = {"first_name": "Aino", "phone": "040 123 4567"}
PROMISES = (
    *("done.next.1", "done.next.2", "status.received.text", "status.open.text"),
    *("status.word.title", "step.found"),
)
"""Of a helper: nobody hears it whose request goes to a person."""
BY_STAFF = ("status.staff.title", "status.staff.text")
FOR_NOBODY_ELSE = "check.privacy.secret"


def reached_by(person: Journey, answers: Answers) -> Answers:
    """Say how somebody is reached; who reads Arabic is helped in another language."""
    return {**answers, "language": "fi"} if person.language == "ar" else answers


async def choose(person: Journey, name: str, title: str, chosen: tuple[str, str]) -> None:
    """Choose one of the answers to a question, after sending none."""
    field, value = chosen
    first = person.page.locator(f"input[name={field}]").first
    await person.at(name, title, ON, OUT)
    assert await first.get_attribute("id") == field
    await person.fail(name, title, ON, OUT)
    await person.fill_in({field: value})


async def end(person: Journey, *checked: str) -> None:
    """Check what will be sent, in this order, and send it."""
    await person.at("check", "check.title", *checked, "check.send", OUT)
    await person.press()


async def open_own_page(person: Journey, *order: str) -> None:
    await person.page.locator("main a.govuk-button >> nth=0").click()
    await person.at("own-page", "status.reference", *order, "status.cancel")


async def say_what(person: Journey) -> None:
    """Come from the front page, and choose, each time after sending nothing."""
    await person.begin()
    await person.at("danger", "danger.title", "danger.hint", "danger.yes", "danger.no", ON)
    await person.fail("danger", "problem.danger.missing", "danger.title", "danger.yes", ON)
    await person.fill_in({"danger": "no"})
    await choose(person, "whom", "field.on_behalf", ("on_behalf", "no"))
    await choose(person, "need", "need.title", ("category", "groceries"))
    await choose(person, "payment", "payment.title", ("payment", "shop_bills"))
    await choose(person, "urgency", "urgency.title", ("urgency", "today"))


async def say_where_and_who(person: Journey) -> None:
    """Fill in what is typed, each time after something was wrong."""
    where = ("where.title", "field.postal_code", "field.address_secret", "field.street", ON, OUT)
    await person.at("where", *where)
    await person.fail("where", "problem.postal_code.missing", *where)
    await person.fill_in({"postal_code": "50100", "street": "Porrassalmenkatu 1"})
    contact = ("contact.title", "field.first_name", "field.phone", "safe.phone", "field.email")
    await person.at("contact", *contact, "field.language", ON, OUT)
    await person.fail("contact", "problem.phone.missing", *contact, ON, OUT)
    await person.fill_in(reached_by(person, PHONE))
    await person.fill_in({"text": "Olen 131052-308T"})
    await person.at("words-wrong", "kit.problem", "words.title", "field.text", ON, OUT)
    await person.fill_in({"text": "Maitoa ja leipää, kiitos."})


@seen("oneself")
async def test_for_oneself(browser: Browser, look: Look) -> None:
    async with journey(browser, "oneself", look) as person:
        await say_what(person)
        await say_where_and_who(person)
        await end(person, "check.right", "040 1234567", "check.need", "check.where", "check.text")
        await person.at("done", "done.title", "status.word.title", "done.next", "done.link")
        await open_own_page(person, "status.received.title", "step.now", "status.word.title")


ASKER: Answers = {
    "asker_name": "Kaisa",
    "relation": "professional",
    "asker_phone": "050 111 2233",
    "consent": True,
}


async def ask_for_another(person: Journey) -> None:
    """Say who asks, and what is wanted for whom; the words are about the one who is helped."""
    await person.begin()
    await person.fill_in({"danger": "no"})
    await person.fill_in({"on_behalf": "yes"})
    asker = ("asker.title", "field.asker_name", "field.relation", "field.asker_phone")
    await person.at("asker", *asker, "field.consent", ON, OUT)
    await person.fail("asker", "problem.relation.missing", *asker, "problem.consent.missing", ON)
    await person.fill_in(ASKER)
    await person.answer("need", {"category": "pharmacy"}, "need.title.other", ON)
    await person.answer("payment", {"payment": "paid_ahead"}, "payment.title", ON)
    await person.answer("urgency", {"urgency": "today"}, "urgency.title.other", ON)


@seen("another")
async def test_for_another(browser: Browser, look: Look) -> None:
    contact = ("contact.title.other", "field.first_name.other", "field.phone.other")
    async with journey(browser, "another", look) as person:
        await ask_for_another(person)
        await person.answer("where", {"postal_code": "50100"}, "field.address_secret.other", ON)
        safe: Answers = {"may_text": True, "may_ring": False}
        reached = reached_by(person, {**PHONE, **safe})
        await person.answer("contact", reached, *contact, "field.language.other", ON)
        await person.press()
        numbers = ("check.phone.other", "040 1234567", "check.asker_phone", "050 1112233")
        await end(person, "check.right", *numbers, "check.whom", "check.asker", "check.reach.other")
        await person.at("done", "done.title", "status.word.other", "done.next", "done.link")
        await open_own_page(person, "status.received.title", "status.word.other")
        (request,) = person.world.store.state.requests.values()

    assert request.plea.contact.asker_name == "Kaisa"
    assert [point.may_ring for point in request.plea.reach_points] == [True, False]


@seen("danger")
async def test_in_danger(browser: Browser, look: Look) -> None:
    kinds = ("crisis", "violence", "children", "social", "substance")
    async with journey(browser, "danger", look) as person:
        await person.begin()
        await person.fill_in({"danger": "yes"})
        ways = ("call112.title", "help.ring", "call112.cannot", "call112.did", "call112.others")
        numbers = (number for kind in kinds for number in person.lines(kind)[1:])
        await person.at("112", *ways, *numbers, "call112.safe")
        button = await person.page.locator("a.pk-call").bounding_box()
        assert button is not None
        assert button["width"] > 320 * 0.85
        await person.follow("/soitin", "did", "danger.soitin.title", "field.reach", "112")
        await person.page.go_back()
        called = ("danger.soittakaa.title", "field.reach", "danger.soittakaa.send", "112")
        await person.follow("/soittakaa", "call-me", *called)
        await person.fail("call-me", "problem.reach.missing", *called)
        await person.fill_in({"reach": "040 123 4567"})
        urgent = ("crisis", "violence", "children", "social")
        await person.at("called", "danger.called.title", *person.lines(*urgent), "call112.safe")
        (attention,) = person.world.store.state.attentions.values()

    assert attention.attention.reason is AttentionReason.DANGER_CALL_ME


async def ask_for_a_person(
    person: Journey, answers: Mapping[str, Answers], title: str = "", *lines: str
) -> None:
    """Answer what is asked next, with this before it, and the rest; a helper is never promised."""
    first, *later = answers
    await person.answer(first, answers[first], title, *lines, ON, OUT)
    for name in later:
        await person.answer(name, answers[name], ON, OUT)
    await end(person, title, *lines, FOR_NOBODY_ELSE)
    await person.at("done", "done.title", *lines, "done.person.1", "done.link")
    await person.never(*PROMISES)


@seen("crisis")
async def test_in_crisis(browser: Browser, look: Look) -> None:
    async with journey(browser, "crisis", look) as person:
        await person.begin()
        for given in ({"danger": "no"}, {"on_behalf": "no"}, {"category": "crisis_support"}):
            await person.fill_in(given)
        lines = ("help.title", *person.lines("crisis", "violence", "social"))
        answers: Mapping[str, Answers] = {
            "urgency": {"urgency": "today"},
            "where": {"postal_code": "50100"},
            "contact": reached_by(person, {"phone": "040 123 4567"}),
            "words": {},
        }
        await ask_for_a_person(person, answers, *lines)
        await open_own_page(person, *BY_STAFF, *lines)
        await person.never(*PROMISES)
        attentions = person.world.store.state.attentions.values()

    assert {one.attention.reason for one in attentions} == {AttentionReason.SENSITIVE}


@seen("child")
async def test_a_child(browser: Browser, look: Look) -> None:
    async with journey(browser, "child", look) as person:
        await person.begin()
        for given in ({"danger": "no"}, {"on_behalf": "no"}, {"category": "youth_work"}):
            await person.fill_in(given)
        await choose(person, "age", "age.title", ("under_18", "yes"))
        lines = ("child.title", *person.lines("children"))
        answers: Mapping[str, Answers] = {
            "urgency": {"urgency": "no_hurry"},
            "where": {"postal_code": "50100"},
            "contact": reached_by(person, {"ask_at": "Koulun kuraattorilta"}),
            "words": {},
        }
        await ask_for_a_person(person, answers, *lines)
        await open_own_page(person, *BY_STAFF, "step.now")
        await person.never(*PROMISES)
        (request,) = person.world.store.state.requests.values()

    assert request.plea.circumstances.under_18


@seen("secret")
async def test_somebody_whose_address_is_secret(browser: Browser, look: Look) -> None:
    async with journey(browser, "secret", look) as person:
        await ask_for_another(person)
        secret: Answers = {
            "postal_code": "50100",
            "street": "Salainen katu 1",
            "address_secret": True,
        }
        await person.fill_in(secret)
        await ask_for_a_person(person, {"contact": reached_by(person, PHONE), "words": {}})
        await open_own_page(person, *BY_STAFF, "step.now")
        await person.never(*PROMISES)
        (request,) = person.world.store.state.requests.values()

    assert request.plea.circumstances.address_secret
