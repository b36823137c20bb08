"""A person without JavaScript: opens pages, fills forms, follows links from messages."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Self
from urllib.parse import urljoin

import httpx
from typing_extensions import override

from tests.support.patience import PATIENCE

WAYS_OUT = ("/poistu", "/tyhjenna")


@dataclass(slots=True)
class Form:
    """A form as the page has it, with what is filled in already."""

    action: str
    fields: dict[str, list[str]] = field(default_factory=dict)


class Page(HTMLParser):
    """What a person can read and use on a page."""

    def __init__(self, address: str, status: int, html: str) -> None:
        """Read the page."""
        super().__init__()
        self.address = address
        self.status = status
        self.html = html
        self.forms: list[Form] = []
        self.links: list[str] = []
        self._words: list[str] = []
        self.feed(html)

    @property
    def text(self) -> str:
        """The words, with single spaces."""
        return " ".join(" ".join(self._words).split())

    def form(self, ending: str = "") -> Form:
        """Give the first form whose action ends so; without an ending, no way out of the page."""
        for form in self.forms:
            action = form.action.rstrip("/")
            if action.endswith(ending) and (ending or not action.endswith(WAYS_OUT)):
                return form
        raise LookupError(f"no form {ending!r} on {self.address}: {self.text[:200]}")  # noqa: EM102, TRY003

    @override
    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Note links, forms and their fields."""
        given = {name: value or "" for name, value in attributes}
        if tag == "a":
            self.links.append(given.get("href", ""))
        elif tag == "form":
            self.forms.append(Form(urljoin(self.address, given.get("action") or self.address)))
        elif tag == "input" and self.forms and "name" in given:
            self._field(given)

    @override
    def handle_data(self, data: str) -> None:
        """Note words."""
        self._words.append(data)

    def _field(self, given: dict[str, str]) -> None:
        choosable = given.get("type") in {"radio", "checkbox"}
        if not choosable or "checked" in given:
            values = self.forms[-1].fields.setdefault(given["name"], [])
            values.append(given.get("value", "on" if choosable else ""))


@dataclass(slots=True)
class Person:
    """A browser with cookies, at one origin."""

    client: httpx.AsyncClient

    @classmethod
    def at(cls, origin: str) -> Self:
        """Sit down at a fresh browser."""
        return cls(httpx.AsyncClient(base_url=origin, timeout=PATIENCE, follow_redirects=True))

    async def __aenter__(self) -> Self:
        """Open the browser."""
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close it."""
        await self.client.aclose()

    async def open(self, address: str) -> Page:
        """Go to an address."""
        return _page(await self.client.get(address))

    async def submit(self, form: Form, **filled: str | list[str]) -> Page:
        """Fill fields in and send the form."""
        data = dict(form.fields)
        for name, value in filled.items():
            data[name] = value if isinstance(value, list) else [value]
        return _page(
            await self.client.post(
                form.action, data=data, headers={"Sec-Fetch-Site": "same-origin"}
            )
        )


def links_in(text: str) -> list[str]:
    """Find the addresses in a message."""
    return re.findall(r"https?://[^\s<>\"]+", text)


def _page(answer: httpx.Response) -> Page:
    return Page(str(answer.url), answer.status_code, answer.text)
