"""Small pure helpers on the tuples of a plan, shared by all edits."""

from collections.abc import Callable
from typing import TypeVar

from planner.domain.errors import DuplicateError, UnknownReferenceError

_Entry = TypeVar("_Entry")


def identity(entry: object) -> str:
    """Return what identifies an entry of the plan: its key or its id."""
    return str(getattr(entry, "key", None) or getattr(entry, "id", ""))


def added(entries: tuple[_Entry, ...], entry: _Entry, *, noun: str, at: int | None = None) -> tuple[_Entry, ...]:
    """Return ``entries`` with a new one at a position (the end by default).

    Raises
    ------
    DuplicateError
        When its identity is taken.
    """
    if any(identity(other) == identity(entry) for other in entries):
        raise DuplicateError(noun, identity(entry))
    place = len(entries) if at is None else at
    return (*entries[:place], entry, *entries[place:])


def replaced(entries: tuple[_Entry, ...], entry: _Entry, *, noun: str) -> tuple[_Entry, ...]:
    """Return ``entries`` with the one of the same identity exchanged; the same tuple when nothing differs.

    Raises
    ------
    UnknownReferenceError
        When there is none.
    """
    return changed(entries, identity(entry), lambda _: entry, noun=noun)


def changed(
    entries: tuple[_Entry, ...], reference: str, change: Callable[[_Entry], _Entry], *, noun: str
) -> tuple[_Entry, ...]:
    """Return ``entries`` with ``change`` applied to one of them; the same tuple when it changes nothing.

    Raises
    ------
    UnknownReferenceError
        When no entry has this identity.
    """
    for place, old in enumerate(entries):
        if identity(old) == reference:
            new = change(old)
            return entries if new == old else (*entries[:place], new, *entries[place + 1 :])
    raise UnknownReferenceError(noun, reference)


def removed(entries: tuple[_Entry, ...], reference: str, *, noun: str) -> tuple[_Entry, ...]:
    """Return ``entries`` without one of them.

    Raises
    ------
    UnknownReferenceError
        When no entry has this identity.
    """
    kept = tuple(entry for entry in entries if identity(entry) != reference)
    if len(kept) == len(entries):
        raise UnknownReferenceError(noun, reference)
    return kept
