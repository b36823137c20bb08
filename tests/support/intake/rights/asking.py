"""Somebody asks what is known of them, and the other services answer, in tests."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import uuid4

from services.intake.queues import DELIVERIES
from shared.contracts.right_words import RightService
from shared.contracts.rights import RightAnswered, RightRequested
from shared.messaging.outbox import Announcement
from shared.rights import Record
from shared.rights.answers import seal_records
from tests.support.events import outbox
from tests.support.intake.building import ACTIVATION, PUBLIC_URL
from tests.support.intake.page_world import PageWorld

VOLUNTEER = Record("volunteer", {"name": "Aino Aalto", "standing": "active", "areas": "491"})
LETTERS = Record("letters", {"letters": "3", "first": "2026-11-20", "last": "2026-11-25"})


async def asked(world: PageWorld, reach: str, language: str = "fi") -> str:
    """Ask by the form; gives the page that asks for the code."""
    async with world.visitor() as visitor:
        answer = await visitor.post(f"/{language}/omat-tiedot", data={"reach": reach})
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


async def typed(world: PageWorld, page: str, code: str, **more: str) -> tuple[int, str]:
    """Type a code; gives the status and the page."""
    async with world.visitor() as visitor:
        answer = await visitor.post(page, data={"code": code, **more})
    return answer.status_code, str(answer.text)


def code_in(world: PageWorld) -> str:
    """Give the code of the last letter."""
    return world.sealed.notices[-1].values["code"]


def requested(world: PageWorld) -> Sequence[RightRequested]:
    """List what the services were asked."""
    said = (each.data for each in world.store.state.published)
    return [data for data in said if isinstance(data, RightRequested)]


async def answer(world: PageWorld, service: RightService, *records: Record) -> None:
    """Answer what was asked last, as that service does."""
    ask = requested(world)[-1]
    said = RightAnswered(
        right_id=ask.right_id,
        service=service,
        receipt_id=uuid4(),
        things=len(records),
        subjects=(uuid4(),) if records else (),
        sealed=seal_records(ask.answer_key, records),
    )
    await heard(world, said)


async def heard(world: PageWorld, said: RightAnswered, source: str = "") -> None:
    """Let intake hear an answer, from who gives it or from another."""
    subject = f"right_answer/{said.receipt_id}"
    announced = Announcement(subject, 1, said, said.right_id, activation=ACTIVATION)
    await world.reactions[DELIVERIES](
        replace(outbox(), source=f"porukalla/{source or said.service}").envelope(announced)
    )


async def all_answered(world: PageWorld, *records: Record) -> str:
    """Let matching and notify answer; gives the page that the letter leads to."""
    await answer(world, RightService.MATCHING, *records)
    await answer(world, RightService.NOTIFY, LETTERS)
    return world.sealed.notices[-1].values["page_url"].removeprefix(PUBLIC_URL)
