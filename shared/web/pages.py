"""Render a page: Jinja2 with the govuk-frontend macros, escaped, strict, in one language."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache, partial
from pathlib import Path
from typing import Final, Literal
from uuid import UUID

from fastapi.responses import HTMLResponse
from jinja2 import Environment
from starlette.requests import Request

from shared.clock import HELSINKI, Clock
from shared.contracts.words import OFFERED, SPOKEN, Language, StaffRole
from shared.funding import Funding
from shared.funding.file import read_funding
from shared.help_lines import HelpLines, read_help_lines
from shared.languages import writing_of
from shared.web.addresses import Addresses, MenuItem, read_addresses
from shared.web.assets import Asset
from shared.web.catalogues import KIT, Catalogues, complete_languages, read_catalogues
from shared.web.contact import EmergencyContact
from shared.web.dates import spoken_time
from shared.web.language import in_language, language_in, language_of
from shared.web.permissions import Permissions, StaffSession, read_permissions
from shared.web.template_environment import environment
from shared.web.town_theme import TownTheme, read_theme

HERE = Path(__file__).parent
STATIC = HERE / "static"
NETWORK = HERE.parents[1] / "deploy" / "network"
PAGES_FILE, THEME_FILE = NETWORK / "pages.toml", NETWORK / "theme.toml"
_SOMEBODY: Final = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Pages:
    """The templates and texts of one service."""

    environment: Environment
    catalogues: Catalogues
    languages: Sequence[Language]
    contact: EmergencyContact
    addresses: Addresses
    permissions: Permissions
    help_lines: HelpLines
    theme: TownTheme
    funding: Funding = field(default_factory=Funding)
    clock: Clock = field(default_factory=Clock)
    marks: dict[str, int] = field(default_factory=dict)
    """By the name of a page, how much waits there, where it is known; else its picture says it."""

    def render(
        self, request: Request, name: str, /, status: int = 200, **context: object
    ) -> HTMLResponse:
        """Render a template in the request's language, or in Finnish while that one has gaps."""
        wished = language_of(request)
        language = wished if wished in self.languages else Language.FINNISH
        template = self.environment.get_template(name)
        body = template.render(self._common(request, language) | context)
        tag = writing_of(language).tag
        return HTMLResponse(body, status, headers={"Content-Language": tag})

    def text(self, language: Language, text_id: str, **values: object) -> str:
        """Look up one text, for what is not a page."""
        return self.catalogues.text(language, text_id, **values)

    @property
    def own_assets(self) -> Mapping[str, Asset]:
        """Give what the town serves of its own, by its served name."""
        emblems = [each.emblem for each in self.funding.funders]
        own = {each.file: Asset(each.content, each.media_type) for each in emblems}
        if self.theme.sheet:
            own[self.theme.file] = Asset(self.theme.sheet, "text/css")
        return own

    def menu_of(self, who: StaffSession | None) -> Sequence[MenuItem]:
        """Give the entries of the menu that somebody may open."""
        if who is None:
            return ()
        return [item for item in self.addresses.menu if self.may_open(who, item.page)]

    def may_open(self, who: StaffSession, page: str) -> bool:
        """Say whether somebody may open a page, by its name in the file of addresses."""
        return self.permissions.may_open(who, self.addresses.pages[page])

    def roles_for(self, page: str) -> Sequence[StaffRole]:
        """Give the roles that open a page, by its name in the file of addresses."""
        return [
            role
            for role in StaffRole
            if self.may_open(StaffSession(_SOMEBODY, frozenset({role}), _SOMEBODY), page)
        ]

    def _common(self, request: Request, language: Language) -> dict[str, object]:
        staff = getattr(request.state, "staff", None)
        today = self.clock.today(HELSINKI)
        return {
            "_": partial(self.catalogues.text, language),
            "counted": partial(self.catalogues.counted, language),
            "language": language,
            "writing": writing_of(language),
            "languages": [
                (other, writing_of(other), _same_page(request.url.path, other))
                for other in self.languages
            ],
            "asked_in": [(each, writing_of(each)) for each in self.languages if each in OFFERED],
            "spoken": [(each, writing_of(each)) for each in self.languages if each in SPOKEN],
            "contact": self.contact,
            "help_lines": partial(self.help_lines.of, language=language),
            "today": today,
            "paid_by": self.funding.paying_on(today),
            "address": partial(self.addresses.of, language=language),
            "theme": self.theme,
            "menu": self.menu_of(staff),
            "marks": self.marks,
            "staff": staff,
            "path": request.url.path,
            "problems": (),
            "when": partial(_when, language),
            "as_error": partial(_as_error, self.catalogues.text(language, "kit.error")),
        }


def open_pages(  # noqa: PLR0913  # what a service's pages are made of, each by its name
    *,
    rooms: Mapping[str, Path],
    texts: Sequence[str],
    contact: EmergencyContact,
    addresses: Addresses | None = None,
    permissions: Permissions | None = None,
    help_lines: HelpLines | None = None,
    funding: Funding | None = None,
    templates: Sequence[Path] = (),
    theme_file: Path = THEME_FILE,
    preview: Collection[Language] = (),
) -> Pages:
    """Make the pages of a service from its rooms' templates and its texts; the kit's come after.

    Languages of `preview` are shown with gaps, which are Finnish.
    """
    parts = [*texts, KIT]
    return Pages(
        environment=environment([*templates, HERE / "templates"], rooms, asset=asset),
        catalogues=read_catalogues(parts),
        languages=[*dict.fromkeys((*complete_languages(parts), *preview))],
        contact=contact,
        addresses=addresses or read_addresses(PAGES_FILE),
        permissions=permissions or read_permissions(),
        help_lines=help_lines or read_help_lines(),
        funding=funding or read_funding(),
        theme=read_town_theme(theme_file),
    )


def read_town_theme(file: Path) -> TownTheme:
    """Read a town's colours beside the kit's; what cannot be read on its ground is refused."""
    return read_theme(file, (STATIC / assets()["porukalla.css"]).read_text("utf-8"))


def render(request: Request, name: str, /, status: int = 200, **context: object) -> HTMLResponse:
    """Render with the pages of the application that serves the request."""
    pages: Pages = request.app.state.pages
    return pages.render(request, name, status, **context)


def address(request: Request, page: str, **values: object) -> str:
    """Give the address of a page, also of another service's, in the request's language."""
    pages: Pages = request.app.state.pages
    return pages.addresses.of(page, language_of(request), **values)


def menu_of(request: Request, who: StaffSession) -> Sequence[str]:
    """Give the addresses of the pages in somebody's menu, in the request's language."""
    pages: Pages = request.app.state.pages
    return [
        address(request, item.page, organisation_id=who.organisation_id)
        for item in pages.menu_of(who)
    ]


def may_open(request: Request, who: StaffSession, page: str) -> bool:
    """Say whether somebody may open a page, also of another service."""
    pages: Pages = request.app.state.pages
    return pages.may_open(who, page)


def pages_of(request: Request) -> Pages:
    """Give the pages of the application that serves the request."""
    pages: Pages = request.app.state.pages
    return pages


def catalogues_of(request: Request) -> Catalogues:
    """Give the texts of the application that serves the request, for words beside its pages."""
    pages: Pages = request.app.state.pages
    return pages.catalogues


@cache
def assets() -> Mapping[str, str]:
    """Give each asset's served name by its plain one; the served name changes with its content."""
    listed = json.loads((STATIC / "VENDOR.json").read_text(encoding="utf-8"))
    return {item["name"]: item["file"] for item in listed["built"]}


def asset(name: str) -> str:
    """Give the path of an asset."""
    return f"/assets/{assets()[name]}"


def _same_page(path: str, language: Language) -> str:
    # a path without a prefix has no twin in another language
    return in_language(path if language_in(path) else "/", language)


def _when(language: Language, moment: datetime) -> str:
    return spoken_time(moment, language)


def _as_error(said_first: str, words: str) -> Mapping[str, str] | Literal[False]:
    """Make the errorMessage of a govuk macro, which adds the colon to what is only heard."""
    return {"text": words, "visuallyHiddenText": said_first} if words else False
