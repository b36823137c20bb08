"""Ten art hours: agreed on by a coordinator, written down by the artist, corrected, and ended."""

import csv
import io
import re
from dataclasses import replace
from uuid import UUID, uuid4

import pytest

from shared.contracts.event import Event
from shared.contracts.matching import (
    ActivityLogged,
    PurchaseContracted,
    PurchaseCorrected,
    PurchaseDelivered,
    PurchaseEnded,
)
from shared.contracts.words import StaffRole
from tests.support.matching.purchases.building import ART_HOUR, ONE_HOUR, OWN
from tests.support.matching.purchases.scene import ALL, HERE, PurchaseScene, hidden_in


def of(scene: PurchaseScene, *kinds: type[Event]) -> list[Event]:
    return [each for each in scene.said() if isinstance(each, kinds)]


async def test_a_coordinator_buys_ten_hours_and_a_second_press_buys_no_more() -> None:
    scene = PurchaseScene()
    async with scene.browser(StaffRole.COORDINATOR) as person:
        form = (await person.get(f"{ALL}/uusi")).text
        sent = ART_HOUR | hidden_in(form) | {"supplier": str(OWN)}
        answers = [await person.post(f"{ALL}/uusi", data=sent) for _ in range(2)]
        page = (await person.get(answers[0].headers["location"])).text
        every = (await person.get(ALL)).text

    assert "Tmi Taika" in form
    assert answers[0].headers["location"] == answers[1].headers["location"]
    (said,) = of(scene, PurchaseContracted)
    assert isinstance(said, PurchaseContracted)
    assert (said.quantity, said.unit_price_cents, said.remote) == (10, 6050, True)
    assert (said.organisation_id, said.supplier_kind) == (OWN, "supplier")
    assert "605,00\xa0€" in page.replace(" €", "\xa0€")
    assert "https://example.org/taide" in page
    assert "0 / 10 kertaa" in every


async def test_an_hour_is_written_down_once_and_people_who_came_are_counted_once() -> None:
    scene = PurchaseScene()
    bought = await scene.agree()
    async with scene.browser() as artist:
        page = (await artist.get(HERE)).text
        form = (await artist.get(f"{HERE}/{bought}/kirjaa")).text
        sent = ONE_HOUR | hidden_in(form)
        answers = [await artist.post(f"{HERE}/{bought}/kirjaa", data=sent) for _ in range(2)]
        after = (await artist.get(answers[0].headers["location"])).text

    assert "Kirjaa tehty" in page
    assert "toista=" not in page
    assert answers[0].headers["location"] == answers[1].headers["location"]
    delivered, activity = of(scene, PurchaseDelivered, ActivityLogged)
    assert isinstance(delivered, PurchaseDelivered)
    assert isinstance(activity, ActivityLogged)
    assert (delivered.quantity, delivered.minutes) == (1, 90)
    assert delivered.activity_id == activity.activity_id == delivered.delivery_id
    assert (activity.headcount, activity.minutes, activity.purchase_id) == (8, 90, bought)
    assert "Kirjattu." in after
    assert "9 kertaa" in after
    assert f"toista={delivered.delivery_id}" in after


async def test_a_repeat_begins_with_the_last_and_asks_who_came() -> None:
    scene = PurchaseScene()
    bought = await scene.agree()
    last = await scene.deliver(bought)
    async with scene.browser() as artist:
        page = (await artist.get(f"{HERE}/{bought}/kirjaa?toista={last}")).text

    assert 'value="1:30"' in page
    assert 'value="2026-11-25"' in page
    assert 'value="8"' not in page
    assert re.search(r'id="attendance"[^>]*autofocus', page)


async def test_a_correction_is_a_new_number_and_what_was_not_of_it_is_done_all_the_same() -> None:
    scene = PurchaseScene()
    bought = await scene.agree()
    delivery = await scene.deliver(bought, quantity="2")
    async with scene.browser() as artist:
        path = f"{HERE}/{bought}/tehty/{delivery}"
        form = (await artist.get(path)).text
        for quantity in ("1", "1", "0"):
            hidden = hidden_in((await artist.get(path)).text)
            await artist.post(path, data=ONE_HOUR | hidden | {"quantity": quantity})
        page = (await artist.get(HERE)).text

    assert 'value="2"' in form
    numbers = [(each.quantity, each.replaces) for each in of(scene, PurchaseDelivered)]  # type: ignore[attr-defined]  # of this kind
    assert numbers == [(2, None), (1, 2), (1, 3), (0, 4)]
    bought_of = [each.purchase_id for each in of(scene, ActivityLogged)]  # type: ignore[attr-defined]  # of this kind
    assert bought_of == [bought, bought, bought, None]
    assert "10 kertaa" in page
    assert "ei kuulu sopimukseen" in page


async def test_who_corrects_what_was_corrected_meanwhile_is_shown_that() -> None:
    scene = PurchaseScene()
    bought = await scene.agree()
    delivery = await scene.deliver(bought)
    async with scene.browser() as artist:
        path = f"{HERE}/{bought}/tehty/{delivery}"
        forms = [hidden_in((await artist.get(path)).text) for _ in range(2)]
        first, second, again = [
            await artist.post(path, data=ONE_HOUR | form | {"minutes": minutes})
            for form, minutes in ((forms[0], "1 h"), (forms[1], "2 h"), (forms[0], "1 h"))
        ]

    assert (first.status_code, second.status_code, again.status_code) == (303, 422, 303)
    assert "Joku muu muutti tätä juuri" in second.text
    assert 'value="1:00"' in second.text
    assert [each.minutes for each in of(scene, PurchaseDelivered)] == [90, 60]  # type: ignore[attr-defined]  # of this kind


async def test_what_was_bought_is_not_corrected_among_activities() -> None:
    scene = PurchaseScene()
    bought = await scene.agree()
    delivery = await scene.deliver(bought)
    path = f"/fi/kumppani/{OWN}/toiminta/{delivery}"
    async with scene.browser(StaffRole.PARTNER_MEMBER) as member:
        page = (await member.get(path)).text
        fields = ART_HOUR | ONE_HOUR | {"headcount": "9", "number": "1", "key": str(uuid4())}
        answer = await member.post(f"{path}/korjaa", data=fields)

    assert f"/ostot/{bought}/tehty/{delivery}" in page
    assert answer.status_code == 404
    assert len(of(scene, ActivityLogged)) == 1


async def test_a_contract_is_corrected_within_what_was_done_and_of_two_at_once_one_is() -> None:
    scene = PurchaseScene()
    bought = await scene.agree()
    await scene.deliver(bought, quantity="4")
    path = f"{ALL}/{OWN}/{bought}/korjaa"
    async with scene.browser(StaffRole.COORDINATOR) as person:
        form = ART_HOUR | hidden_in((await person.get(path)).text)
        less, first, again, stale = [
            await person.post(path, data=form | {"quantity": quantity})
            for quantity in ("3", "12", "12", "20")
        ]

    assert "pienempi kuin mitä on jo tehty" in less.text
    assert [each.status_code for each in (first, again, stale)] == [303, 303, 422]
    assert "Joku muu muutti tätä juuri" in stale.text
    assert [each.quantity for each in of(scene, PurchaseCorrected)] == [12]  # type: ignore[attr-defined]  # of this kind


async def test_a_contract_ends_once_and_then_takes_nothing_later() -> None:
    scene = PurchaseScene()
    bought = await scene.agree()
    await scene.deliver(bought)
    one = f"{ALL}/{OWN}/{bought}"
    async with scene.browser(StaffRole.COORDINATOR) as person:
        form = hidden_in((await person.get(one)).text)
        ended = [
            await person.post(f"{one}/paata", data=form | {"ended_on": f"2026-11-{day}"})
            for day in (23, 24, 24, 25)
        ]
        page = (await person.get(one)).text
    async with scene.browser() as artist:
        today = ONE_HOUR | {"key": str(uuid4()), "occurred_on": "2026-11-25"}
        after = await artist.post(f"{HERE}/{bought}/kirjaa", data=today)

    assert [each.status_code for each in ended] == [422, 303, 303, 422]
    assert len(of(scene, PurchaseEnded)) == 1
    assert page.count('<th scope="row">') == 3, "one delivery, agreed twice"
    assert "ei ollut silloin enää voimassa" in after.text
    published = scene.world.store.state.published
    versions = [each.version for each in published if each.subject == f"purchase/{bought}"]
    assert versions == [1, 2, 3]


async def test_more_than_is_left_is_refused_with_what_to_do() -> None:
    scene = PurchaseScene()
    bought = await scene.agree(quantity="1")
    await scene.deliver(bought)
    async with scene.browser() as artist:
        sent = ONE_HOUR | {"key": str(uuid4())}
        answer = await artist.post(f"{HERE}/{bought}/kirjaa", data=sent)
        page = (await artist.get(HERE)).text

    assert answer.status_code == 422
    assert "pyydä koordinaattoria korjaamaan sopimus ensin" in answer.text
    assert "Muut sopimukset" in page
    assert len(of(scene, PurchaseDelivered)) == 1


async def test_what_a_coordinator_writes_down_is_on_the_suppliers_behalf() -> None:
    scene = PurchaseScene()
    bought = await scene.agree()
    async with scene.browser(StaffRole.COORDINATOR) as person:
        sent = ONE_HOUR | {"key": str(uuid4())}
        answer = await person.post(f"{HERE}/{bought}/kirjaa", data=sent)
        page = (await person.get(answer.headers["location"])).text

    assert answer.headers["location"] == f"{ALL}/{OWN}/{bought}"
    assert "koordinaattorin kirjaama" in page


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
async def test_everything_that_is_wrong_is_said_in_the_readers_words(language: str) -> None:
    scene = PurchaseScene()
    bought = await scene.agree()
    nonsense = dict.fromkeys([*ART_HOUR, *ONE_HOUR, "supplier", "ended_on"], "=nonsense")
    own, one = f"/{language}{HERE[3:]}/{bought}", f"/{language}{ALL[3:]}/{OWN}/{bought}"
    pages = []
    async with scene.browser(StaffRole.COORDINATOR) as person:
        for fields in ({}, nonsense):
            for path in (f"/{language}{ALL[3:]}/uusi", f"{one}/korjaa", f"{one}/paata"):
                pages.append(await person.post(path, data=fields))  # noqa: PERF401  # one after the other
            pages.append(await person.post(f"{own}/kirjaa", data=fields))

    assert {page.status_code for page in pages} == {422}
    assert [page.text for page in pages if "problem." in page.text] == []
    assert "=nonsense" in pages[-1].text, "what was typed stays"
    assert len(scene.said()) == 1


async def test_a_file_of_contracts_holds_no_formula() -> None:
    scene = PurchaseScene()
    await scene.deliver(await scene.agree())
    artist = scene.world.store.state.partners[OWN]
    evil = replace(artist, facts=replace(artist.facts, name="=HYPERLINK(1)"))
    scene.world.store.state.partners[OWN] = evil
    async with scene.browser(StaffRole.COORDINATOR) as person:
        answer = await person.get(f"{ALL}/tiedosto")

    (row,) = csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";")
    assert row["supplier"] == "'=HYPERLINK(1)"
    assert (row["delivered"], row["left"], row["delivered_price"]) == ("1", "9", "60,50")
    assert (row["left_price"], row["delivered_minutes"]) == ("544,50", "90")


async def test_a_supplier_sees_their_own_only_and_no_private_word_is_said() -> None:
    scene = PurchaseScene()
    bought = await scene.agree()
    await scene.deliver(bought)
    async with scene.browser(of=UUID(int=82)) as other:
        theirs = await other.get(HERE)
        form = await other.get(f"/fi/kumppani/{UUID(int=82)}/ostot/{bought}/kirjaa")
    async with scene.browser() as artist:
        lists = await artist.get(ALL)
        unknown = await artist.get(f"{HERE}/{uuid4()}/kirjaa")

    assert (theirs.status_code, form.status_code) == (403, 404)
    assert (lists.status_code, unknown.status_code) == (403, 404)
    told = " ".join(each.model_dump_json() for each in scene.said())
    assert "Taika" not in told
    assert "example.org" not in told
    assert "Teams" not in told
