"""A plan as the text of its file, and back.

The first line names the format, its version and the plan; then comes one record per line, kind by kind; the last line
says that nothing is missing after it. Each line has its own checksum and there is none over the whole file, so that
git can merge two people's changes of different lines and the result opens, while a flipped byte or a file cut short
is refused.
"""

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from planner.domain.errors import UnreadableFileError
from planner.domain.issue import Issue, Severity
from planner.domain.plan import Plan
from planner.storage.codec import RecordError, decode, decode_all, encode_all, from_plain, plain, to_json
from planner.storage.kinds import KIND_NAMED, KINDS, Kind, assembled
from planner.storage.loaded_plan import LoadedPlan, Stamp
from planner.storage.migrations import migrate
from planner.storage.schema import SCHEMA, SchemaVersion
from planner.storage.sealed_lines import Line, seal, unseal_all

HEADER = "ballast"
END = "end"
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_RESTORE = "Open the newest backup, or take the file back from version control."


def dumps(plan: Plan) -> bytes:
    """Return the text of a plan's file; equal plans give equal bytes.

    Raises
    ------
    InvalidValueError
        When the plan holds something that the file cannot, such as a number that is not finite.
    """
    lines = [seal(HEADER, to_json({"schema": str(SCHEMA), "name": plan.name}))]
    for kind in KINDS:
        lines += [seal(kind.name, text) for text in encode_all(kind.entries(plan), kind.value_type)]
    lines += [seal(END, b"{}"), b""]
    return b"\n".join(lines)


def loads(text: bytes, *, path: str = "") -> LoadedPlan:
    """Return the plan in the text of a file.

    Parameters
    ----------
    path
        Where the text came from, for the error.

    Raises
    ------
    UnreadableFileError
        When it is no plan, a damaged one, or one of a newer major version; with the line and what is wrong there.
    """
    try:
        with _collector_paused():
            return _read(text, path=path)
    except RecordError as error:
        raise UnreadableFileError(path, error.reason, _RESTORE) from error


def _read(text: bytes, *, path: str) -> LoadedPlan:
    lines = _opened_lines(text)
    version, name = _header(lines[0])
    if version.major > SCHEMA.major:
        reason = f"it is of version {version} of the plan format, and this program knows versions up to {SCHEMA}"
        raise UnreadableFileError(path, reason, "Open it with a newer Ballast.")
    records = _by_kind(lines)
    entries = _migrated(records, version) if version < SCHEMA else _decoded(records, strict=version == SCHEMA)
    return LoadedPlan(
        assembled(name, entries),
        Stamp.of(text),
        read_only=version > SCHEMA,
        migrated=version < SCHEMA,
        notices=(*_notices(lines, version), *_absent(entries)),
    )


def _opened_lines(text: bytes) -> list[Line]:
    text = text.removeprefix(_BYTE_ORDER_MARK)
    if not text.lstrip().startswith(b'{"ballast":'):
        raise RecordError("it is not a Ballast plan")
    lines = unseal_all(text)
    for line in lines[:-1]:
        if line.kind == END:
            raise RecordError(f"line {line.number}: the file goes on after its last line")
    return lines


def _header(line: Line) -> tuple[SchemaVersion, str]:
    content = plain(line.text) if line.kind == HEADER else None
    if not isinstance(content, dict):
        raise RecordError("it is not a Ballast plan")
    schema, name = content.get("schema"), content.get("name")
    if not (isinstance(schema, str) and isinstance(name, str)):
        raise RecordError("line 1: version or name is missing")
    return SchemaVersion.parse(schema), name


def _by_kind(lines: list[Line]) -> dict[str, list[Line]]:
    if lines[-1].kind != END:
        raise RecordError(f"the end is missing: the file stops after line {lines[-1].number}")
    if lines[-1].text.strip() != b"{}":
        raise RecordError(f"line {lines[-1].number}: it is not a complete record")
    records: dict[str, list[Line]] = {}
    for line in lines[1:-1]:
        records.setdefault(line.kind, []).append(line)
    for name, found in records.items():
        if name in KIND_NAMED and KIND_NAMED[name].single and len(found) > 1:
            raise RecordError(f"line {found[1].number}: {name} stands in the file a second time")
    return records


def _decoded(records: Mapping[str, list[Line]], *, strict: bool) -> dict[str, list[Any]]:
    entries: dict[str, list[Any]] = {}
    for name, lines in records.items():
        kind = KIND_NAMED.get(name)
        if kind is not None:
            entries[name] = _values(kind, lines, strict=strict)
        elif strict:
            raise RecordError(f"line {lines[0].number}: there is no kind of record named {name!r}")
    return entries


def _values(kind: Kind, lines: list[Line], *, strict: bool) -> list[Any]:
    try:
        return decode_all([line.text for line in lines], kind.value_type, strict=strict)
    except RecordError as error:
        raise _located(error, kind, lines, strict=strict) from error


def _located(error: RecordError, kind: Kind, lines: list[Line], *, strict: bool) -> RecordError:
    for line in lines:
        try:
            decode(line.text, kind.value_type, strict=strict)
        except RecordError as found:
            return RecordError(f"line {line.number}, {kind.name}: {found.reason}")
    return error


def _migrated(records: Mapping[str, list[Line]], version: SchemaVersion) -> dict[str, list[Any]]:
    content = {name: [plain(line.text) for line in lines] for name, lines in records.items()}
    content = migrate(content, start=version)
    for name in content:
        if name not in KIND_NAMED:
            raise RecordError(f"there is no kind of record named {name!r}")
    return {name: from_plain(entries, KIND_NAMED[name].value_type) for name, entries in content.items()}


def _notices(lines: list[Line], version: SchemaVersion) -> Iterator[Issue]:
    if version > SCHEMA:
        note = "Written by a newer Ballast: it opens read-only, so that nothing it holds is lost."
        yield Issue("newer-version", Severity.WARN, value=str(version), note=note)
    for line in lines:
        if not line.sealed:
            yield Issue("no-checksum", Severity.NOTE, row=line.number, value=line.kind, note="Edited by hand.")
        if version > SCHEMA and line.kind not in {HEADER, END, *KIND_NAMED}:
            yield Issue("unknown-record", Severity.WARN, row=line.number, value=line.kind, note="Not shown.")


def _absent(entries: Mapping[str, list[Any]]) -> Iterator[Issue]:
    for kind in KINDS:
        if kind.single and kind.name not in entries:
            yield Issue("missing-record", Severity.WARN, value=kind.name, note="The defaults are used.")


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Spare the garbage collector ten thousands of values that cannot form cycles."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()
