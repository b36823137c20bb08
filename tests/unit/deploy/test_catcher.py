"""The mail catcher without its sockets."""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import httpx
import pytest
from standardwebhooks import Webhook
from starlette.applications import Starlette

from deploy.local.catcher.behaviour import Behaviour, Manners
from deploy.local.catcher.mail import Mail, read_mail, unflowed
from deploy.local.catcher.pages import Pages, routes, with_links
from deploy.local.catcher.partner import Delivery
from deploy.local.catcher.shelf import Shelf

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
NEWS = {
    "id": "8f1c",
    "type": "volunteer.matched",
    "time": "2026-11-25T12:00:00+00:00",
    "subject": "request/8f1c",
    "link": "http://localhost:8080/fi/raportit/pyynto/8f1c",
}


def letter(subject: str = "Voisitko auttaa?", text: str = "Hei!") -> bytes:
    message = EmailMessage()
    message["From"] = "porukalla@demo.invalid"
    message["To"] = "aino@demo.invalid"
    message["Subject"] = subject
    message["Message-ID"] = "<1@demo.invalid>"
    message.set_content(text, cte="quoted-printable")
    message["Content-Language"] = "fi"
    return message.as_bytes()


def caught(to: str = "aino@demo.invalid", **changed: str) -> Mail:
    return read_mail(
        letter(**changed), sender="porukalla@demo.invalid", recipients=(to,), received_at=NOW
    )


@pytest.fixture
def pages(tmp_path: Path) -> Pages:
    return Pages(
        mails=Shelf(tmp_path / "mails", Mail),
        deliveries=Shelf(tmp_path / "deliveries", Delivery),
        behaviour=Behaviour(),
        partner_secret=SECRET,
        now=lambda: NOW,
    )


@pytest.fixture
async def client(pages: Pages) -> AsyncIterator[httpx.AsyncClient]:
    app = Starlette(routes=routes(pages, settable=True))
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://catcher") as client:
        yield client


async def tell(client: httpx.AsyncClient, secret: str = SECRET) -> httpx.Response:
    body = json.dumps(NEWS)
    moment = datetime.now(UTC)
    headers = {
        "webhook-id": "8f1c",
        "webhook-timestamp": str(int(moment.timestamp())),
        "webhook-signature": Webhook(secret).sign("8f1c", moment, body),
    }
    return await client.post("/_kumppani", content=body, headers=headers)


async def deliveries(client: httpx.AsyncClient) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await client.get("/_kumppani.json")).json()["deliveries"]
    return found


def test_a_letter_is_read_as_its_reader_sees_it() -> None:
    mail = caught(subject="Tehtävä: ääkköset", text="Katso:\nhttp://localhost:8080/fi/v/abc\n")

    assert mail.subject == "Tehtävä: ääkköset"
    assert mail.text.splitlines() == ["Katso:", "http://localhost:8080/fi/v/abc"]
    assert (mail.language, mail.message_id) == ("fi", "<1@demo.invalid>")


def test_lines_that_were_wrapped_on_the_way_are_joined_again() -> None:
    wrapped = "joku lähistöllä \ntarvitsee apua.\n\n-- \nPorukalla\n"

    assert unflowed(wrapped) == "joku lähistöllä tarvitsee apua.\n\n-- \nPorukalla\n"


def test_addresses_become_links_and_nothing_else_becomes_markup() -> None:
    woven = with_links('<b>"Katso"</b> http://localhost:8080/fi/v/a-b_c. Kiitos & hei')

    assert woven == (
        "&lt;b&gt;&#34;Katso&#34;&lt;/b&gt; "
        '<a href="http://localhost:8080/fi/v/a-b_c">http://localhost:8080/fi/v/a-b_c</a>'
        ". Kiitos &amp; hei"
    )


async def test_the_newest_mail_is_shown_first(pages: Pages, client: httpx.AsyncClient) -> None:
    pages.mails.put(caught(subject="Ensimmäinen"))
    pages.mails.put(caught(subject="Toinen", text="http://localhost:8080/fi/v/abc"))

    page = (await client.get("/_posti")).text

    assert page.index("Toinen") < page.index("Ensimmäinen")
    assert '<a href="http://localhost:8080/fi/v/abc">' in page
    assert "style=" not in page
    assert "<script" not in page


async def test_times_are_those_of_the_network(
    pages: Pages, client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    try:
        pages.mails.put(caught())
        await tell(client)
        mail, partner = [(await client.get(page)).text for page in ("/_posti", "/_kumppani")]
    finally:
        monkeypatch.undo()
        time.tzset()

    assert "25.11.2026 klo 14.00.00" in mail
    assert "25.11.2026 klo 14.00.00" in partner


async def test_mails_are_listed_as_json_by_recipient(
    pages: Pages, client: httpx.AsyncClient
) -> None:
    pages.mails.put(caught(to="aino@demo.invalid"))
    pages.mails.put(caught(to="tom@demo.invalid"))

    found = (await client.get("/_posti.json", params={"to": "tom@demo.invalid"})).json()["mails"]

    assert [mail["recipients"] for mail in found] == [["tom@demo.invalid"]]


async def test_a_page_without_mails_says_so(client: httpx.AsyncClient) -> None:
    assert "Viestejä ei ole vielä" in (await client.get("/_posti")).text


async def test_a_delivery_with_the_right_signature_is_listed(client: httpx.AsyncClient) -> None:
    answer = await tell(client)

    assert answer.status_code == 204
    (delivery,) = await deliveries(client)
    assert delivery["is_signed"]
    assert (delivery["type"], delivery["link"]) == ("volunteer.matched", NEWS["link"])
    assert "volunteer.matched" in (await client.get("/_kumppani")).text


async def test_nothing_is_believed_that_has_a_wrong_signature(client: httpx.AsyncClient) -> None:
    answer = await tell(client, secret="whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD")

    assert answer.status_code == 401
    (delivery,) = await deliveries(client)
    assert (delivery["is_signed"], delivery["type"], delivery["link"]) == (False, "", "")


@pytest.mark.parametrize(("manner", "status"), [("fail", 500), ("gone", 410), ("accept", 204)])
async def test_the_partner_misbehaves_as_asked(
    client: httpx.AsyncClient, manner: str, status: int
) -> None:
    await client.put("/_asetus", json={"partner": manner})

    assert (await tell(client)).status_code == status


async def test_a_partner_that_hangs_answers_once_it_behaves_again(
    client: httpx.AsyncClient,
) -> None:
    await client.put("/_asetus", json={"partner": "hang"})
    waiting = asyncio.create_task(tell(client))
    await asyncio.sleep(0.05)
    assert not waiting.done()

    await client.put("/_asetus", json={})

    assert (await waiting).status_code == 204


async def test_unknown_manners_are_refused(client: httpx.AsyncClient) -> None:
    answer = await client.put("/_asetus", json={"partner": "explode"})

    assert answer.status_code == 422


async def test_manners_cannot_be_set_outside_tests(pages: Pages) -> None:
    transport = httpx.ASGITransport(app=Starlette(routes=routes(pages, settable=False)))
    async with httpx.AsyncClient(transport=transport, base_url="http://catcher") as client:
        answer = await client.put("/_asetus", json={})

    assert answer.status_code == 404


async def test_mail_that_hangs_goes_on_when_the_manners_change() -> None:
    behaviour = Behaviour(Manners(mail="hang"))
    waiting = asyncio.create_task(behaviour.mail())
    await asyncio.sleep(0)

    await behaviour.change(Manners(mail="refuse"))

    assert await waiting == "refuse"


def test_the_last_few_are_kept_also_over_a_restart(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, Mail, most=2)
    for number in range(4):
        shelf.put(caught(subject=f"Viesti {number}"))

    again = Shelf(tmp_path, Mail, most=2)
    again.put(caught(subject="Viesti 4"))

    assert [mail.subject for mail in again.newest()] == ["Viesti 4", "Viesti 3"]
    assert len(list(tmp_path.iterdir())) == 2
