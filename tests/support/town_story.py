"""What people do in a town beside asking, helping and answering."""

import httpx

from tests.support.town import (
    ROVANIEMI,
    Town,
    answer_proposal,
    ask,
    say_done,
    see_contact,
    sign_up,
)


async def press(town: Town, address: str, **fields: str) -> None:
    """Press a button of a page of ours."""
    async with httpx.AsyncClient(base_url=town.origin, timeout=20) as client:
        headers = {"Sec-Fetch-Site": "same-origin"}
        answer = await client.post(address, data=fields, headers=headers)
    assert answer.status_code == httpx.codes.SEE_OTHER, (address, answer.text[:300])


async def helped(town: Town, postal_code: str = ROVANIEMI) -> str:
    """Let somebody be helped, as it seems; gives their page."""
    email = await sign_up(town, postal_code=postal_code)
    asked = (await ask(town, postal_code=postal_code, email="tyyne@example.org")).json()
    await answer_proposal(town, email, "accept")
    await see_contact(town, email)
    await say_done(town, email)
    await town.until(asked["status_url"], lambda page: "hoidettu" in page.text.lower())
    return str(asked["status_url"])


async def say_not_helped(town: Town, status_url: str) -> None:
    """Say that the help did not come."""
    await press(town, f"{status_url}/ei-apua")


async def say_something_was_wrong(town: Town) -> None:
    """Tell whoever keeps people safe."""
    await press(town, "/fi/huoli", concern_what="Auttaja pyysi tunnuslukua")


async def ask_in_danger(town: Town) -> None:
    """Ask to be called, because one cannot ring 112."""
    await press(town, "/fi/apua/soita-112/soittakaa", reach="040 123 4567", key="")
