"""What was typed into a cell, read as a value; the same rules as for an imported file, one cell at a time."""

from datetime import date

from planner.domain.errors import InvalidValueError


def typed_date(field: str, text: str) -> date:
    """Return a date typed as ``2026-05-18``, ``18.5.2026`` or ``18 May 2026``.

    Raises
    ------
    InvalidValueError
        When it is none.
    """
    from planner.importing.dates import parse_date

    found = parse_date(text.strip())
    if found is None:
        raise InvalidValueError(field, text, "a date such as 18 May 2026")
    return found


def typed_number(field: str, text: str) -> float | None:
    """Return a number with point or comma; nothing typed is ``None``.

    Raises
    ------
    InvalidValueError
        When it is no number of 0 or more.
    """
    from planner.importing.values import parse_number

    if not text.strip() or text.strip() == "?":
        return None
    found = parse_number(text.strip(), decimal_comma="," in text and "." not in text)
    if found is None or found < 0:
        raise InvalidValueError(field, text, "a number of 0 or more")
    return found


def typed_share(field: str, text: str) -> float | None:
    """Return a percentage as a share: ``"25 %"`` is 0.25; nothing typed is ``None``.

    Raises
    ------
    InvalidValueError
        When it is no number.
    """
    found = typed_number(field, text.replace("%", " "))
    return None if found is None else found / 100


def typed_list(text: str) -> tuple[str, ...]:
    """Return words between commas or semicolons, each once."""
    parts = (part.strip() for part in text.replace(";", ",").split(","))
    return tuple(dict.fromkeys(part for part in parts if part))
