"""The front door with a window: settings, log, crash hook, theme, window; everything heavy is loaded after it shows."""

import argparse
import sys
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QStandardPaths, QTimer
from PySide6.QtWidgets import QApplication

import planner
from planner.ui.crash import CrashHook, open_log
from planner.ui.session import Session
from planner.ui.settings import Settings, settings_path
from planner.ui.theme.controller import ThemeController
from planner.ui.window import MainWindow
from planner.ui.wiring import wire

_HEAVY = ("numpy", "pandas", "openpyxl", "xlsxwriter", "pyqtgraph", "python_calamine", "pptx")


def main(arguments: Sequence[str]) -> int:
    """Open the window and run until it is closed; the exit status is 0 unless Qt says otherwise."""
    options = _parser().parse_args(list(arguments))
    app = make_application()
    crash = CrashHook(open_log(_log_path()))
    crash.install()
    settings = Settings(options.settings or settings_path())
    themes = ThemeController(app, mode=settings.theme_mode)
    window = MainWindow(themes, settings)
    crash.parent = window
    session = Session(window, state_folder=_state_folder())
    crash.save_aside = session.save_aside
    actions = wire(session)
    if options.startup_report:
        window.installEventFilter(FirstPaint(window))
    window.show()
    QTimer.singleShot(0, partial(actions.start, tuple(options.files)))
    return app.exec()


def make_application() -> QApplication:
    """Return the one application, named so that settings and logs find their folders."""
    QApplication.setApplicationName("Ballast")
    QApplication.setApplicationVersion(planner.__version__)
    QApplication.setDesktopFileName("ballast")
    running = QApplication.instance()
    return running if isinstance(running, QApplication) else QApplication([sys.argv[0]])


class FirstPaint(QObject):
    """Waits until the window has been painted once, prints how long that took and what was loaded, and quits."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Report after the first paint."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._report)
        return False

    def _report(self) -> None:
        loaded = ", ".join(name for name in _HEAVY if name in sys.modules) or "none"
        wall_s = time.perf_counter() - planner.STARTED_S
        busy_s = time.process_time()  # since the process started, the interpreter's own start included
        words = f"first window after {wall_s:.2f} s on the clock, {busy_s:.2f} s of processor time"
        sys.stdout.write(f"{words}; heavy libraries loaded: {loaded}\n")
        sys.stdout.flush()
        QApplication.quit()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="ballast", description="Open the window.")
    parser.add_argument(
        "files", nargs="*", type=Path, help="a plan, or a file to import; as if it were dropped on the window"
    )
    parser.add_argument("--startup-report", action="store_true", help="print the time to the first window and quit")
    parser.add_argument("--settings", type=Path, help="another settings file")
    return parser


def _state_folder() -> Path:
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppLocalDataLocation))


def _log_path() -> Path:
    return _state_folder() / "ballast.log"
