"""What an export of everything writes: files, charts, size and ground of the pictures; remembered in the plan."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QListWidget, QListWidgetItem, QWidget

from planner.analysis.scenes.gallery import SCENES
from planner.analysis.wording import count
from planner.domain.edits import ChooseExports
from planner.domain.exports import ExportKind, ExportSettings, PictureSize
from planner.domain.plan import Edit, Plan
from planner.ui.dialogs.fields import ChoiceField
from planner.ui.dialogs.form_dialog import FormDialog, Take
from planner.ui.theme.controller import ThemeController
from planner.ui.widgets.buttons import Button
from planner.ui.widgets.labels import ThemedLabel

_LIST_HEIGHT = 208
_COLUMNS = 2


def _tr(text: str) -> str:
    return QCoreApplication.translate("ExportChoiceDialog", text)


class ExportChoiceDialog(FormDialog):
    """One undo step in the plan's settings; ``wanted_now`` when everything is to be written at once."""

    wanted_now = Signal()

    def __init__(self, themes: ThemeController, plan: Plan, *, take: Take, parent: QWidget) -> None:
        title = _tr("Export everything")
        super().__init__(themes, title=title, main=_tr("Export now"), take=take, parent=parent, width=560)
        chosen = plan.settings.exports
        self.kinds = {kind: QCheckBox(words) for kind, words in _kind_words().items()}
        sizes = tuple((size.value, _size_words(size)) for size in PictureSize)
        self.pixels = ChoiceField(sizes, current=chosen.size.value)
        self.ground = ChoiceField(
            (("light", _tr("light")), ("dark", _tr("dark"))), current="dark" if chosen.dark else "light"
        )
        self.charts = _chart_list(chosen)
        self.remember = Button(themes, _tr("Only remember"))
        self._fill(chosen)
        self._say()

    def edit(self) -> Edit:
        """Return the choice."""
        kinds = tuple(kind for kind, tick in self.kinds.items() if tick.isChecked())
        named = self._named()
        charts = () if len(named) == self.charts.count() else named
        size = PictureSize(self.pixels.key())
        return ChooseExports(ExportSettings(kinds, charts, size, dark=self.ground.key() == "dark"))

    def accept_form(self) -> None:
        """Remember the choice, close, and ask for the files."""
        super().accept_form()
        if self.result():
            self.wanted_now.emit()

    def _fill(self, chosen: ExportSettings) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(6)
        for place, (kind, tick) in enumerate(self.kinds.items()):
            tick.setChecked(kind in chosen.kinds)
            tick.toggled.connect(self._say)
            grid.addWidget(tick, place // _COLUMNS, place % _COLUMNS)
        self.body.addLayout(grid)
        form = self.add_form()
        self.add_row(form, _tr("Size of PNG pictures"), self.pixels)
        self.add_row(form, _tr("Ground of slides, PDF and pictures"), self.ground)
        self.body.addWidget(ThemedLabel(self.themes, _tr("Charts"), strong=True, tone="text"))
        self.body.addWidget(self.charts)
        self.charts.itemChanged.connect(self._say)
        self.remember.clicked.connect(lambda: self.finish(self.edit))
        self.add_foot_button(self.remember)

    def _named(self) -> tuple[str, ...]:
        rows = (self.charts.item(row) for row in range(self.charts.count()))
        return tuple(
            str(row.data(Qt.ItemDataRole.UserRole)) for row in rows if row.checkState() is Qt.CheckState.Checked
        )

    def _say(self) -> None:
        """Say what will be written; nothing can be written of nothing."""
        files = sum(1 for tick in self.kinds.values() if tick.isChecked())
        charts = len(self._named())
        ready = files > 0 and charts > 0
        self.main_button.setEnabled(ready)
        self.remember.setEnabled(ready)
        if not ready:
            self.say_consequence(_tr("Choose at least one kind of file and one chart."))
            return
        words = _tr("%1 and %2, in a dated folder beside the plan.")
        words = words.replace("%1", count(files, "kind of file", "kinds of file"))
        self.say_consequence(words.replace("%2", count(charts, "chart")))


def _kind_words() -> dict[ExportKind, str]:
    return {
        ExportKind.PLAN: _tr("A copy of the plan"),
        ExportKind.WORKBOOK: _tr("Workbook (xlsx)"),
        ExportKind.SLIDES: _tr("Slides (pptx)"),
        ExportKind.PDF: _tr("Report (pdf)"),
        ExportKind.PAGE: _tr("Report as a web page (html)"),
        ExportKind.PNG: _tr("Pictures (png)"),
        ExportKind.SVG: _tr("Pictures (svg)"),
        ExportKind.TRACKER: _tr("Backlog for the tracker (csv)"),
    }


def _size_words(size: PictureSize) -> str:
    return size.value.replace("x", " × ")


def _chart_list(chosen: ExportSettings) -> QListWidget:
    """Return the names of all charts, ticked as they were the last time."""
    charts = QListWidget()
    charts.setAccessibleName(_tr("Charts"))
    charts.setFixedHeight(_LIST_HEIGHT)
    charts.setSpacing(2)
    for name in SCENES:
        row = QListWidgetItem(name.replace("-", " ").capitalize())
        row.setData(Qt.ItemDataRole.UserRole, name)
        row.setFlags(row.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        ticked = not chosen.charts or name in chosen.charts
        row.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        charts.addItem(row)
    return charts
