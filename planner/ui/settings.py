"""What is remembered between sessions, in one INI file; a file that cannot be read means defaults and a notice."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings, QStandardPaths

from planner.ui.theme.controller import ThemeMode

_RECENT_LIMIT = 8
_FIELDS = 3


@dataclass(frozen=True, slots=True)
class RecentPlan:
    """A plan opened before: where it is, what it was about, and when (local time)."""

    path: Path
    words: str
    opened: datetime


def settings_path() -> Path:
    """Return the place of the settings file for this user."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppConfigLocation)
    return Path(folder) / "settings.ini"


class Settings:
    """The settings of one user.

    Parameters
    ----------
    path
        The INI file; a broken one is moved aside and ``was_broken`` is true.
    """

    def __init__(self, path: Path) -> None:
        self.was_broken = _set_aside_if_broken(path)
        self.store = QSettings(str(path), QSettings.Format.IniFormat)
        if self.store.status() is not QSettings.Status.NoError:
            self.was_broken = True

    @property
    def theme_mode(self) -> ThemeMode:
        """The chosen theme; the system's by default."""
        word = self._text("theme")
        return ThemeMode(word) if word in set(ThemeMode) else ThemeMode.SYSTEM

    @theme_mode.setter
    def theme_mode(self, mode: ThemeMode) -> None:
        self.store.setValue("theme", mode.value)

    @property
    def page(self) -> str:
        """The key of the last page."""
        return self._text("window/page")

    @page.setter
    def page(self, key: str) -> None:
        self.store.setValue("window/page", key)

    @property
    def geometry(self) -> QByteArray:
        """The window's last place and size, empty at first."""
        found = self.store.value("window/geometry")
        return found if isinstance(found, QByteArray) else QByteArray()

    @geometry.setter
    def geometry(self, geometry: QByteArray) -> None:
        self.store.setValue("window/geometry", geometry)

    def recent(self) -> tuple[RecentPlan, ...]:
        """Return the plans opened last, newest first; entries that make no sense are left out."""
        found = self.store.value("recent")
        lines = [found] if isinstance(found, str) else found if isinstance(found, list) else []
        plans = (_recent_from(line) for line in lines)
        return tuple(plan for plan in plans if plan is not None)

    def add_recent(self, plan: RecentPlan) -> None:
        """Put a plan on top of the list."""
        others = [one for one in self.recent() if one.path != plan.path]
        self._keep_recent([plan, *others][:_RECENT_LIMIT])

    def forget_recent(self, path: Path) -> None:
        """Take a plan off the list, for example when its file is gone."""
        self._keep_recent([one for one in self.recent() if one.path != path])

    def _keep_recent(self, plans: list[RecentPlan]) -> None:
        lines = ["\t".join((one.opened.isoformat(), " ".join(one.words.split()), str(one.path))) for one in plans]
        self.store.setValue("recent", lines)

    def _text(self, key: str) -> str:
        found = self.store.value(key)
        return found if isinstance(found, str) else ""


def _recent_from(line: object) -> RecentPlan | None:
    """Read one remembered plan."""
    parts = line.split("\t", _FIELDS - 1) if isinstance(line, str) else []
    if len(parts) != _FIELDS:
        return None
    try:
        opened = datetime.fromisoformat(parts[0])
    except ValueError:
        return None
    return RecentPlan(Path(parts[2]), parts[1], opened)


def _set_aside_if_broken(path: Path) -> bool:
    """Rename a file that is no INI text, so that it can be looked at, and say so."""
    try:
        text = path.read_bytes()
    except FileNotFoundError:
        return False
    except OSError:
        return True
    stripped = text.strip()
    if not stripped or (b"\0" not in text and stripped.startswith((b"[", b";"))):
        return False
    path.replace(path.with_suffix(".broken"))
    return True
