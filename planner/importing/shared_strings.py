"""The texts that the cells of a workbook share, and what stands for signs in them."""

import re

_PLAIN = re.compile(r"<si>\s*<t(?: [^>]*)?>([^<]*)</t>\s*</si>|<si>\s*(?:<t(?: [^>]*)?/>)?\s*</si>|<si ?/>")
_ENTRY = re.compile(r"<si>(.*?)</si>|<si ?/>", re.DOTALL)
_PHONETIC = re.compile(r"<rPh\b.*?</rPh>", re.DOTALL)
_RUN = re.compile(r"<t(?: [^>]*)?>([^<]*)</t>")
_ENTITY = re.compile(r"&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|(\w{2,4}));")
_CODED = re.compile(r"_x([0-9a-fA-F]{4})_")
_SIGNS = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}


def shared_strings(content: bytes) -> list[str]:
    """Return the shared strings of a workbook, runs of rich text put together.

    Raises
    ------
    ValueError
        When the part is not written as spreadsheet programs do.
    """
    text = content.decode("utf-8")
    if "<!" in text or "<x:" in text:
        raise ValueError(text[:40])
    entries = text.count("<si>") + text.count("<si/>") + text.count("<si />")
    plain = _split(text, entries)
    if plain is not None:
        return plain
    rich = "<r>" in text or "<r " in text or "<rPh" in text
    found = [_joined(entry) for entry in _ENTRY.findall(text)] if rich else _PLAIN.findall(text)
    if len(found) != entries:
        raise ValueError(entries)
    return list(map(unescaped, found))


def _split(text: str, entries: int) -> list[str] | None:
    """Return the strings of a part in which every one stands alone in its two elements, None for any other part."""
    start, end = text.find("<si><t"), text.rfind("</t></si>")
    if start < 0 or end < 0:
        return None
    body = text[start:end].replace('<t xml:space="preserve">', "<t>").removeprefix("<si><t>")
    found = body.split("</t></si><si><t>")
    if len(found) != entries or body.count("<") != 4 * (entries - 1):
        return None
    odd = any(sign in body for sign in ("&", "_x", "\r"))
    return list(map(unescaped, found)) if odd else found


def _joined(entry: str) -> str:
    return "".join(_RUN.findall(_PHONETIC.sub("", entry)))


def unescaped(text: str) -> str:
    r"""Return a text with its entities and coded control characters resolved.

    >>> unescaped("a &lt; b &#38; c_x000D_")
    'a < b & c\r'
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "&" in text:
        text = _ENTITY.sub(_sign, text)
    return _CODED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def _sign(found: re.Match[str]) -> str:
    if found[3]:
        if found[3] not in _SIGNS:
            raise ValueError(found[0])
        return _SIGNS[found[3]]
    return chr(int(found[1]) if found[1] else int(found[2], 16))
