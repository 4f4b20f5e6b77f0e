"""Older versions of plans, kept aside: before imports, migrations and restores, and every half hour of change."""

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from planner.domain.errors import PlannerError
from planner.domain.plan import Plan
from planner.storage.atomic import atomic_write
from planner.storage.file_problem import file_problem
from planner.storage.loaded_plan import LoadedPlan
from planner.storage.plan_file import SUFFIX, load
from planner.storage.plan_text import dumps

RECENT, DAILY, WEEKLY = 12, 7, 4
EVERY = timedelta(minutes=30)
MAX_BYTES = 200_000_000
_TIME = "%Y%m%dT%H%M%S%fZ"
_NAME = re.compile(r"(?P<time>\d{8}T\d{12}Z)-(?P<reason>[a-z-]+)\.ballast")


@dataclass(frozen=True, slots=True)
class Backup:
    """One older version: when it was kept, why (``import``, ``migration``, ``restore``, ``change``), and where."""

    path: Path
    kept_at: datetime
    reason: str
    size: int


@dataclass(frozen=True, slots=True)
class Backups:
    """The backups of all plans, in one folder, each plan under a name made from its full path.

    Parameters
    ----------
    folder
        Where the app keeps them; made when the first is kept.
    max_bytes
        Most that the backups of one plan may take together; the newest one is kept in any case.
    """

    folder: Path
    max_bytes: int = MAX_BYTES

    def keep(self, plan: Plan | bytes, *, of: Path, reason: str, now: datetime) -> Backup:
        """Keep a plan as it is, then drop what the rules no longer hold.

        Parameters
        ----------
        plan
            The plan, or the text of its file when that must be kept to the byte.
        of
            The plan file that this is a version of.
        reason
            One word in small letters.
        now
            Time of keeping, with its zone.

        Raises
        ------
        FileProblemError
            When it cannot be written.
        """
        place = self._place(of)
        try:
            place.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise file_problem(place, error) from error
        moment = now.astimezone(UTC)
        path = place / f"{moment.strftime(_TIME)}-{reason}{SUFFIX}"
        text = plan if isinstance(plan, bytes) else dumps(plan)
        atomic_write(path, text)
        self._prune(of)
        return Backup(path, moment, reason, len(text))

    def listed(self, of: Path) -> tuple[Backup, ...]:
        """Return the backups of a plan file, newest first."""
        found = []
        for path in self._place(of).glob(f"*{SUFFIX}"):
            parts = _NAME.fullmatch(path.name)
            if parts is not None:
                kept_at = datetime.strptime(parts["time"], _TIME).replace(tzinfo=UTC)
                found.append(Backup(path, kept_at, parts["reason"], path.stat().st_size))
        return tuple(sorted(found, key=lambda backup: backup.kept_at, reverse=True))

    def newest_good(self, of: Path) -> LoadedPlan | None:
        """Return the newest backup that opens, for a plan file that does not."""
        for backup in self.listed(of):
            try:
                return load(backup.path)
            except PlannerError:
                continue
        return None

    def _place(self, of: Path) -> Path:
        full = str(of.resolve())
        return self.folder / f"{of.stem[:40]}-{sha256(full.encode(errors='surrogateescape')).hexdigest()[:16]}"

    def _prune(self, of: Path) -> None:
        kept = self.listed(of)
        held = retained(tuple(backup.kept_at for backup in kept))
        total = 0
        for place, backup in enumerate(kept):
            total += backup.size
            too_much = total > self.max_bytes and place > 0
            if backup.kept_at not in held or too_much:
                with suppress(OSError):
                    backup.path.unlink()


def retained(moments: tuple[datetime, ...]) -> frozenset[datetime]:
    """Return which of the given moments are held: the 12 latest, the last of 7 days and the last of 4 weeks."""
    latest_first = sorted(moments, reverse=True)
    days: dict[object, datetime] = {}
    weeks: dict[object, datetime] = {}
    for moment in latest_first:
        days.setdefault(moment.date(), moment)
        weeks.setdefault(moment.isocalendar()[:2], moment)
    return frozenset((*latest_first[:RECENT], *[*days.values()][:DAILY], *[*weeks.values()][:WEEKLY]))
