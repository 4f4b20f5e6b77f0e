"""The context menu of a chart: copy picture, copy table, save, show as table, explore."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMenu, QMessageBox, QWidget

from planner.analysis.scenes.scene import Scene
from planner.domain.errors import PlannerError
from planner.ui.charts.export import save_scene, scene_image
from planner.ui.charts.table_dialog import ChartTableDialog
from planner.ui.charts.table_text import table_html, table_tsv
from planner.ui.theme.controller import ThemeController

if TYPE_CHECKING:
    from collections.abc import Callable


def _tr(text: str) -> str:
    return QCoreApplication.translate("ChartMenu", text)


def chart_menu(chart: QWidget, scene: Scene, *, themes: ThemeController) -> QMenu:
    """Return the menu for a scene shown by ``chart``."""
    menu = QMenu(chart)
    entries: tuple[tuple[str, Callable[[], None]] | None, ...] = (
        (_tr("Copy picture"), lambda: copy_picture(scene)),
        (_tr("Copy table"), lambda: copy_table(scene)),
        None,
        (_tr("Save as PNG…"), lambda: save_as(chart, scene, suffix="png")),
        (_tr("Save as SVG…"), lambda: save_as(chart, scene, suffix="svg")),
        (_tr("Save as PDF…"), lambda: save_as(chart, scene, suffix="pdf")),
        None,
        (_tr("Show as table"), lambda: ChartTableDialog(scene, themes, parent=chart).show()),
        (_tr("Explore"), lambda: _explore(chart, scene, themes)),
    )
    for entry in entries:
        if entry is None:
            menu.addSeparator()
        else:
            text, run = entry
            menu.addAction(text).triggered.connect(lambda _checked, run=run: run())
    return menu


def copy_picture(scene: Scene) -> None:
    """Put the chart on the clipboard as a light picture."""
    QGuiApplication.clipboard().setImage(scene_image(scene))


def copy_table(scene: Scene) -> None:
    """Put the numbers of the chart on the clipboard, as tabs and as HTML."""
    mime = QMimeData()
    mime.setText(table_tsv(scene.table))
    mime.setHtml(table_html(scene.table))
    QGuiApplication.clipboard().setMimeData(mime)


def save_as(chart: QWidget, scene: Scene, *, suffix: str) -> None:
    """Ask where to, and save; a refused file is said in words."""
    name, _chosen = QFileDialog.getSaveFileName(
        chart, _tr("Save chart"), f"{scene.name}.{suffix}", f"{suffix.upper()} (*.{suffix})"
    )
    if not name:
        return
    path = Path(name)
    path = path if path.suffix else path.with_suffix(f".{suffix}")
    try:
        save_scene(scene, path)
    except PlannerError:
        text = _tr("%1 could not be written. Choose another folder or name.").replace("%1", path.name)
        QMessageBox.warning(chart, _tr("Save chart"), text)


def _explore(chart: QWidget, scene: Scene, themes: ThemeController) -> None:
    """Open the zoomable view; its library is loaded only now."""
    from planner.ui.charts.explore import ExploreDialog

    ExploreDialog(scene, themes, parent=chart).show()
