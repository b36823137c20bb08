"""What is said reaches terminals that know few letters, and ends quietly where nobody reads on."""

import codecs
import sys
import unicodedata
from io import BufferedWriter, FileIO, StringIO, TextIOWrapper
from typing import TYPE_CHECKING, Final, TextIO

from typing_extensions import override

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

_PLAIN: Final = str.maketrans(
    {
        "\N{NO-BREAK SPACE}": " ",
        "\N{NARROW NO-BREAK SPACE}": " ",
        "\N{EN DASH}": "-",
        "\N{EM DASH}": "-",
        "\N{MINUS SIGN}": "-",
        "\N{HORIZONTAL ELLIPSIS}": "...",
        "\N{RIGHT SINGLE QUOTATION MARK}": "'",
        "\N{LEFT DOUBLE QUOTATION MARK}": '"',
        "\N{RIGHT DOUBLE QUOTATION MARK}": '"',
        "\N{RIGHTWARDS ARROW}": "->",
        "\N{CHECK MARK}": "ok",
        "\N{BALLOT X}": "x",
        "\N{BULLET}": "*",
        "\N{MULTIPLICATION SIGN}": "x",
        "\N{GREATER-THAN OR EQUAL TO}": ">=",
        "\N{LESS-THAN OR EQUAL TO}": "<=",
    }
)
_HANDLER: Final = "plainly"


class Outlet(FileIO):
    """A file descriptor whose reader may leave: what is said after that is for nobody."""

    is_heard: bool = True

    @override
    def write(self, data: "ReadableBuffer", /) -> int:
        """Write, or drop what nobody reads."""
        try:
            return super().write(data) or 0
        except BrokenPipeError:
            self.is_heard = False
            return memoryview(data).nbytes


def speak_at_once() -> None:
    """Show each line when it is said, in a file or pipe too, whatever letters that one knows."""
    codecs.register_error(_HANDLER, _plainly)
    sys.stdout, sys.stderr = _outlet(sys.stdout), _outlet(sys.stderr)


def is_heard() -> bool:
    """Say whether anybody still reads what is printed."""
    outlet = getattr(getattr(sys.stdout, "buffer", None), "raw", None)
    return outlet.is_heard if isinstance(outlet, Outlet) else True


def plain(text: str) -> str:
    """Write without what ASCII lacks: no accents, plain dashes, a question mark for the rest."""
    bare = unicodedata.normalize("NFKD", text.translate(_PLAIN))
    letters = "".join(sign for sign in bare if not unicodedata.combining(sign))
    return letters.encode("ascii", "replace").decode("ascii")


def _plainly(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return plain(error.object[error.start : error.end]), error.end


def _outlet(stream: TextIO | None) -> TextIO:
    if stream is None:  # closed before we began
        return StringIO()
    if not isinstance(stream, TextIOWrapper):
        return stream  # somebody else's
    stream.flush()
    raw = Outlet(stream.fileno(), "w", closefd=False)
    return TextIOWrapper(
        BufferedWriter(raw), encoding=stream.encoding, errors=_HANDLER, line_buffering=True
    )
