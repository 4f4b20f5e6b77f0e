"""Bytes to text: byte-order marks, UTF-8, UTF-16, and the 8-bit code pages told apart by their letters."""

import codecs
import re
from collections.abc import Iterable
from dataclasses import dataclass

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MULTI_BYTE = re.compile(rb"[\xc3-\xf4][\x80-\xbf]{1,3}|\xc2[\x80-\xbf]")
_HIGH = re.compile(rb"[\x80-\xff]")
_RUN = re.compile(rb"[\x80-\xff]{3,}")
_SAMPLE = 1 << 20
_CONTROLS = (*range(9), *range(0x0E, 0x1B), *range(0x1C, 0x20))
_MOST_CONTROLS = 0.02
_STRAY_CONTROLS = 8
CODE_PAGES = (
    "utf-8",
    "utf-16",
    "cp1252",
    "cp1251",
    "cp1250",
    "iso-8859-1",
    "koi8-r",
    "mac-roman",
    "shift_jis",
    "gb18030",
)
"""What the user may choose from when the evidence deceives."""


@dataclass(frozen=True, slots=True)
class DecodedText:
    """The text of a file, the encoding it was read with, and how many bytes could not be read."""

    text: str
    encoding: str
    damaged: int = 0
    assumed: bool = False


def decode(content: bytes, *, encoding: str | None = None) -> DecodedText:
    """Decode ``content``, by ``encoding`` when the user chose one and by evidence otherwise."""
    if encoding is not None:
        text = content.decode(encoding, errors="replace").lstrip("\ufeff")
        return DecodedText(text, encoding, text.count("\ufffd"))
    for mark, name in _MARKS:
        if content.startswith(mark):
            text = content.decode(name, errors="replace").lstrip("\ufeff")
            return DecodedText(text, name, text.count("\ufffd"))
    wide = _wide_encoding(content[:_SAMPLE])
    if wide:
        text = content.decode(wide, errors="replace")
        return DecodedText(text, wide, text.count("\ufffd"))
    try:
        return DecodedText(content.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _decode_by_evidence(content)


def looks_binary(content: bytes) -> bool:
    """Tell whether bytes are no text in any encoding, by control characters that no table holds.

    >>> looks_binary(b"Key,Title"), looks_binary(bytes(range(32)))
    (False, True)
    """
    sample = content[:_SAMPLE]
    if content.startswith(tuple(mark for mark, _ in _MARKS)) or _wide_encoding(sample):
        return False
    return _count(sample, _CONTROLS) > max(_STRAY_CONTROLS, _MOST_CONTROLS * len(sample))


def _wide_encoding(sample: bytes) -> str | None:
    """Recognise UTF-16 without a mark by the zero bytes that Latin text leaves in every second place."""
    pairs = len(sample) // 2
    if pairs < 2 or b"\x00" not in sample:  # noqa: PLR2004 - one character is no evidence
        return None
    even, odd = sample[0 : pairs * 2 : 2].count(0), sample[1 : pairs * 2 : 2].count(0)
    if odd > 0.3 * pairs and even < 0.05 * pairs:
        return "utf-16-le"
    if even > 0.3 * pairs and odd < 0.05 * pairs:
        return "utf-16-be"
    return None


def _decode_by_evidence(content: bytes) -> DecodedText:
    """Choose between damaged UTF-8 and the 8-bit pages."""
    sample = content[:_SAMPLE] if _HIGH.search(content[:_SAMPLE]) else content
    sequences = sum(len(found) for found in _MULTI_BYTE.findall(sample))
    others = len(_HIGH.findall(sample)) - sequences
    if sequences > 4 * others:
        text = content.decode("utf-8", errors="replace")
        return DecodedText(text, "utf-8", text.count("\ufffd"))
    name = _code_page(sample)
    text = content.decode(name, errors="replace")
    return DecodedText(text, name, text.count("\ufffd"), assumed=True)


def _code_page(sample: bytes) -> str:
    """Choose the 8-bit page: Cyrillic words are runs of high bytes, Latin accents stand alone between ASCII letters."""
    high = len(_HIGH.findall(sample))
    in_runs = sum(len(run) for run in _RUN.findall(sample))
    if in_runs > 0.5 * high:
        return _cyrillic_page(sample)
    controls = _count(sample, range(0x80, 0xA0))
    if _count(sample, (0x81, 0x8D, 0x8F, 0x90, 0x9D)):
        return "mac-roman" if controls > 0.5 * high else "iso-8859-1"
    return "cp1252" if controls else "iso-8859-1"


def _cyrillic_page(sample: bytes) -> str:
    """Russian text is mostly lower case, which cp1251, KOI8-R and cp866 keep in different places."""
    lower_1251 = _count(sample, range(0xE0, 0x100))
    lower_koi8 = _count(sample, range(0xC0, 0xE0))
    lower_866 = _count(sample, (*range(0xA0, 0xB0), *range(0xE0, 0xF0)))
    upper_866 = _count(sample, range(0x80, 0xA0))
    if upper_866 + lower_866 > lower_1251 + lower_koi8:
        return "cp866"
    return "koi8-r" if lower_koi8 > 2 * lower_1251 else "cp1251"


def _count(sample: bytes, wanted: Iterable[int]) -> int:
    """Return how many bytes of the sample are among the wanted ones."""
    return len(sample) - len(sample.translate(None, bytes(wanted)))
