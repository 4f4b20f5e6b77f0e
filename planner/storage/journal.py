"""The journal ``*.ballast-journal`` beside a plan: every change since the last save, each on the disk when it returns.

Lines carry checksums as in the plan file. The first one ties the journal to the bytes of the plan it starts from; then
come ``edit`` lines, ``back`` lines (undo and redo: the plan is again as it was after an earlier line), ``state`` lines
(the plan is as given here, when no earlier line had it) and ``saved`` lines, written just before a save replaces the
plan file. Saving then removes the journal.
"""

import os
from contextlib import suppress
from errno import ENOSPC
from io import FileIO
from pathlib import Path
from types import TracebackType
from typing import Self

from planner.domain.plan import Edit, Plan
from planner.storage.atomic import atomic_write
from planner.storage.codec import encode_all, encode_edit, to_json
from planner.storage.file_problem import file_problem
from planner.storage.kinds import KINDS
from planner.storage.loaded_plan import Stamp
from planner.storage.schema import SCHEMA
from planner.storage.sealed_lines import seal

SUFFIX = ".ballast-journal"
REACH = 500
"""How many lines a ``back`` line may look behind; more than the undo stack is deep."""


def journal_path(plan_path: Path) -> Path:
    """Return where the journal of a plan file is."""
    return plan_path.with_name(plan_path.stem + SUFFIX)


class Journal:
    """A journal that is being written. Every method returns only when the disk has the line.

    Parameters
    ----------
    path
        The journal's own file; an older one there is replaced.
    base, stamp
        The plan in the plan file, and the stamp of that file.
    plan
        The plan now, when it already differs from ``base``.

    Raises
    ------
    FileProblemError
        When the journal cannot be written, here and in every method.
    """

    def __init__(self, path: Path, *, base: Plan, stamp: Stamp, plan: Plan | None = None) -> None:
        self.path = path
        self.plan = base if plan is None else plan
        lines = [seal("journal", to_json({"schema": str(SCHEMA), "plan": _plain_stamp(stamp)}))]
        if self.plan is not base:
            lines.append(seal("state", _state(self.plan, before=base)))
        self._count = len(lines)
        self._states: dict[int, tuple[int, Plan]] = {}
        self._remember(self.plan)
        atomic_write(path, b"\n".join([*lines, b""]))
        self._file = self._opened()

    def append_edit(self, edit: Edit, *, after: Plan) -> None:
        """Note that an edit was made, and the plan is ``after`` now."""
        self._append("edit", encode_edit(edit), after)

    def append_return(self, plan: Plan) -> None:
        """Note that undo or redo made the plan ``plan`` again."""
        line = self._states.get(id(plan), (0, plan))[0]
        if line and self._count - line < REACH:
            self._append("back", to_json({"to": line}), plan)
        else:
            self._append("state", _state(plan, before=self.plan), plan)

    def append_saved(self, stamp: Stamp) -> None:
        """Note that the plan file is about to be replaced by one with this stamp."""
        self._append("saved", to_json(_plain_stamp(stamp)), self.plan)

    def close(self) -> None:
        """Stop writing; the file stays for the next start."""
        self._file.close()

    def remove(self) -> None:
        """Stop writing and delete the file: everything in it is saved."""
        self.close()
        with suppress(OSError):
            self.path.unlink()

    def __enter__(self) -> Self:
        """Return the journal itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file."""
        self.close()

    def _append(self, kind: str, text: bytes, plan: Plan) -> None:
        line = seal(kind, text) + b"\n"
        before = os.fstat(self._file.fileno()).st_size
        try:
            if self._file.write(line) != len(line):
                raise OSError(ENOSPC, os.strerror(ENOSPC))  # noqa: TRY301 - a short write is a failed one
            os.fsync(self._file.fileno())
        except OSError as error:
            with suppress(OSError):
                self._file.truncate(before)
            raise file_problem(self.path, error) from error
        self._count += 1
        self.plan = plan
        self._remember(plan)

    def _remember(self, plan: Plan) -> None:
        """Keep which line made this plan; the plan itself is kept too, so that its identity stays its own."""
        self._states.pop(id(plan), None)
        self._states[id(plan)] = (self._count, plan)
        if len(self._states) > REACH:
            del self._states[next(iter(self._states))]

    def _opened(self) -> FileIO:
        try:
            return FileIO(self.path, "a")
        except OSError as error:
            raise file_problem(self.path, error) from error


def _plain_stamp(stamp: Stamp) -> dict[str, object]:
    return {"size": stamp.size, "digest": stamp.digest}


def _state(plan: Plan, *, before: Plan) -> bytes:
    """Return the kinds of records in which two plans differ, as the later one has them."""
    parts = [b'"name":%b' % to_json(plan.name)]
    for kind in KINDS:
        now, then = kind.content(plan), kind.content(before)
        if now is not then:
            texts = encode_all(kind.entries(plan), kind.value_type)
            parts.append(b'"%b":[%b]' % (kind.name.encode(), b",".join(texts)))
    return b"{%b}" % b",".join(parts)
