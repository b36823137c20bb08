"""What do you know about me: asked by a form, shown to whoever has the code, and to nobody else."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest

from services.intake.rights.model import State
from services.intake.rights.use_cases.gather import ForeignAnswerError
from shared.contracts.right_words import RightService
from shared.contracts.rights import RightAnswered
from shared.rights import Record
from tests.support.intake.page_world import PageWorld, ask, ask_once
from tests.support.intake.rights.asking import (
    VOLUNTEER,
    all_answered,
    answer,
    asked,
    code_in,
    heard,
    requested,
    typed,
)
from tests.support.intake.submissions.building import FIELDS, FOR_ANOTHER
from tests.support.same_person import SAME_PERSON

MAIL = "aino@example.org"


def letters(world: PageWorld) -> int:
    return len(world.sealed.notices)


async def proven(world: PageWorld, reach: str = MAIL) -> str:
    page = await asked(world, reach)
    status, _ = await typed(world, page, code_in(world))
    assert status == 303
    return page


@pytest.mark.parametrize("reach", [MAIL, " Aino@Example.ORG ", "040 123 4567"])
async def test_the_code_goes_to_the_letter_box_that_we_have(world: PageWorld, reach: str) -> None:
    await ask(world)

    page = await asked(world, reach)

    notice = world.sealed.notices[-1]
    assert notice.recipient.lower() == MAIL
    assert notice.values["code"].replace(" ", "").isdigit()
    assert notice.values["code"] not in page


async def test_the_answer_is_the_same_whether_somebody_is_known_or_not(world: PageWorld) -> None:
    await ask(world)
    pages = []
    for reach in (MAIL, "nobody@example.net", "040 123 4567", "040 999 9999"):
        page = await asked(world, reach)
        async with world.visitor() as visitor:
            shown = await visitor.get(page)
        pages.append(shown.text.replace(page.rpartition("/")[2], ""))

    assert len({*pages}) == 1


async def test_nobody_is_written_to_where_somebody_may_read_along(world: PageWorld) -> None:
    await ask(world, may_write="no")
    before = letters(world)

    await asked(world, MAIL)
    await asked(world, "040 123 4567")

    assert letters(world) == before


async def test_a_letter_box_is_not_flooded(world: PageWorld) -> None:
    for _ in range(9):
        await asked(world, MAIL)

    assert letters(world) == 3


@pytest.mark.parametrize("reach", ["", "Aino", "aino@", "12"])
async def test_what_is_no_address_is_said(world: PageWorld, reach: str) -> None:
    async with world.visitor() as visitor:
        page = await visitor.post("/fi/omat-tiedot", data={"reach": reach})

    assert page.status_code == 422
    assert 'href="#reach"' in page.text


async def test_a_wrong_code_opens_nothing_and_after_five_the_right_one_does_not_either(
    world: PageWorld,
) -> None:
    page = await asked(world, MAIL)
    wrong = [(await typed(world, page, "0000 0001"))[0] for _ in range(5)]

    last, _ = await typed(world, page, code_in(world))

    assert wrong == [422] * 5
    assert last == 404
    assert requested(world) == []


async def test_matching_is_asked_by_marks_and_no_address_is_said(world: PageWorld) -> None:
    await proven(world)

    (said,) = requested(world)
    assert said.asked == (RightService.MATCHING,)
    assert said.subjects == ()
    right = world.store.state.rights[next(iter(world.store.state.rights))]
    assert right.secret is not None
    assert said.marks == SAME_PERSON.marks(right.right.id, [right.secret.to])
    assert "aino" not in said.model_dump_json().lower()


async def test_notify_is_asked_by_the_ids_that_were_found(world: PageWorld) -> None:
    story = await ask(world)
    await proven(world)

    await answer(world, RightService.MATCHING, VOLUNTEER)

    first, second = requested(world)
    assert second.asked == (RightService.NOTIFY,)
    assert second.answer_key == first.answer_key
    assert story.request_id in second.subjects
    assert len(second.subjects) == 2
    assert second.marks == ()


async def test_all_that_is_known_is_shown_to_whoever_has_link_and_code(
    world: PageWorld, language: str
) -> None:
    await ask(world)
    page = await asked(world, MAIL, language)
    await typed(world, page, code_in(world))
    page = await all_answered(world, VOLUNTEER)

    status, shown = await typed(world, page, code_in(world))

    assert page.startswith(f"/{language}/omat-tiedot/")
    assert status == 200
    for each in ("Aino", MAIL, FIELDS["street"], FIELDS["text"], "Aino Aalto"):
        assert each in shown
    assert "right." not in shown.partition("<main")[2]


async def test_the_same_is_given_as_data(world: PageWorld) -> None:
    await ask(world)
    await proven(world)
    page = await all_answered(world, VOLUNTEER)

    _, shown = await typed(world, page, code_in(world), data="yes")

    records = {each["kind"]: each for each in json.loads(shown)}
    assert {*records} == {"request", "volunteer", "letters"}
    assert records["request"]["email"] == MAIL
    assert records["letters"]["letters"] == "3"


async def test_who_asked_for_another_sees_only_what_is_their_own(world: PageWorld) -> None:
    await ask(world, **FOR_ANOTHER)
    await proven(world, "kaisa@example.org")
    page = await all_answered(world)

    _, shown = await typed(world, page, code_in(world))

    main = shown.partition("<main")[2]
    assert "Kaisa" in main
    assert "kaisa@example.org" in main
    for each in ("Aino", MAIL, FIELDS["street"], FIELDS["text"], "1234567"):
        assert each not in main
    assert all(each.subjects == () for each in requested(world))


async def test_who_was_asked_for_sees_nothing_of_who_asked(world: PageWorld) -> None:
    await ask(world, **FOR_ANOTHER)
    await proven(world)
    page = await all_answered(world)

    _, shown = await typed(world, page, code_in(world))

    main = shown.partition("<main")[2]
    assert FIELDS["street"] in main
    for each in ("Kaisa", "kaisa@example.org", "1112233"):
        assert each not in main


async def test_a_number_that_another_typed_beside_their_own_mail_tells_nothing_of_its_owner(
    world: PageWorld,
) -> None:
    await ask_once(world)
    await ask_once(world, email="thief@example.org", first_name="Varas", street="Kuja 1")
    await proven(world, "040 123 4567")
    box = world.sealed.notices[-1].recipient
    page = await all_answered(world)

    _, shown = await typed(world, page, code_in(world))

    other = MAIL if box == "thief@example.org" else "thief@example.org"
    assert box in shown
    assert other not in shown


async def test_who_is_unknown_is_told_so(world: PageWorld) -> None:
    await proven(world, "nobody@example.net")
    await answer(world, RightService.MATCHING)
    await answer(world, RightService.NOTIFY)
    page = world.sealed.notices[-1].values["page_url"].partition("8080")[2]

    status, shown = await typed(world, page, code_in(world))

    assert status == 200
    assert "ei ole sinusta tietoja" in shown


async def test_an_answer_is_read_for_half_an_hour_and_then_by_nobody(world: PageWorld) -> None:
    await ask(world)
    await proven(world)
    page = await all_answered(world)
    code = code_in(world)
    first, _ = await typed(world, page, code)
    world.store.state.now += timedelta(minutes=29)
    again, _ = await typed(world, page, code)
    world.store.state.now += timedelta(minutes=2)

    late, _ = await typed(world, page, code)

    assert (first, again, late) == (200, 200, 404)


async def test_the_first_answer_of_a_service_stays_and_the_order_is_of_no_account(
    world: PageWorld,
) -> None:
    await ask(world)
    await proven(world)
    await answer(world, RightService.MATCHING, VOLUNTEER)
    await answer(world, RightService.MATCHING, Record("volunteer", {"name": "Another"}))
    await answer(world, RightService.NOTIFY)
    before = letters(world)

    await answer(world, RightService.NOTIFY)

    (right,) = world.store.state.rights.values()
    assert right.right.state is State.READY
    assert letters(world) == before
    page = world.sealed.notices[-1].values["page_url"].partition("8080")[2]
    _, shown = await typed(world, page, code_in(world))
    assert "Another" not in shown


async def test_no_service_answers_in_the_name_of_another(world: PageWorld) -> None:
    await proven(world)
    said = RightAnswered(
        right_id=requested(world)[0].right_id,
        service=RightService.MATCHING,
        receipt_id=uuid4(),
        things=0,
        sealed="",
    )

    with pytest.raises(ForeignAnswerError):
        await heard(world, said, source="notify")

    (right,) = world.store.state.rights.values()
    assert RightService.MATCHING not in right.receipts


async def test_the_browsers_own_page_says_that_it_is_on_its_way(world: PageWorld) -> None:
    page = await proven(world)
    async with world.visitor() as visitor:
        shown, unknown = await visitor.get(page), await visitor.get("/fi/omat-tiedot/guess")

    assert shown.status_code == 200
    assert "<input" not in shown.text.partition("<main")[2].partition("</main")[0]
    assert unknown.status_code == 404


async def test_the_privacy_page_leads_here(world: PageWorld) -> None:
    async with world.visitor() as visitor:
        page = await visitor.get("/fi/tietosuoja")

    assert 'href="/fi/omat-tiedot"' in page.text
