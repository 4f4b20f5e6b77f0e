"""Where a plan lives on disk: its file, the lock on it, the journal beside it and its backups."""

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from planner.document.plan_lock import PlanLock
from planner.document.recovery import set_aside
from planner.domain.errors import FileProblemError, OutsideChangeError
from planner.domain.plan import Edit, Plan
from planner.storage.atomic import atomic_write
from planner.storage.backups import EVERY, Backups
from planner.storage.codec import encode_edit
from planner.storage.file_problem import file_problem
from planner.storage.journal import Journal, journal_path
from planner.storage.loaded_plan import Stamp
from planner.storage.plan_file import save, stamp_of
from planner.storage.plan_text import dumps

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """Return the time now, with its zone."""
    return datetime.now(UTC)


class PlanHome:
    """The files of one open plan.

    Parameters
    ----------
    path
        The plan file; ``None`` when there is nowhere to keep the plan.
    base
        The plan that the file holds, or would hold.
    stamp
        The file's stamp; ``None`` while it does not exist.
    untitled
        The file is only the start of a journal in the app's own folder.
    """

    def __init__(
        self,
        path: Path | None,
        *,
        base: Plan,
        stamp: Stamp | None = None,
        untitled: bool = False,
        backups: Backups | None = None,
        clock: Clock = utc_now,
    ) -> None:
        self.path, self.base, self.stamp, self.untitled = path, base, stamp, untitled
        self.lock = PlanLock(path) if path else None
        self.has_leftover_journal = False
        self._backups, self._clock = backups, clock
        self._kept_at = clock()
        self._journal: Journal | None = None

    @property
    def is_journalled(self) -> bool:
        """Say whether what differs from the file is safe in a journal."""
        return self._journal is not None

    def record_edit(self, edit: Edit, *, before: Plan, after: Plan) -> None:
        """Write an edit into the journal.

        Raises
        ------
        InvalidValueError
            When the edit holds something that cannot be stored: it must not be made.
        FileProblemError
            When the disk refused: the edit may be made, but it is not safe until the next one or a save succeeds.
        """
        encode_edit(edit)
        self._write(lambda journal: journal.append_edit(edit, after=after), at=before)
        self._keep_every_half_hour(after)

    def record_return(self, plan: Plan) -> None:
        """Write into the journal that the plan is an earlier one again; raises as :meth:`record_edit` does."""
        self._write(lambda journal: journal.append_return(plan), at=plan)

    def save(self, plan: Plan, *, overwrite: bool = False) -> None:
        """Save into the plan file and clear the journal.

        Raises
        ------
        OutsideChangeError
            When the file is not as it was left; ``overwrite`` saves all the same.
        FileProblemError
            When the file cannot be written; it is as it was, and so is the journal.
        """
        if self.path is None:
            return
        if not overwrite and self.has_changed_outside():
            raise OutsideChangeError(str(self.path))
        text = dumps(plan)
        stamp = Stamp.of(text)
        if self._journal is not None:
            with suppress(FileProblemError):  # a full disk: saving will say so itself
                self._journal.append_saved(stamp)
        atomic_write(self.path, text)
        self.base, self.stamp = plan, stamp
        self._drop_journal()

    def has_changed_outside(self) -> bool:
        """Say whether the file holds something else than this program left there; a deleted file does not."""
        if self.path is None:
            return False
        found = stamp_of(self.path)
        return found is not None and found != self.stamp

    def keep_backup(self, content: Plan | bytes, *, reason: str) -> None:
        """Keep a version aside; an untitled plan has none.

        Raises
        ------
        FileProblemError
            When it cannot be written.
        """
        if self._backups is not None and self.path is not None and not self.untitled:
            self._kept_at = self._clock()
            self._backups.keep(content, of=self.path, reason=reason, now=self._kept_at)

    def close(self) -> None:
        """Leave for good: everything is saved, or is not wanted."""
        self._drop_journal()
        if self.untitled and self.path is not None:
            with suppress(OSError):
                self.path.unlink()
        if self.lock is not None:
            self.lock.release()

    def leave(self) -> None:
        """Leave for now: the journal stays on the disk, and the next start offers what is in it."""
        if self._journal is None:
            self.close()
            return
        self._journal.close()
        self._journal = None
        if self.lock is not None:
            self.lock.release()

    def _write(self, line: Callable[[Journal], None], *, at: Plan) -> None:
        """Write a line; after a failure the journal is let go, and the next one starts with all that was lost."""
        try:
            journal = self._opened_journal(at)
            if journal is not None:
                line(journal)
        except FileProblemError:
            if self._journal is not None:
                self._journal.close()
                self._journal = None
            raise

    def _opened_journal(self, plan: Plan) -> Journal | None:
        if self._journal is None and self.path is not None:
            if self.has_leftover_journal:
                set_aside(self.path)
                self.has_leftover_journal = False
            if self.stamp is None:
                self._make_room(self.path)
                self.stamp = save(self.base, self.path)
            self._journal = Journal(journal_path(self.path), base=self.base, stamp=self.stamp, plan=plan)
        return self._journal

    def _make_room(self, path: Path) -> None:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise file_problem(path, error) from error
        if self.lock is not None:
            self.lock.acquire()

    def _drop_journal(self) -> None:
        if self._journal is not None:
            self._journal.remove()
            self._journal = None

    def _keep_every_half_hour(self, plan: Plan) -> None:
        if self._clock() - self._kept_at >= EVERY:
            self.keep_backup(plan, reason="change")

    def rebase(self, plan: Plan) -> None:
        """Take over what somebody else has written into the file: the journal starts anew from it."""
        self.base = plan
        self._drop_journal()
