"""When the program itself fails: write it down, save the plan aside, say so calmly. Nothing is ever sent."""

import logging
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox, QWidget

from planner.domain.errors import PlannerError
from planner.ui.messages import error_sentence

_LOG_LIMIT = 1_000_000


def open_log(path: Path) -> logging.Logger:
    """Return the local log; a file over 1 MB is kept once as ``.old`` and started anew."""
    logger = logging.getLogger("ballast")
    logger.setLevel(logging.INFO)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and path.stat().st_size > _LOG_LIMIT:
            path.replace(path.with_suffix(".old"))
        writer: logging.Handler = logging.FileHandler(path, encoding="utf-8", delay=True)
    except OSError:
        writer = logging.StreamHandler()
    writer.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    for old in logger.handlers[:]:
        logger.removeHandler(old)
        old.close()
    logger.addHandler(writer)
    return logger


class CrashHook:
    """Takes exceptions that nobody caught.

    Parameters
    ----------
    logger
        Where they are written.
    save_aside
        Saves the plan somewhere else and returns where, or ``None`` when there is nothing to save.
    """

    def __init__(self, logger: logging.Logger, *, save_aside: Callable[[], Path | None] | None = None) -> None:
        self._logger = logger
        self.save_aside = save_aside
        self.parent: QWidget | None = None
        self._showing = False

    def install(self) -> None:
        """Take the place of Python's own hook."""
        sys.excepthook = self

    def __call__(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Write it down, save, tell; Ctrl+C ends the program as usual."""
        if issubclass(kind, KeyboardInterrupt):
            QCoreApplication.quit()
            return
        details = "".join(traceback.format_exception(kind, error, trace))
        self._logger.error("uncaught\n%s", details)
        if self._showing:
            return
        self._showing = True
        try:
            self._box(error, details, saved=self._save()).exec()
        finally:
            self._showing = False

    def _save(self) -> Path | None:
        """Save the plan aside; failing at that is written down and told, not raised."""
        if self.save_aside is None:
            return None
        try:
            return self.save_aside()
        except (OSError, PlannerError):
            self._logger.exception("could not save aside")
            return None

    def _box(self, error: BaseException, details: str, *, saved: Path | None) -> QMessageBox:
        """Return the dialog."""
        box = QMessageBox(self.parent)
        box.setWindowTitle("Ballast")
        box.setIcon(QMessageBox.Icon.Warning)
        if isinstance(error, PlannerError):
            box.setText(error_sentence(error))
        else:
            box.setText(_tr("Something went wrong in Ballast. Your plan in memory is unchanged."))
        if saved is not None:
            box.setInformativeText(_tr("A copy was saved as %1.").replace("%1", saved.name))
        box.setDetailedText(details)
        copy = box.addButton(_tr("Copy details"), QMessageBox.ButtonRole.ActionRole)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(details))
        box.addButton(QMessageBox.StandardButton.Close)
        return box


def _tr(text: str) -> str:
    return QCoreApplication.translate("CrashHook", text)
