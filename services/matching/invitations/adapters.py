"""Names of municipalities as lists write them."""

from collections.abc import Mapping
from functools import cache

from shared.areas import municipalities
from shared.sheets.sheet import folded


def area_of(name: str) -> str | None:
    """Give the code of the municipality that is called so, or has this code."""
    return _by_name().get(folded(name))


@cache
def _by_name() -> Mapping[str, str]:
    return {
        folded(name): each.code
        for each in municipalities().values()
        for name in (each.name_fi, each.name_sv, each.code)
    }
