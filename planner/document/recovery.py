"""What a killed program left behind, and what a crashing one can still put aside."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from planner.document.plan_lock import PlanLock
from planner.domain.errors import PlannerError
from planner.domain.issue import Issue
from planner.domain.plan import Plan
from planner.storage.journal import SUFFIX as JOURNAL_SUFFIX
from planner.storage.journal import journal_path
from planner.storage.loaded_plan import Stamp
from planner.storage.plan_file import SUFFIX, load, save
from planner.storage.replay import replay_journal

UNTITLED = "untitled-"


@dataclass(frozen=True, slots=True)
class Recovery:
    """Changes that were made after the last save and are only in the journal.

    Parameters
    ----------
    path
        The plan file they belong to.
    plan
        The plan with them.
    changes
        How many there are.
    """

    path: Path
    plan: Plan
    changes: int
    notices: tuple[Issue, ...] = ()


def find_recovery(path: Path, *, base: Plan, stamp: Stamp) -> Recovery | None:
    """Return what the journal beside a plan file holds beyond the file; ``None`` when that is nothing.

    A journal that holds nothing more is deleted. One of another version of the file is put aside under a name of its
    own, never deleted. Only whoever holds the lock on the file may ask.
    """
    journal = journal_path(path)
    if not journal.exists():
        return None
    try:
        replayed = replay_journal(journal, base=base, stamp=stamp)
    except PlannerError:
        set_aside(path)
        return None
    if replayed.plan == base and not replayed.notices:
        with suppress(OSError):
            journal.unlink()  # the kill came between the save and the end of its journal: nothing is in it
        return None
    return Recovery(path, replayed.plan, replayed.changes, replayed.notices)


def set_aside(path: Path) -> Path | None:
    """Rename the journal of a plan file so that the next one does not replace it; return where it is now."""
    journal = journal_path(path)
    for number in range(1, 1000):
        aside = journal.with_name(f"{path.stem}-aside-{number}{JOURNAL_SUFFIX}")
        if not aside.exists():
            with suppress(OSError):
                return journal.rename(aside)
            return None
    return None


def left_untitled(state_folder: Path) -> tuple[Recovery, ...]:
    """Return the plans that were never given a file and whose program has died, newest first."""
    found = []
    for path in sorted(state_folder.glob(f"{UNTITLED}*{SUFFIX}"), key=_changed_at, reverse=True):
        lock = PlanLock(path)
        if lock.acquire():
            with suppress(PlannerError, OSError):
                loaded = load(path)
                recovery = find_recovery(path, base=loaded.plan, stamp=loaded.stamp)
                if recovery is None:
                    path.unlink(missing_ok=True)
                else:
                    found.append(recovery)
            lock.release()
    return tuple(found)


def forget_untitled(recovery: Recovery) -> None:
    """Delete what is kept of an untitled plan, after it was recovered or declined."""
    for path in (recovery.path, journal_path(recovery.path)):
        with suppress(OSError):
            path.unlink()


def save_aside(plan: Plan, folder: Path, *, now: datetime) -> Path:
    """Write the plan into a file of its own when the program is about to crash, and return where.

    Raises
    ------
    PlannerError
        When even that fails.
    """
    path = folder / f"rescued-{now.strftime('%Y-%m-%d-%H%M%S')}{SUFFIX}"
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    save(plan, path)
    return path


def _changed_at(path: Path) -> float:
    with suppress(OSError):
        return path.stat().st_mtime
    return 0.0
