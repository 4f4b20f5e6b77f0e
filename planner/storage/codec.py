"""Values of the domain to JSON and back, strictly typed: what cannot be stored exactly is refused before it is written.

An edit is a record with its class name in front: ``{"edit":"SetStatus","key":"PAY-1","status":"done"}``.
"""

from collections.abc import Hashable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar, cast

import msgspec

from planner.domain.edits import EDIT_TYPES
from planner.domain.errors import InvalidValueError, PlannerError
from planner.domain.plan import Edit
from planner.storage.records import EDIT_TAG, BoxedEdit, list_of, record_type

_Value = TypeVar("_Value")
_NOT_STORABLE = (msgspec.MsgspecError, TypeError, ValueError, OverflowError, RecursionError)


@dataclass(eq=False)
class RecordError(PlannerError):
    """A record that is not what its type says; ``reason`` names the field and what was found there."""

    code = "record"
    reason: str


def encode(value: object) -> bytes:
    """Return one value of the domain as a line of JSON.

    Raises
    ------
    InvalidValueError
        When a part of it cannot be stored exactly, such as a number that is not finite.
    """
    with _refusing_to_store():
        return _ENCODER.encode(_to_record(value))


def encode_all(values: Sequence[object], value_type: type) -> list[bytes]:
    """Return values of one type as lines of JSON; the same as :func:`encode` of each, faster."""
    with _refusing_to_store():
        records = msgspec.convert(values, list_of(record_type(value_type)), from_attributes=True, dec_hook=_box)
        return [_ENCODER.encode(record) for record in records]


def decode(text: bytes, value_type: type[_Value], *, strict: bool = True) -> _Value:
    """Return the value that a line of JSON stands for.

    Raises
    ------
    RecordError
        When anything in it is missing, unknown, of another type or out of range.
    """
    return decode_all((text,), value_type, strict=strict)[0]


def decode_all(texts: Sequence[bytes], value_type: type[_Value], *, strict: bool = True) -> list[_Value]:
    """Return the values of several lines of one type; the same as :func:`decode` of each, faster."""
    with _refusing_to_read():
        records = _decoder(cast("Hashable", value_type), strict=strict).decode(b"[" + b",".join(texts) + b"]")
        if len(records) != len(texts):
            raise RecordError("more than one value in a line")
        return _from_records(records, value_type)


def from_plain(entries: Sequence[object], value_type: type[_Value]) -> list[_Value]:
    """Return the values that plain dicts stand for, as a migration leaves them."""
    with _refusing_to_read():
        records = msgspec.convert(entries, list_of(record_type(value_type)), dec_hook=_box)
        return _from_records(records, value_type)


def encode_edit(edit: Edit) -> bytes:
    """Return an edit as a line of JSON that :func:`decode_edit` reads back."""
    if EDIT_TYPES.get(type(edit).__name__) is not type(edit):
        raise InvalidValueError("edit", type(edit).__name__, "a registered edit")
    return encode(edit)


def decode_edit(text: bytes, *, strict: bool = True) -> Edit:
    """Return the edit that a line of JSON stands for.

    Raises
    ------
    RecordError
        When no edit of that name exists or its fields do not fit.
    """
    with _refusing_to_read():
        plain = msgspec.json.decode(text)
        return _edit_of(_edit_record(plain, strict=strict))


def plain(text: bytes) -> Any:
    """Return any JSON as dicts, lists, text and numbers."""
    with _refusing_to_read():
        return msgspec.json.decode(text)


def to_json(value: object) -> bytes:
    """Return plain dicts, lists, text and numbers as one line of JSON."""
    with _refusing_to_store():
        return _ENCODER.encode(value)


def _to_record(value: object) -> msgspec.Struct:
    return msgspec.convert(value, record_type(type(value)), from_attributes=True, dec_hook=_box)


def _from_records(records: list[msgspec.Struct], value_type: type[_Value]) -> list[_Value]:
    return cast("list[_Value]", msgspec.convert(records, list_of(value_type), from_attributes=True, dec_hook=_box))


@cache
def _decoder(value_type: Hashable, *, strict: bool) -> "msgspec.json.Decoder[list[msgspec.Struct]]":
    hook = _box if strict else _box_leniently
    return msgspec.json.Decoder(list_of(record_type(cast("type", value_type), strict=strict)), dec_hook=hook)


def _box(goal: type, value: object) -> object:
    """Turn edits inside records into boxed structs, and boxed structs into edits."""
    return _boxed(goal, value, strict=True)


def _box_leniently(goal: type, value: object) -> object:
    return _boxed(goal, value, strict=False)


def _boxed(goal: type, value: object, *, strict: bool) -> object:
    if goal is BoxedEdit:
        return BoxedEdit(_edit_record(value, strict=strict) if isinstance(value, dict) else _to_record(value))
    if goal is Edit and isinstance(value, BoxedEdit):
        return _edit_of(value.record)
    raise NotImplementedError(goal)


def _edit_record(value: object, *, strict: bool) -> msgspec.Struct:
    name = value.get(EDIT_TAG) if isinstance(value, dict) else None
    edit_type = EDIT_TYPES.get(name) if isinstance(name, str) else None
    if edit_type is None:
        raise RecordError(f"there is no edit named {name!r}")
    hook = _box if strict else _box_leniently
    return msgspec.convert(value, record_type(edit_type, strict=strict), dec_hook=hook)


def _edit_of(record: msgspec.Struct) -> Edit:
    edit_type = EDIT_TYPES[str(record.__struct_config__.tag)]
    return cast("Edit", msgspec.convert(record, edit_type, from_attributes=True, dec_hook=_box))


def _unbox(value: object) -> object:
    if isinstance(value, BoxedEdit):
        return value.record
    raise TypeError(type(value).__name__)


@contextmanager
def _refusing_to_store() -> Iterator[None]:
    try:
        yield
    except _NOT_STORABLE as error:
        raise InvalidValueError("value", str(error), "a value that the plan file can hold") from error


@contextmanager
def _refusing_to_read() -> Iterator[None]:
    try:
        yield
    except RecordError:
        raise
    except InvalidValueError as error:
        raise RecordError(f"{error.field} is {error.value}, allowed is {error.allowed}") from error
    except _NOT_STORABLE as error:
        raise RecordError(str(error)) from error


_ENCODER = msgspec.json.Encoder(enc_hook=_unbox)
