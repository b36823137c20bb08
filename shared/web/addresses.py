"""Where pages are, also those of other services: data of the network, not code."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, model_validator

from shared.contracts.words import Language

_NEEDED: Final = frozenset(
    {"sign_in", "sign_out", "own_sessions", "leave_to", "concern"}
    | {"about_us", "state", "privacy", "accessibility"}
)


class UnknownPageError(ValueError):
    """The file of addresses does not name a page that is needed or in its own menu."""


class MenuItem(BaseModel):
    """One entry of the staff's menu: the name of a page, the id of its text, its mark's page."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    page: str
    text: str
    mark: str | None = None


@dataclass(frozen=True, slots=True)
class Addresses:
    """Gives the address of a page by its name."""

    pages: Mapping[str, str]
    menu: Sequence[MenuItem] = ()
    uploads: Sequence[str] = ()
    """Pages that files are sent to."""

    def of(self, page: str, language: Language, **values: object) -> str:
        """Give the path; raises KeyError for a page that nobody named."""
        return self.pages[page].format(language=language, **values)

    @property
    def upload_paths(self) -> frozenset[str]:
        """Give where files may be sent."""
        return frozenset(self.of(page, language) for page in self.uploads for language in Language)

    @property
    def leads_to(self) -> str:
        """Give the origin of the page elsewhere that leaving ours opens."""
        found = urlsplit(self.pages["leave_to"])
        return f"{found.scheme}://{found.netloc}"


def read_addresses(file: Path) -> Addresses:
    """Read the file; a page that is missing stops the start by its name."""
    content = _File.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))
    return Addresses(content.pages, content.menu, content.uploads)


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    pages: Mapping[str, str]
    menu: tuple[MenuItem, ...] = ()
    uploads: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _is_complete(self) -> "_File":
        missing = (_NEEDED | {*self._named()} | {*self.uploads}) - self.pages.keys()
        if missing:
            raise UnknownPageError(*sorted(missing))
        return self

    def _named(self) -> Iterator[str]:
        for item in self.menu:
            yield item.page
            if item.mark is not None:
                yield item.mark
