"""Jinja2 for our pages: escaped and strict, beside govuk-frontend's macros, which are not."""

from collections.abc import Mapping, MutableMapping, Sequence
from pathlib import Path
from typing import Final

from jinja2 import (
    BaseLoader,
    ChainableUndefined,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PackageLoader,
    PrefixLoader,
    StrictUndefined,
    Template,
)
from typing_extensions import override

GOVUK: Final = "govuk_frontend_jinja"


class PageEnvironment(Environment):
    """A misspelt name in a page of ours is an error; the macros ask for many absent parameters."""

    def __init__(self, ours: BaseLoader, govuk: Environment) -> None:
        """Look for our templates by the loader, and for the macros in their package."""
        super().__init__(
            loader=ours,
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,  # else the dozen files of a page are looked at for each
        )
        self._govuk = govuk

    @override
    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, object] | None = None,
    ) -> Template:
        """Give a template of ours, or one of the macros' from their own environment."""
        if isinstance(name, str) and name.startswith(f"{GOVUK}/"):
            return self._govuk.get_template(name)
        return super().get_template(name, parent, globals)


def environment(folders: Sequence[Path], rooms: Mapping[str, Path], **names: object) -> Environment:
    """Make the environment of a service; `names` are known to every template.

    A template of a room is called `<room>/<file>`; those of the folders have no prefix.
    """
    by_room = PrefixLoader({room: FileSystemLoader(folder) for room, folder in rooms.items()})
    govuk = Environment(
        loader=PrefixLoader({GOVUK: PackageLoader(GOVUK)}),
        autoescape=True,
        undefined=ChainableUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made = PageEnvironment(ChoiceLoader([FileSystemLoader(folders), by_room]), govuk)
    made.globals.update(names)
    return made
