"""Notices when somebody else changes the open plan file."""

from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, Signal

from planner.domain.errors import PlannerError
from planner.storage.loaded_plan import Stamp
from planner.storage.plan_file import stamp_of


class OutsideWatch(QObject):
    """Watches one file and its folder: a replaced file drops out of Qt's watcher, so it is put back every time."""

    changed_outside = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(self._on_changed)
        self._watcher.directoryChanged.connect(self._on_changed)
        self._path: Path | None = None
        self._expected: Stamp | None = None

    def expect(self, path: Path | None, stamp: Stamp | None) -> None:
        """Watch a file that holds what the stamp says; told again after each load and save."""
        watched = [*self._watcher.files(), *self._watcher.directories()]
        if watched and (path is None or path != self._path):
            self._watcher.removePaths(watched)
        self._path, self._expected = path, stamp
        self._arm()

    def _arm(self) -> None:
        if self._path is None:
            return
        wanted = (self._path, self._path.parent)
        watched = {*self._watcher.files(), *self._watcher.directories()}
        missing = [str(path) for path in wanted if path.exists() and str(path) not in watched]
        if missing:
            self._watcher.addPaths(missing)

    def _on_changed(self) -> None:
        self._arm()
        found = None
        if self._path is not None:
            with suppress(PlannerError):
                found = stamp_of(self._path)
        if found is not None and found != self._expected:
            self._expected = found
            self.changed_outside.emit()
