"""What somebody types to decide how the network stands, and what makes it ready to open."""

from dataclasses import replace
from typing import Final
from uuid import uuid4

import httpx

from services.intake.activation.model import Stand
from services.intake.organisations.model import Organisation, OrganisationId
from services.intake.sign_in.model import Factors, Passkey
from services.intake.staff.model import Staff, StaffId
from services.intake.supply.model import Supply, TownReport
from shared.activation import FIRST_ACTIVATION
from shared.activation.standing import Standing
from shared.contracts.words import VOLUNTEER_CATEGORIES, StaffRole
from tests.support.intake.page_world import KAISAS, PageWorld
from tests.support.intake.seen import Seen

HERE: Final = "/fi/kayttoonotto"
OPENED: Final = {
    "state": "activated",
    "channels": ["web", "phone"],
    "sign_up": "open",
    "valid_until": "31.8.2099",
    "review_on": "4.5.2099",
    "trigger": "Sähkökatko jatkuu",
    "decision": "Kaupunginhallitus 19.3. § 81",
}
"""Valid for so long that no test meets its end."""


def stands(world: PageWorld, standing: Standing) -> None:
    """Let the network stand so."""
    state = world.store.state
    state.stands[-1] = replace(state.stands[-1], standing=standing)


def now(world: PageWorld) -> Stand:
    """Give how it stands."""
    return world.store.state.stands[-1]


def make_ready(world: PageWorld) -> None:
    """Have volunteers for all that they may do, an organisation, and three who answer."""
    state = world.store.state
    by_need = {need.value: Supply(None, None) for need in VOLUNTEER_CATEGORIES}
    state.supply["491"] = TownReport("491", state.now, FIRST_ACTIVATION.id, by_need)
    house = Organisation(OrganisationId(uuid4()), "Marttayhdistys")
    state.organisations[house.id] = house
    for name in ("viivi", "veli", "vilma"):
        staff = Staff(StaffId(uuid4()), name, "hash of oikea", (StaffRole.OPERATOR,))
        state.staff[name] = staff
        passkey = Passkey(KAISAS.credential_id, KAISAS.public_key)
        state.factors[staff.id] = Factors((passkey,))


async def seen_by(visitor: httpx.AsyncClient) -> str:
    """Open the form; gives the mark of what it was made from."""
    return Seen((await visitor.get(f"{HERE}/muuta")).text).values["seen"]


async def checked(visitor: httpx.AsyncClient, seen: str, **bent: str | list[str]) -> httpx.Response:
    """Send the form, with something else in it."""
    return await visitor.post(f"{HERE}/muuta", data=OPENED | {"seen": seen} | bent)


async def confirmed(
    visitor: httpx.AsyncClient, shown: httpx.Response, word: str = "AKTIVOI", **more: str
) -> httpx.Response:
    """Confirm what a page shows, as its hidden fields have it."""
    hidden = {name: value for name, value in Seen(shown.text).values.items() if name != "anyway"}
    kept = hidden | {"word": word} | more
    return await visitor.post(f"{HERE}/vahvista", data=kept)
