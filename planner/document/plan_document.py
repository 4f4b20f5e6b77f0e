"""The open document: the current plan, its undo stack, and the files that keep it safe."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from planner.document.edit_history import Describe, EditHistory, class_name
from planner.document.outside_watch import OutsideWatch
from planner.document.plan_home import Clock, PlanHome, utc_now
from planner.document.recovery import UNTITLED, Recovery, find_recovery, forget_untitled
from planner.domain.check import check_plan
from planner.domain.edits import MergeBacklog, Several
from planner.domain.errors import FileProblemError, PlannerError, ReadOnlyPlanError
from planner.domain.plan import Edit, Plan
from planner.storage.atomic import read_bytes, sweep_stale
from planner.storage.backups import Backup, Backups
from planner.storage.plan_file import SUFFIX, load
from planner.storage.plan_text import loads

if TYPE_CHECKING:
    from planner.domain.issue import Issue

BACKUP_FOLDER = "backups"


class PlanDocument(EditHistory):
    """One window's plan: edits in, files out.

    Parameters
    ----------
    plan
        Plan to start with, untitled; the empty one by default.
    state_folder
        The app's own folder for backups and for the journals of untitled plans; ``None`` keeps neither.
    describe
        Names an undo step for the menu.
    clock, today
        Where the time comes from.

    Notes
    -----
    ``problem`` carries a :class:`PlannerError` of something that went wrong beside the edit: the edit stands, but it
    is not on the disk. ``path_changed`` tells of another file or of another state of saving, ``changed_outside`` that
    somebody else has written the file.
    """

    problem = Signal(object)
    path_changed = Signal()
    changed_outside = Signal()

    def __init__(
        self,
        plan: Plan | None = None,
        *,
        state_folder: Path | None = None,
        describe: Describe = class_name,
        today: Callable[[], date] = date.today,
        clock: Clock = utc_now,
        parent: QObject | None = None,
    ) -> None:
        plan = Plan() if plan is None else plan
        super().__init__(plan, describe=describe, today=today, parent=parent)
        self._state_folder, self._clock = state_folder, clock
        self.backups = Backups(state_folder / BACKUP_FOLDER) if state_folder else None
        self.read_only_because = ""
        self.notices: tuple[Issue, ...] = ()
        self.recovery: Recovery | None = None
        self._watch = OutsideWatch(self)
        self._watch.changed_outside.connect(self.changed_outside)
        self._home = self._untitled_home(plan)

    @property
    def path(self) -> Path | None:
        """The plan file; ``None`` while the plan is untitled."""
        return None if self._home.untitled else self._home.path

    @property
    def is_modified(self) -> bool:
        """Say whether there is something to save."""
        return self.stored_plan is not self._home.base and self.stored_plan != self._home.base

    def new(self, plan: Plan | None = None) -> None:
        """Show an untitled plan instead: the empty one, a sample, or what was found in a backup."""
        plan = Plan() if plan is None else plan
        self._move_in(self._untitled_home(plan), plan)

    def open(self, path: Path) -> None:
        """Show the plan in a file instead; until that has succeeded the old one stays.

        Afterwards ``recovery`` holds what a killed program left, ``notices`` what is odd about the file, and
        ``read_only_because`` is not empty when the plan may only be looked at.

        Raises
        ------
        PlannerError
            When the file cannot be read or is no sound plan.
        """
        path = path.absolute()
        loaded = load(path)
        if path == self.path:
            self._home.close()  # going back to the file: the lock on it is our own
        home = self._home_of(path, loaded.plan)
        home.stamp = loaded.stamp
        because = "" if home.lock is None or home.lock.acquire() else f"it is open in {home.lock.owner}"
        if loaded.read_only:
            because = "it was written by a newer Ballast"
        self._move_in(home, loaded.plan, because=because)
        self.notices = (*loaded.notices, *check_plan(loaded.plan))
        if not because:
            sweep_stale(path.parent)
            self.recovery = find_recovery(path, base=loaded.plan, stamp=loaded.stamp)
            home.has_leftover_journal = self.recovery is not None
            if loaded.migrated:
                self._keep_backup(read_bytes(path), reason="migration")

    def save(self, *, overwrite: bool = False) -> None:
        """Save into the plan's file.

        Raises
        ------
        FileProblemError
            When there is no file yet, or it cannot be written: nothing is lost, in memory or on the disk.
        OutsideChangeError
            When somebody else has changed the file; with ``overwrite`` their version is backed up and replaced.
        ReadOnlyPlanError
            When the plan may only be looked at.
        """
        self._check_writable()
        if self.path is None:
            raise FileProblemError(self.plan.name, "it has no file yet")
        if overwrite and self._home.has_changed_outside():
            self._keep_backup(read_bytes(self.path), reason="outside")
        self._home.save(self.stored_plan, overwrite=overwrite)
        self._settle()

    def save_as(self, path: Path) -> None:
        """Save into another file, which is the plan's from then on; a file already there is replaced.

        Raises
        ------
        FileProblemError
            When it cannot be written; the plan stays where it was.
        ReadOnlyPlanError
            When another window has that file open.
        """
        path = path.absolute()
        if path == self.path:
            self.save(overwrite=True)
            return
        home = self._home_of(path, self.stored_plan)
        if home.lock is not None and not home.lock.acquire():
            raise ReadOnlyPlanError(str(path), f"it is open in {home.lock.owner}")
        try:
            home.save(self.stored_plan, overwrite=True)
        except PlannerError:
            home.close()
            raise
        self._home.close()
        self._home, self.read_only_because, self.recovery = home, "", None
        self._settle()

    def recover(self, recovery: Recovery) -> None:
        """Take over what a killed program left, as one undo step: of the open file, or of an untitled plan."""
        untitled = recovery.path != self.path
        if untitled:
            self.new()
        self.recovery = None
        self._home.has_leftover_journal = False
        self.replace_plan(recovery.plan, text="Recover")
        if untitled and self._home.is_journalled:
            forget_untitled(recovery)

    def restore(self, backup: Backup) -> None:
        """Go back to a backup, as one undo step; the plan as it is now becomes a backup first.

        Raises
        ------
        PlannerError
            When the backup cannot be read, or the plan may only be looked at.
        """
        self._check_writable()
        loaded = load(backup.path)
        self._keep_backup(self.stored_plan, reason="restore")
        self.replace_plan(loaded.plan, text="Restore")

    def reload(self) -> None:
        """Take the file as somebody else has left it, as one undo step, so that one can still go back.

        Raises
        ------
        PlannerError
            When the file cannot be read or is no sound plan.
        """
        if self.path is not None:
            loaded = loads(read_bytes(self.path), path=str(self.path))
            self._home.stamp = loaded.stamp
            self._home.rebase(loaded.plan)
            self.replace_plan(loaded.plan, text="Reload")
            self._settle()

    def close(self) -> None:
        """Leave the plan for good: journal and lock go, so save or ask before."""
        self._watch.expect(None, None)
        self._home.close()

    def leave(self) -> None:
        """Leave the plan for now: what is not saved stays in its journal and is offered at the next start."""
        self._watch.expect(None, None)
        if self.is_modified or self.recovery is not None:
            self._home.leave()
        else:
            self._home.close()

    def _record_edit(self, edit: Edit, after: Plan) -> None:
        self._check_writable()
        with self._beside_the_edit():
            if _imports(edit):
                self._home.keep_backup(self.stored_plan, reason="import")
        with self._beside_the_edit():
            self._home.record_edit(edit, before=self.stored_plan, after=after)

    def _record_return(self, plan: Plan) -> None:
        with self._beside_the_edit():
            self._home.record_return(plan)

    def _keep_backup(self, content: Plan | bytes, *, reason: str) -> None:
        with self._beside_the_edit():
            self._home.keep_backup(content, reason=reason)

    @contextmanager
    def _beside_the_edit(self) -> Iterator[None]:
        """Tell of a disk that refuses instead of refusing the edit."""
        try:
            yield
        except FileProblemError as error:
            self.problem.emit(error)

    def _check_writable(self) -> None:
        if self.read_only_because:
            raise ReadOnlyPlanError(str(self.path), self.read_only_because)

    def _home_of(self, path: Path, plan: Plan) -> PlanHome:
        return PlanHome(path, base=plan, backups=self.backups, clock=self._clock)

    def _untitled_home(self, plan: Plan) -> PlanHome:
        path = self._state_folder / f"{UNTITLED}{token_hex(6)}{SUFFIX}" if self._state_folder else None
        return PlanHome(path, base=plan, untitled=True, clock=self._clock)

    def _move_in(self, home: PlanHome, plan: Plan, *, because: str = "") -> None:
        if self._home is not home:
            self._home.close()
        self._home, self.read_only_because = home, because
        self.recovery, self.notices = None, ()
        self.start_over(plan)
        self._settle()

    def _settle(self) -> None:
        self._watch.expect(self.path, self._home.stamp)
        self.path_changed.emit()


def _imports(edit: Edit) -> bool:
    if isinstance(edit, Several):
        return any(_imports(part) for part in edit.edits)
    return isinstance(edit, MergeBacklog)
