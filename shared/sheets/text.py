"""The text of a file, by whichever encoding it was saved in, and how to write in the same."""

import codecs
import re
from dataclasses import dataclass
from typing import Final

from shared.sheets.faults import FileFault, SheetError

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WORKBOOKS: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"{\\rtf")
"""How the files of spreadsheets and word processors begin: zip, OLE, PDF, RTF."""
_OF_UTF8: Final = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}")
_ABOVE_ASCII: Final = re.compile(rb"[\x80-\xff]")
_BEGINNING: Final = 200
_NOTHING: Final = ' \t\r\n,;"'
_BREAK: Final = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Encoding:
    """How the letters of a file are written down."""

    codec: str
    mark: bytes = b""
    """What stands before the text and says so."""

    def bytes_of(self, text: str) -> bytes:
        """Write a text as the file was; what it has no letters for becomes a question mark."""
        return self.mark + text.encode(self.codec, "replace")


def text_of(raw: bytes) -> tuple[str, Encoding]:
    """Read the text; raises SheetError where it is none, or where a letter is spoilt."""
    if not raw.strip():
        raise SheetError(FileFault.EMPTY)
    if raw.startswith(_WORKBOOKS):
        raise SheetError(FileFault.WORKBOOK)
    encoding = _encoding_of(raw)
    text = _decoded(raw[len(encoding.mark) :], encoding.codec)
    if "\0" in text:
        raise SheetError(FileFault.BINARY)
    if not text.strip(_NOTHING):
        raise SheetError(FileFault.EMPTY)
    return text, encoding


def _encoding_of(raw: bytes) -> Encoding:
    for mark, codec in _MARKS:
        if raw.startswith(mark):
            return Encoding(codec, mark)
    return Encoding(_wide(raw[:_BEGINNING]) or _narrow(raw))


def _wide(beginning: bytes) -> str | None:
    """Tell UTF-16 without a mark: of each pair of a Latin letter one byte is nought."""
    odd, even = beginning[1::2], beginning[::2]
    if odd and odd.count(0) > len(odd) * 0.8:
        return "utf-16-le"
    return "utf-16-be" if even.count(0) > len(even) * 0.8 else None


def _narrow(raw: bytes) -> str:
    """Tell UTF-8 from Windows-1252; one that is UTF-8 but for a spoilt letter stays UTF-8."""
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        left = len(_ABOVE_ASCII.findall(_OF_UTF8.sub(b"", raw)))
        return "utf-8" if len(_OF_UTF8.findall(raw)) > left else "cp1252"
    return "utf-8"


def _decoded(raw: bytes, codec: str) -> str:
    try:
        return raw.decode(codec)
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode(codec, "ignore")
        line = len(_BREAK.findall(before)) + 1
        raise SheetError(FileFault.ENCODING, line) from None
