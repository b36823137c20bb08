"""Jinja2 for our pages: escaped and strict, beside govuk-frontend's macros, which are not."""

from collections.abc import MutableMapping, Sequence
from pathlib import Path
from typing import Final

from jinja2 import (
    ChainableUndefined,
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

    def __init__(self, folders: Sequence[Path], govuk: Environment) -> None:
        """Look for our templates in the folders, in order, and for the macros in their package."""
        super().__init__(
            loader=FileSystemLoader(folders),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
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


def environment(folders: Sequence[Path], **names: object) -> Environment:
    """Make the environment of a service; `names` are known to every template."""
    govuk = Environment(
        loader=PrefixLoader({GOVUK: PackageLoader(GOVUK)}),
        autoescape=True,
        undefined=ChainableUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made = PageEnvironment(folders, govuk)
    made.globals.update(names)
    return made
