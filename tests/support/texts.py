"""Are a service's pages sayable? Every text in every language, every id and style known."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from jinja2 import Environment, nodes

from shared.contracts.words import Language
from shared.web.catalogues import read_catalogues
from shared.web.pages import STATIC

_PLACE = re.compile(r"%\((\w+)\)s")
_STYLE = re.compile(r"(?<![\w-])(?:pk|govuk)-[a-z][\w-]*")
_TEMPLATE_CODE = re.compile(r"\{[{%#].*?[}%#]\}", re.DOTALL)

UNSTYLED = {
    "govuk-checkboxes",
    "govuk-radios",
    "govuk-table__body",
    "govuk-table__head",
    "govuk-table__row",
}
"""Names that govuk-frontend's markup has and its style sheet does not."""


def other_places(part: str, language: Language) -> list[str]:
    """List the texts that have other places to fill than the Finnish ones."""
    finnish, theirs = _texts(part, Language.FINNISH), _texts(part, language)
    return sorted(each for each in theirs if theirs[each] != finnish.get(each))


def unknown_texts(templates: Path, parts: Sequence[str]) -> list[str]:
    """List the ids that templates use and no part has; `"state." ~ x` needs one that fits."""
    known = set().union(*(_texts(part, Language.FINNISH) for part in parts))
    return [
        f"{file.name}: {text_id}"
        for file in sorted(templates.rglob("*.html"))
        for text_id, is_whole in _used(file)
        if not _is_known(text_id, known, is_whole=is_whole)
    ]


def unknown_styles(templates: Path) -> list[str]:
    """List the classes that templates use and no style sheet has."""
    sheets = "".join(file.read_text(encoding="utf-8") for file in STATIC.glob("*.css"))
    known = set(_STYLE.findall(sheets)) | UNSTYLED
    return [
        f"{file.name}: {name}"
        for file in sorted(templates.rglob("*.html"))
        for name in sorted(set(_STYLE.findall(_markup(file))) - known)
    ]


def _markup(file: Path) -> str:
    # a class that is put together from parts cannot be looked up
    text = _TEMPLATE_CODE.sub("\0", file.read_text(encoding="utf-8"))
    return re.sub(r"[\w-]+\0|\0[\w-]+", " ", text)


def _is_known(text_id: str, known: set[str], *, is_whole: bool) -> bool:
    return text_id in known if is_whole else any(each.startswith(text_id) for each in known)


def _used(file: Path) -> Iterator[tuple[str, bool]]:
    tree = Environment(autoescape=True).parse(file.read_text(encoding="utf-8"))
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name in {"_", "counted"}:
            yield from _named(call.args[0])


def _named(argument: nodes.Expr) -> Iterator[tuple[str, bool]]:
    if isinstance(argument, nodes.Const):
        yield str(argument.value), True
    if isinstance(argument, nodes.Concat) and isinstance(argument.nodes[0], nodes.Const):
        yield str(argument.nodes[0].value), False
    if isinstance(argument, nodes.Mod) and isinstance(argument.left, nodes.Const):
        yield str(argument.left.value).partition("%")[0], False


def _texts(part: str, language: Language) -> dict[str, set[str]]:
    texts = read_catalogues([part]).texts[language]
    return {text_id: set(_PLACE.findall(str(forms))) for text_id, forms in texts.items()}
