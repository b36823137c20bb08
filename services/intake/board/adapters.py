"""Places as a coordinator names them."""

from collections.abc import Sequence

from shared.areas import municipalities, postal_code
from shared.areas.postal_codes import postal_codes


def place_of(said: str) -> str | None:
    """Give the code of a municipality, or a postal code, by either or by a municipality's name."""
    wanted = said.strip().casefold()
    if postal_code(wanted) or wanted in municipalities():
        return wanted
    named = (
        code
        for code, each in municipalities().items()
        if wanted in {each.name_fi.casefold(), each.name_sv.casefold()}
    )
    return next(named, None)


def postal_codes_in(municipality: str) -> Sequence[str]:
    """List the postal codes of a municipality under which people live."""
    return [
        code
        for code, each in postal_codes().items()
        if each.municipality_code == municipality and each.kind == "street"
    ]
