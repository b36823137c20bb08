"""Each step of a referral happens once at least: five requests, each to its end."""

from services.matching.partners.model import OrganisationId
from services.matching.referrals.model import Step
from tests.support.referral_town.people import Asked, People


async def everything_happens(people: People) -> list[Asked]:
    """Let four organisations be asked; gives the requests in order."""
    one, two, three, four = [await people.join(number) for number in (1, 2, 3, 4)]
    await people.want_news(one, two)
    return [
        await helped(people, one),
        await passed_on(people, one),
        await cancelled(people, two),
        await taken_back(people, three),
        await left(people, four),
    ]


async def helped(people: People, whom: OrganisationId) -> Asked:
    """Let it be accepted by the link of a letter, begun and completed."""
    asked = await people.ask()
    await people.refer(asked, whom)
    await people.press_link(Step.ACCEPT)
    await people.press(asked, Step.BEGIN)
    await people.press(asked, Step.COMPLETE)
    return asked


async def passed_on(people: People, whom: OrganisationId) -> Asked:
    """Let one decline, one ask back and fall silent, one hand it on, and the last give it back."""
    asked = await people.ask()
    await people.refer(asked, whom)
    await people.press_link(Step.DECLINE, "full")
    await people.press(asked, Step.ASK_BACK, "where")
    await people.answer_question(asked)
    await people.be_silent(asked)
    await people.press(asked, Step.ACCEPT)
    await people.press(asked, Step.HAND_ON)
    await people.press(asked, Step.ACCEPT)
    await people.press(asked, Step.GIVE_BACK, "other")
    return asked


async def cancelled(people: People, whom: OrganisationId) -> Asked:
    """Let whoever asked take it back."""
    asked = await people.ask()
    await people.refer(asked, whom)
    await people.cancel(asked)
    return asked


async def taken_back(people: People, whom: OrganisationId) -> Asked:
    """Let a coordinator take it back."""
    asked = await people.ask()
    await people.refer(asked, whom)
    await people.take_back(asked)
    return asked


async def left(people: People, whom: OrganisationId) -> Asked:
    """Let the organisation leave, and the next one help."""
    asked = await people.ask()
    await people.refer(asked, whom)
    await people.leave(whom)
    await people.press(asked, Step.ACCEPT)
    await people.press(asked, Step.COMPLETE)
    return asked
