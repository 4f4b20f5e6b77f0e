"""Reading a journal back: the plan as it was after the last change that reached the disk."""

from collections import deque
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from planner.domain.errors import PlannerError, UnreadableFileError
from planner.domain.issue import Issue, Severity
from planner.domain.plan import Plan
from planner.storage.atomic import read_bytes
from planner.storage.codec import RecordError, decode_edit, from_plain, plain
from planner.storage.journal import REACH
from planner.storage.kinds import KIND_NAMED, assembled
from planner.storage.loaded_plan import Stamp
from planner.storage.schema import SCHEMA, SchemaVersion
from planner.storage.sealed_lines import Line, unseal_all


@dataclass(frozen=True, slots=True)
class Replayed:
    """What a journal holds.

    Parameters
    ----------
    plan
        The plan after the last readable line.
    changes
        Number of edits, undos and redos since the plan file was saved.
    notices
        A torn last line, or lines that could not be read or applied.
    """

    plan: Plan
    changes: int
    notices: tuple[Issue, ...] = ()


def replay_journal(path: Path, *, base: Plan, stamp: Stamp) -> Replayed:
    """Return the plan that a journal leads to.

    Parameters
    ----------
    base, stamp
        The plan in the plan file, and the stamp of that file.

    Raises
    ------
    FileProblemError
        When the journal cannot be read.
    UnreadableFileError
        When it is none, or belongs to other bytes than the plan file has now.
    """
    lines, notices = _sound_lines(read_bytes(path))
    try:
        start = _start(lines, stamp)
    except RecordError as error:
        raise UnreadableFileError(str(path), error.reason, "Save the plan: the journal starts anew.") from error
    states = deque([(lines[start].number, base)], maxlen=REACH)
    changes = 0
    for line in lines[start + 1 :]:
        try:
            after = _after(line, states)
        except PlannerError as error:
            note = "This change and those after it could not be read back."
            notices.append(Issue("journal-stopped", Severity.WARN, row=line.number, value=str(error), note=note))
            break
        changes += line.kind != "saved"
        states.append((line.number, after))
    return Replayed(states[-1][1], changes, tuple(notices))


def _sound_lines(text: bytes) -> tuple[list[Line], list[Issue]]:
    """Return the lines before the first damaged one; a last line without its end is what a crash leaves."""
    complete, _, torn = text.rpartition(b"\n")
    lines: list[Line] = []
    notices: list[Issue] = []
    if torn:
        notices.append(Issue("journal-torn", Severity.NOTE, note="The change in flight was not complete."))
    for number, line in enumerate(complete.split(b"\n"), start=1):
        try:
            (opened,) = unseal_all(line) or [Line(number, "", b"", sealed=False)]
            if not opened.sealed:
                raise RecordError("it has no checksum")  # noqa: TRY301 - told in the same way as a damaged line
            lines.append(opened._replace(number=number))
        except RecordError as error:
            note = "The changes from here on are damaged."
            notices.append(Issue("journal-stopped", Severity.WARN, row=number, value=error.reason, note=note))
            break
    return lines, notices


def _start(lines: list[Line], stamp: Stamp) -> int:
    """Return the place of the line after which the plan was as the plan file is now."""
    if not lines or lines[0].kind != "journal":
        raise RecordError("it is no Ballast journal")
    header = _fields(lines[0])
    if SchemaVersion.parse(str(header.get("schema"))) > SCHEMA:
        raise RecordError("it was written by a newer Ballast")
    wanted = {"size": stamp.size, "digest": stamp.digest}
    for place in range(len(lines) - 1, 0, -1):
        if lines[place].kind == "saved" and _fields(lines[place]) == wanted:
            return place
    if header.get("plan") != wanted:
        raise RecordError("it belongs to another version of the plan file")
    return 0


def _after(line: Line, states: "deque[tuple[int, Plan]]") -> Plan:
    current = states[-1][1]
    match line.kind:
        case "edit":
            return decode_edit(line.text).apply(current)
        case "back":
            return _earlier(_fields(line).get("to"), states)
        case "state":
            return _stated(_fields(line), current)
        case "saved":
            return current
    raise RecordError(f"there is no kind of line named {line.kind!r}")


def _earlier(number: object, states: "deque[tuple[int, Plan]]") -> Plan:
    for known, plan in reversed(states):
        if known == number:
            return plan
    raise RecordError(f"line {number} is not there to go back to")


def _stated(content: dict[str, Any], current: Plan) -> Plan:
    entries: dict[str, list[Any]] = {}
    for name, records in content.items():
        if name in KIND_NAMED:
            entries[name] = from_plain(records, KIND_NAMED[name].value_type)
    return assembled(str(content.get("name", current.name)), entries, base=current)


def _fields(line: Line) -> dict[str, Any]:
    content = plain(line.text)
    if not isinstance(content, dict):
        raise RecordError("it is not a record")
    return content
