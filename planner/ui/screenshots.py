"""Pictures of every screen with the sample plan, light and dark, also at 150 and 200 %: for the README and for looking.

Only what the window itself paints is shown; nothing is drawn for the picture.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QLocale, QPoint, QRect, QSize
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from planner.domain.errors import FileProblemError
from planner.domain.progress import Report, silent
from planner.resource_files import resource_path
from planner.storage.file_problem import file_problem
from planner.storage.plan_file import load
from planner.ui.offscreen import offscreen_application
from planner.ui.pages.page import PageContext
from planner.ui.session import Session
from planner.ui.settings import Settings
from planner.ui.theme.controller import ThemeController, ThemeMode
from planner.ui.widgets.segment import Segment
from planner.ui.window import MainWindow
from planner.ui.wiring import wire

SIZE = (1440, 900)
_DIALOG = (1180, 700)
SCALES = (150, 200)
NUMBERS = {
    "overview": "01", "team": "02", "sprints": "03", "debt": "04", "forecast": "05", "import": "06", "meeting": "07",
    "welcome": "08", "track": "09", "backlog": "10", "decisions": "11", "palette": "12",
    "scenarios": "13", "lab": "14",
}  # fmt: skip
"""The first characters of a picture's name, as in the design."""
_SCALE_VARIABLE = "QT_SCALE_FACTOR"
_QUIET_MS, _LONGEST_MS = 150, 15_000
_SCALED_PAGES = ("overview", "team", "sprints", "debt", "forecast", "backlog")
_LAB_VIEWS = ("policies", "drivers", "learning", "objections")


def run(folder: Path, *, scales: tuple[int, ...] = SCALES, report: Report = silent) -> tuple[Path, ...]:
    """Write all pictures as PNG files and return them.

    Parameters
    ----------
    folder
        Made when missing.
    scales
        Percentages at which the main pages are shown besides 100; each runs in a process of its own, since Qt reads
        the scale once at its start.

    Raises
    ------
    FileProblemError
        When a picture cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise file_problem(folder, error) from error
    application = offscreen_application()
    QLocale.setDefault(QLocale("en"))
    percentage = round(float(os.environ.get(_SCALE_VARIABLE, "1")) * 100)
    written: list[Path] = []
    for mode in (ThemeMode.LIGHT, ThemeMode.DARK):
        with TemporaryDirectory() as state:
            studio = _Studio(application, mode, Path(state))
            for name, picture in studio.pictures(few=percentage != 100):  # noqa: PLR2004 - per cent
                ending = "" if percentage == 100 else f"-{percentage}"  # noqa: PLR2004 - per cent
                path = folder / f"{name}-{mode.value}{ending}.png"
                if not picture.save(str(path)):
                    raise FileProblemError(str(path), "the picture cannot be written")
                written.append(path)
                report(len(written), 0, path.name)
            studio.close()
    for scale in scales if percentage == 100 else ():  # noqa: PLR2004 - per cent
        written += _run_scaled(folder, scale)
    return tuple(written)


def _run_scaled(folder: Path, scale: int) -> list[Path]:
    """Write the pictures of one scale in a process of its own."""
    before = set(folder.glob(f"*-{scale}.png"))
    environment = {**os.environ, _SCALE_VARIABLE: str(scale / 100)}
    call = [sys.executable, "-m", "planner", "screenshots", str(folder)]
    done = subprocess.run(call, env=environment, check=False, capture_output=True, text=True)  # noqa: S603 - our own program
    if done.returncode != 0:
        raise FileProblemError(str(folder), done.stderr.strip() or "the scaled pictures cannot be written")
    return sorted(set(folder.glob(f"*-{scale}.png")) | before)


class _Studio:
    """One window in one theme, with what is needed to take its pictures."""

    def __init__(self, application: QApplication, mode: ThemeMode, state: Path) -> None:
        self._application = application
        self._themes = ThemeController(application, mode=mode)
        self.window = MainWindow(self._themes, Settings(state / "settings.ini"))
        self.window.resize(*SIZE)
        self.session = Session(self.window, state_folder=state)
        self.actions = wire(self.session)
        self.window.show()

    def pictures(self, *, few: bool) -> Iterator[tuple[str, QPixmap]]:
        """Give every picture with its name."""
        yield f"{NUMBERS['welcome']}-welcome", self._grab()
        self.session.open_sample()
        pages = self.window.pages
        for key in pages.keys() if pages is not None else ():
            if key != "track" and (not few or key in _SCALED_PAGES):
                yield from self._page(key, views=not few)
        yield from self._calibration()
        yield from self._scenarios()
        if few:
            yield from self._track(views=False)
            return
        yield from self._lab()
        yield f"{NUMBERS['sprints']}-sprints-proposal", self._proposal()
        yield f"{NUMBERS['palette']}-palette", self._over(self.window.open_palette)
        yield f"{NUMBERS['import']}-import", self._import()
        yield from self._meeting()
        yield from self._track(views=True)

    def _track(self, *, views: bool) -> Iterator[tuple[str, QPixmap]]:
        """Give the Track page in the middle of a sprint."""
        self.session.show_plan(load(resource_path("sample", "payments-mid-sprint.ballast")).plan)
        yield from self._page("track", views=views)

    def _scenarios(self) -> Iterator[tuple[str, QPixmap]]:
        """Give some questions side by side, in both readings; the plan is as before afterwards."""
        from planner.analysis.forecast.what_if import asked_in_meetings, scenario_of
        from planner.domain.edits import PutScenario
        from planner.ui.dialogs.scenarios import ScenariosDialog

        document = self.session.document
        if document is None:
            return
        for question in asked_in_meetings(document.view):
            document.apply(PutScenario(scenario_of(document.stored_plan, question)))
        self.window.actions_registry.action("scenario-compare").trigger()
        dialog = next(found for found in self.window.findChildren(ScenariosDialog) if found.isVisible())
        dialog.setGeometry(self._middle())
        self._settle()
        dialog.choose(document.stored_plan.scenarios[-1].id)
        for reading in ("finish", "gain"):
            dialog.measure.choose(reading)
            self._settle()
            yield f"{NUMBERS['scenarios']}-scenarios-{reading}", self._composed(dialog)
        dialog.close()
        for _scenario in tuple(document.stored_plan.scenarios):
            document.undo_stack.undo()

    def _lab(self) -> Iterator[tuple[str, QPixmap]]:
        """Give what stands behind the reserve lab."""
        from planner.ui.dialogs.debt_parameters import DebtParametersDialog

        document = self.session.document
        if document is None:
            return
        context = PageContext(document, self.session.runner, self._themes, self.window.go_to)
        for view in _LAB_VIEWS:
            dialog = DebtParametersDialog(context, parent=self.window, view=view)
            dialog.setGeometry(self._middle())
            dialog.show()
            self._settle()
            yield f"{NUMBERS['lab']}-lab-{view}", self._composed(dialog)
            dialog.close()

    def close(self) -> None:
        """Leave nothing behind."""
        self.session.close_plan()
        self.session.runner.close()
        self.window.close()
        self.window.deleteLater()
        self._application.processEvents()

    def _page(self, key: str, *, views: bool) -> Iterator[tuple[str, QPixmap]]:
        """Give a page, and each view that the segment of its headline offers."""
        self.window.go_to(key)
        page = self.window.pages.current() if self.window.pages is not None else None
        if page is None or page.key != key:
            return
        name = f"{NUMBERS[key]}-{key}"
        yield name, self._grab()
        segment = page.headline.findChild(Segment) if views else None
        if segment is None:
            return
        first = segment.current()
        for view in segment.keys():  # noqa: SIM118 - a method
            if view != first:
                segment.choose(view)
                yield f"{name}-{view}", self._grab()
        segment.choose(first)

    def _calibration(self) -> Iterator[tuple[str, QPixmap]]:
        """Give the record of the forecast."""
        self.window.go_to("forecast", ("action:calibration",))
        yield f"{NUMBERS['forecast']}-calibration", self._grab()
        self.window.go_to("forecast")

    def _proposal(self) -> QPixmap:
        """Give the board with a proposal in preview."""
        self.window.go_to("sprints", ("action:auto-plan",))
        picture = self._grab()
        self.window.go_to("overview")
        return picture

    def _import(self) -> QPixmap:
        """Give the preview of a second import."""
        from planner.ui.dialogs.import_dialog import ImportDialog

        self.actions.take(resource_path("sample", "payments-board-26-may.csv"))
        self._settle()
        dialog = next(found for found in self.window.findChildren(ImportDialog) if found.isVisible())
        picture = self._composed(dialog)
        dialog.reject()
        return picture

    def _meeting(self) -> Iterator[tuple[str, QPixmap]]:
        """Give every slide of the meeting."""
        from planner.analysis.story.slides import SlideKey
        from planner.ui.meeting.window import MeetingWindow

        document = self.session.document
        if document is None:
            return
        context = PageContext(document, self.session.runner, self._themes, self.window.go_to)
        for key in SlideKey:
            meeting = MeetingWindow(context, start=key.value)
            meeting.resize(*SIZE)
            meeting.show()
            self._settle()
            yield f"{NUMBERS['meeting']}-meeting-{key.value}", meeting.grab()
            meeting.close()

    def _over(self, open_popup: Callable[[], object]) -> QPixmap:
        """Give the window with what an action opens over it."""
        known = set(QApplication.topLevelWidgets())
        open_popup()
        self._settle()
        popup = next(widget for widget in QApplication.topLevelWidgets() if widget not in known and widget.isVisible())
        picture = self._composed(popup)
        popup.close()
        return picture

    def _middle(self) -> QRect:
        """Return where a dialog stands over the middle of the window."""
        place = QRect(QPoint(0, 0), QSize(*_DIALOG))
        place.moveCenter(self.window.mapToGlobal(self.window.rect().center()))
        return place

    def _composed(self, above: QWidget) -> QPixmap:
        """Give the window with another one where it stands over it."""
        picture = self.window.grab()
        painter = QPainter(picture)
        painter.drawPixmap(self.window.mapFromGlobal(above.pos()), above.grab())
        painter.end()
        return picture

    def _grab(self) -> QPixmap:
        self._settle()
        return self.window.grab()

    def _settle(self) -> None:
        """Wait until no job runs and the window has been quiet for a moment."""
        patience = QDeadlineTimer(_LONGEST_MS)
        quiet = QDeadlineTimer(_QUIET_MS)
        flags = QEventLoop.ProcessEventsFlag.AllEvents
        while not patience.hasExpired():
            self._application.processEvents(flags, 20)
            if not self.session.runner.is_idle:
                quiet = QDeadlineTimer(_QUIET_MS)
            elif quiet.hasExpired():
                return
