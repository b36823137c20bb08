"""A professional asks for somebody on the phone: who they are, whom to ask back, and who agreed."""

import re

import httpx
import pytest

from shared.contracts.words import StaffRole
from tests.support.intake.calls.building import FOR_ANOTHER, PHONED
from tests.support.intake.page_world import PageWorld, staffed

REFERRED = {**PHONED, **FOR_ANOTHER, "asker_role": "Sairaanhoitaja"}


class Phone:
    """Kaisa at the phone, and one call."""

    def __init__(self) -> None:
        self.world = staffed(PageWorld(), StaffRole.OPERATOR)

    async def press(self, do: str = "new_request", **typed: str) -> httpx.Response:
        async with self.world.signed_in() as client:
            begun = await client.post("/fi/ops", data={"direction": "inbound"})
            data = {**REFERRED, "version": "0", "do": do, **typed}
            return await client.post(begun.headers["location"], data=data)

    @property
    def asker(self) -> str:
        (request,) = self.world.store.state.requests.values()
        return request.plea.contact.asker_name


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"asker_name": " "}, "asker_name"),
        ({"organisation": ""}, "organisation"),
        ({"organisation": "x" * 201}, "organisation"),
        ({"asker_role": "x" * 201}, "asker_role"),
        ({"asker_phone": ""}, "asker_phone"),
        ({"consent": ""}, "consent"),
    ],
)
async def test_what_is_missing_of_a_professional_is_said_at_its_field(
    typed: dict[str, str], wrong: str
) -> None:
    phone = Phone()

    page = await phone.press(**typed)

    assert page.status_code == 422
    assert re.findall(r'id="([a-z_]+)-error"', page.text) == [wrong]
    assert f'href="#{wrong}"' in page.text
    assert not phone.world.store.state.requests


async def test_whoever_must_know_whom_to_ask_is_told_name_role_and_organisation() -> None:
    phone = Phone()

    await phone.press()

    assert phone.asker == "Liisa, Sairaanhoitaja, Kotipalvelu"


async def test_a_mail_address_is_enough_to_ask_them_back() -> None:
    phone = Phone()

    await phone.press(asker_phone="", asker_email="liisa@example.org")

    assert phone.asker.startswith("Liisa")


async def test_who_is_on_the_line_agrees_themselves() -> None:
    phone = Phone()

    answer = await phone.press(consent="", three_way="yes")

    assert answer.status_code == 303
    (item,) = phone.world.store.state.calls.values()
    assert '"three_way": "yes"' in item.record


@pytest.mark.parametrize("caller", ["relative", "friend"])
async def test_of_others_neither_organisation_nor_number_is_asked(caller: str) -> None:
    phone = Phone()

    answer = await phone.press(caller=caller, organisation="", asker_role="", asker_phone="")

    assert answer.status_code == 303
    assert phone.asker == "Liisa"


@pytest.mark.parametrize(
    "name",
    ["Åsa Öström", "محمد علي", "Олена Шевченко", "山田 花子", "O'Neil-Ñuñez", "Nguyễn Văn Á"],
)
async def test_names_in_every_script_come_through_as_they_were_said(name: str) -> None:
    phone = Phone()

    answer = await phone.press(asker_name=name, first_name=name)

    assert answer.status_code == 303
    assert phone.asker.startswith(f"{name}, ")
    (request,) = phone.world.store.state.requests.values()
    assert request.plea.contact.first_name == name
