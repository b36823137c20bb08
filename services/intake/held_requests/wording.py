"""Why a request is looked at, in plain words."""

from shared.contracts.words import Language
from shared.web.catalogues import Catalogues, UnknownTextError


def flag_text(catalogues: Catalogues, language: Language, flag: str) -> str:
    """Say what a flag means; one of a later version is another reason."""
    try:
        return catalogues.text(language, f"flag.{flag}")
    except UnknownTextError:
        return catalogues.text(language, "flag.other")
