"""The shape of every stored record: one strict msgspec struct per dataclass of the domain, made from its fields.

A field is left out of the file only when it is empty (``None``, ``""``, ``()`` or ``False``). Figures and enum values
are always written, so that a default that changes in a later version never changes the meaning of an old plan.
"""

import types
from dataclasses import MISSING, Field, fields, is_dataclass
from sys import float_info
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

import msgspec

from planner.domain.edits import BaseEdit
from planner.domain.plan import Edit

EDIT_TAG = "edit"
Finite = Annotated[float, msgspec.Meta(ge=-float_info.max, le=float_info.max)]
_EMPTY: tuple[object, ...] = (None, "", (), False)
_MADE: dict[tuple[type, bool], type[msgspec.Struct]] = {}


class BoxedEdit:
    """Stands for an edit of any class inside another record, so that its struct is looked up by name."""

    __slots__ = ("record",)

    def __init__(self, record: msgspec.Struct) -> None:
        self.record = record


def record_type(value_type: type, *, strict: bool = True) -> type[msgspec.Struct]:
    """Return the struct in which values of a dataclass are stored.

    Parameters
    ----------
    value_type
        Frozen dataclass of the domain.
    strict
        Refuse fields that the dataclass does not have; a file of a newer minor version is read without.
    """
    known = _MADE.get((value_type, strict))
    if known is None:
        known = _MADE[value_type, strict] = _made(value_type, strict=strict)
    return known


def list_of(entry_type: type) -> Any:
    """Return the type of lists of a type that is only known at run time."""
    return types.GenericAlias(list, (entry_type,))


def _made(value_type: Any, *, strict: bool) -> type[msgspec.Struct]:
    hints = get_type_hints(value_type)
    entries = [_entry(field, _stored(hints[field.name], strict=strict), strict=strict) for field in fields(value_type)]
    tag = value_type.__name__ if issubclass(value_type, BaseEdit) else None
    return msgspec.defstruct(
        f"{value_type.__name__}Record",
        entries,
        omit_defaults=True,
        forbid_unknown_fields=strict,
        kw_only=True,
        gc=False,
        tag=tag,
        tag_field=EDIT_TAG if tag else None,
    )


def _entry(field: "Field[Any]", stored: Any, *, strict: bool) -> Any:
    if field.default is MISSING:
        return field.name, stored
    if any(field.default is empty for empty in _EMPTY):
        return field.name, stored, field.default
    return field.name, stored, msgspec.field(default_factory=_always(field.default, strict=strict))


def _always(default: Any, *, strict: bool) -> Any:
    if not is_dataclass(default):
        return lambda: default
    record = msgspec.convert(default, record_type(type(default), strict=strict), from_attributes=True)
    return lambda: record


def _stored(hint: Any, *, strict: bool) -> Any:
    origin, inner = get_origin(hint), get_args(hint)
    if origin is tuple:
        return types.GenericAlias(tuple, tuple(p if p is ... else _stored(p, strict=strict) for p in inner))
    if origin in {Union, types.UnionType}:
        return Union[tuple(_stored(part, strict=strict) for part in inner)]  # noqa: UP007 - built from a tuple
    if hint is Edit:
        return BoxedEdit
    if hint is float:
        return Finite
    return record_type(hint, strict=strict) if isinstance(hint, type) and is_dataclass(hint) else hint
