"""The Share menu: workbook, slides, report, CSV, pictures and an anonymous copy."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from planner.analysis.scenes.scene import Scene
from planner.analysis.wording import count
from planner.domain.errors import PlannerError
from planner.storage.plan_file import SUFFIX
from planner.ui.charts.canvas import ChartCanvas
from planner.ui.charts.export import save_scene
from planner.ui.charts.menu import copy_picture, copy_table
from planner.ui.dialogs.ask_file import ask_folder, ask_target, file_name
from planner.ui.session import Session
from planner.ui.share_files import (
    fresh_view,
    write_anonymous_of,
    write_csv_of,
    write_page_of,
    write_report_of,
    write_slides_of,
    write_workbook_of,
)
from planner.ui.share_job import write_in_background

_KEYS = (
    "export-workbook", "export-slides", "export-report", "export-page", "export-csv", "export-png", "export-svg",
    "export-pdf", "copy-chart", "copy-table", "export-anonymous",
)  # fmt: skip


class ShareActions(QObject):
    """Writes files for people; long ones in the background, with progress and cancel. ``written(name)`` when done."""

    written = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session, self._window = session, session.window
        on = self._window.actions_registry.on
        on("export-workbook", self._on_workbook)
        on("export-slides", self._on_slides)
        on("export-report", self._on_report)
        on("export-page", self._on_page)
        on("export-csv", self._on_csv)
        for ending in ("png", "svg", "pdf"):
            on(f"export-{ending}", partial(self._on_pictures, f".{ending}"))
        on("copy-chart", partial(self._on_copy, copy_picture))
        on("copy-table", partial(self._on_copy, copy_table))
        on("export-anonymous", self._on_anonymous)
        session.document_changed.connect(self._allow)
        self._allow()

    def _allow(self) -> None:
        self._window.actions_registry.enable(_KEYS, enabled=self._session.document is not None)

    def _on_workbook(self) -> None:
        self._write_one(self.tr("Export a workbook"), ".xlsx", write_workbook_of, kind="Excel")

    def _on_slides(self) -> None:
        self._write_one(self.tr("Export slides"), ".pptx", write_slides_of, kind="PowerPoint")

    def _on_report(self) -> None:
        self._write_one(self.tr("Export the report as PDF"), ".pdf", write_report_of, kind="PDF")

    def _on_page(self) -> None:
        self._write_one(self.tr("Export the report as a web page"), ".html", write_page_of, kind="HTML")

    def _on_csv(self) -> None:
        self._write_one(self.tr("Export the backlog as CSV"), ".csv", write_csv_of, kind="CSV")

    def _on_anonymous(self) -> None:
        self._write_one(
            self.tr("Save an anonymous copy"), SUFFIX, write_anonymous_of, kind="Ballast", stem="anonymous plan"
        )

    def _on_pictures(self, ending: str) -> None:
        """Save every chart of the page, one file each."""
        charts = self._charts()
        folder = ask_folder(self._window, self.tr("Save the charts of this page")) if charts else None
        if not charts:
            self._session.notices.say(self.tr("There is no chart on this page."))
        if folder is None:
            return
        try:
            for chart in charts:
                if chart.scene is not None:
                    save_scene(chart.scene, folder / f"{chart.scene.name}{ending}")
        except PlannerError as error:
            self._session.notices.say_error(error)
            return
        words = self.tr("%1 written to %2.").replace("%1", count(len(charts), "chart"))
        self._session.notices.say(words.replace("%2", folder.name))

    def _on_copy(self, copy: Callable[[Scene], None]) -> None:
        """Copy the chart that has the focus, else the first of the page."""
        charts = self._charts()
        chosen = next((chart for chart in charts if chart.hasFocus()), charts[0] if charts else None)
        scene = chosen.scene if chosen is not None else None
        if scene is None:
            self._session.notices.say(self.tr("There is no chart on this page."))
            return
        copy(scene)
        self._session.notices.say(self.tr("%1 is on the clipboard.").replace("%1", scene.title))

    def _charts(self) -> tuple[ChartCanvas, ...]:
        """Return the charts that can be seen on the page."""
        page = self._window.pages.current() if self._window.pages is not None else None
        if page is None:
            return ()
        shown = (chart for chart in page.findChildren(ChartCanvas) if chart.isVisible())
        return tuple(chart for chart in shown if (scene := chart.scene) is not None and not scene.empty)

    def _write_one(self, title: str, ending: str, write: Callable[..., object], *, kind: str, stem: str = "") -> None:
        document = self._session.document
        if document is None:
            return
        name = file_name(stem or document.plan.name, ending)
        folder = document.path.parent if document.path is not None else Path()
        path = ask_target(self._window, title, proposed=folder / name, kind=kind)
        if path is not None:
            said = path.name
            args = (write, fresh_view(document), path)
            write_in_background(self._session, self, *args, said=said, then=lambda _: self.written.emit(said))
