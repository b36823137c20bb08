"""Places as a coordinator names them."""

from shared.areas import municipalities, postal_code


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
