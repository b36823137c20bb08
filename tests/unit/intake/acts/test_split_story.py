"""One request for several needs becomes two."""

from dataclasses import replace

from services.intake.acts.model import Act, Outcome
from services.intake.requests.model import Closure, State
from shared.contracts.intake import RequestCreated, RequestUpdated
from shared.contracts.words import Category
from tests.support.intake.acts.building import Hands
from tests.support.intake.submissions.building import plea


async def asked() -> Hands:
    hands = Hands()
    both = replace(plea(), also=(Category.PHARMACY, Category.PET_CARE))
    taken = await hands.scene.submissions.take_in(both, "key-of-the-scene")
    hands.scene.link = taken.answer.status_url.rpartition("/")[2]
    hands.about = hands.scene.request.stored.id
    return hands


async def test_a_part_is_a_request_of_its_own_with_what_was_said_and_a_letter() -> None:
    hands = await asked()

    assert await hands.split("pharmacy") is Outcome.DONE

    first, part = hands.scene.store.state.requests.values()
    (_, created), (updated,) = hands.scene.said(RequestCreated), hands.scene.said(RequestUpdated)
    standing = await hands.scene.following.show_request(hands.scene.link)
    assert standing is not None
    assert standing.parts == [part.stored.reference]
    assert first.stored.needs == (Category.GROCERIES, Category.PET_CARE)
    assert (part.stored.needs, part.stored.state) == ((Category.PHARMACY,), State.RECEIVED)
    assert part.plea.contact == first.plea.contact
    assert part.plea.reach_points == first.plea.reach_points
    assert (created.category, updated.also) == ("pharmacy", ("pet_care",))
    assert hands.scene.letters() == ["request_received", "request_received"]
    (done,) = (await hands.look()).done
    assert (done.act, done.other) == (Act.SPLIT, part.stored.reference)


async def test_neither_nothing_nor_everything_nor_what_was_not_asked_is_split_off() -> None:
    hands = await asked()

    refused = [
        await hands.split(),
        await hands.split("groceries", "pharmacy", "pet_care"),
        await hands.split("transport"),
    ]

    assert refused == [Outcome.NOT_A_PART] * 3
    assert len(hands.scene.store.state.requests) == 1


async def test_of_one_need_or_of_what_has_ended_there_is_no_part() -> None:
    hands = Hands()
    await hands.scene.open()
    refused = [await hands.split("groceries")]
    async with hands.scene.store.begin() as work:
        await work.requests.save_standing(hands.id, 2, State.CLOSED, Closure.CANCELLED)
    refused.append(await hands.split("groceries"))

    assert refused == [Outcome.ONE_NEED, Outcome.OVER]
    assert Act.SPLIT not in (await hands.look()).may
