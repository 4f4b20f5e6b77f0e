"""The import: what a file is understood as, what it would change, and one button that accepts exactly that."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QActionGroup, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from planner.analysis.wording import count
from planner.document.jobs import Job, JobRunner
from planner.domain.errors import CancelledError, PlannerError
from planner.domain.issue import Severity as IssueSeverity
from planner.domain.plan import Edit, Plan
from planner.importing.accepting import accepting_edit, is_untouched
from planner.ui.dialogs.import_parts.columns_grid import ColumnsGrid, indent
from planner.ui.dialogs.import_parts.differences_grid import DifferencesGrid
from planner.ui.dialogs.import_parts.issues_list import IssuesList
from planner.ui.dialogs.import_parts.request import ImportReading, ImportRequest, read_for
from planner.ui.dialogs.import_parts.words import kind_sentence, source_line
from planner.ui.dialogs.sheet import Sheet, SheetFoot
from planner.ui.messages import error_sentence
from planner.ui.theme.controller import ThemeController
from planner.ui.widgets.attention import Severity
from planner.ui.widgets.banner import Banner
from planner.ui.widgets.buttons import Button, ButtonKind
from planner.ui.widgets.heads import Headline
from planner.ui.widgets.labels import ThemedLabel
from planner.ui.widgets.lines import Hairline
from planner.ui.widgets.state_panel import PanelState, StatePanel

_SIZE = QSize(1256, 820)
_UPPER, _ISSUES = 400, 432
Take = Callable[[Edit], object]


class ImportDialog(Sheet):
    """Reads in the background, again after every answer; nothing is half applied.

    ``elsewhere(reading)`` tells that the file belongs to another place: leave, or the debt register.
    ``profile_kept(reading)`` asks to remember the mapping without importing.

    Parameters
    ----------
    plan
        The open plan; an empty one when there is none.
    request
        The file, or the text of the clipboard.
    take
        Accepts the one edit, or raises.
    """

    elsewhere = Signal(object)
    profile_kept = Signal(object)
    was_read = Signal()

    def __init__(  # noqa: PLR0913 - what an import is made of
        self,
        themes: ThemeController,
        plan: Plan,
        request: ImportRequest,
        *,
        runner: JobRunner,
        today: date,
        take: Take,
        parent: QWidget,
    ) -> None:
        super().__init__(themes, title=f"Import {request.name}", size=_SIZE, parent=parent)
        self._plan, self._request, self._runner = plan, request, runner
        self._today, self._take = today, take
        self._job: Job | None = None
        self._sheets: tuple[str, ...] = ()
        self.reading: ImportReading | None = None
        self._build()
        self._connect()
        self._read()

    def _build(self) -> None:
        themes = self.themes
        self.headline = Headline(themes)
        self.headline.set_words(self.tr("Import %1").replace("%1", self._request.name), self.tr("Reading the file."))
        self.sheet_button = Button(themes, "", lead=self.tr("Sheet")).with_menu(QMenu(self))
        self.profile = Button(themes, "", lead=self.tr("Profile")).with_menu(self._profile_menu())
        for button in (self.sheet_button, self.profile):
            button.hide()
            self.headline.add_control(button)
        self.banner = Banner(themes)
        self.columns = ColumnsGrid(themes)
        self.issues = IssuesList(themes)
        self.issues.setFixedWidth(_ISSUES)
        self.differences = DifferencesGrid(themes)
        self.differences.setVisible(bool(self._plan.backlog))
        self.state = StatePanel(themes, self._content())
        top = QVBoxLayout()
        top.setContentsMargins(18, 20, 18, 8)  # rows start 6 px left of their words
        top.setSpacing(8)
        indent(self.headline)
        top.addWidget(self.headline)
        top.addWidget(self.banner)
        top.addWidget(self.state, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(top, 1)
        whole.addWidget(self._foot())
        self.accept_button.setDefault(True)  # only now is it inside the dialog

    def _content(self) -> QWidget:
        """Return columns and issues over the differences."""
        upper = QHBoxLayout()
        upper.setSpacing(20)
        upper.addWidget(self.columns, 1)
        upper.addWidget(Hairline(self.themes, upright=True))
        upper.addWidget(self.issues)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(14)
        column.addLayout(upper, 5)
        self._rule = Hairline(self.themes)
        column.addWidget(self._rule)
        column.addWidget(self.differences, 3)
        return content

    def _foot(self) -> SheetFoot:
        self.consequence = ThemedLabel(self.themes).wrapped()
        self.consequence.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        self.keep_profile = Button(self.themes, self.tr("Save as profile"))
        self.cancel = Button(self.themes, self.tr("Cancel"))
        self.other_place = Button(self.themes, "")
        self.accept_button = Button(self.themes, self.tr("Import"), kind=ButtonKind.PRIMARY)
        foot = SheetFoot(self.themes)
        row = QHBoxLayout(foot)
        row.setContentsMargins(24, 0, 24, 0)
        row.setSpacing(8)
        row.addWidget(self.consequence, 1)
        for button in (self.keep_profile, self.other_place, self.cancel, self.accept_button):
            row.addWidget(button)
        self.other_place.hide()
        self.keep_profile.setEnabled(False)
        self.accept_button.setEnabled(False)
        return foot

    def _connect(self) -> None:
        self.columns.mapped.connect(self._on_mapped)
        self.columns.day_first_chosen.connect(lambda first: self._ask_again(replace(self._request, day_first=first)))
        self.differences.chosen.connect(self._say_consequence)
        self.cancel.clicked.connect(self.reject)
        self.accept_button.clicked.connect(self.accept_import)
        self.keep_profile.clicked.connect(self._on_keep_profile)
        self.other_place.clicked.connect(self._on_elsewhere)
        self.state.cancelled.connect(self._on_stop)
        self.state.acted.connect(self._read)
        QShortcut(QKeySequence("Ctrl+Return"), self, self.accept_import)

    def _read(self) -> None:
        """Read the file with the answers so far; an older reading is dropped."""
        job = self._runner.prepare(read_for, self._plan, self._request, today=self._today)
        job.progressed.connect(self.state.set_progress)
        job.succeeded.connect(self._on_read)
        job.failed.connect(self._on_failed)
        job.cancelled.connect(self._on_cancelled)
        self.accept_button.setEnabled(False)
        if self.reading is None:
            self.state.show_loading(self.tr("Reading %1").replace("%1", self._request.name))
        else:
            self.state.show_stale(self.tr("Reading again"))
        self._job = job
        self._runner.run(job, owner=self, kind="read")

    def _ask_again(self, request: ImportRequest) -> None:
        self._request = request
        self._read()

    def _on_mapped(self, indices: tuple[int, ...], field: str) -> None:
        """Take the user's word for a column; a field that holds one column is taken away from the other."""
        if self.reading is None:
            return
        from planner.importing.columns import LISTS

        shown = {column.index: column.field for column in self.reading.imported.mapping if column.field}
        mapping = dict(self._request.mapping or (shown if self.reading.remembered else {}))
        if field and field not in LISTS:
            mapping |= {index: "" for index, name in shown.items() if name == field}
        mapping |= dict.fromkeys(indices, field)
        self._ask_again(replace(self._request, mapping=mapping))

    def _on_read(self, reading: ImportReading) -> None:
        """Show what was read; after the first reading Enter accepts it."""
        is_first, self.reading = self.reading is None, reading
        imported, preview = reading.imported, reading.preview
        self.banner.hide()
        self._show_sheets()
        self._show_profile()
        self.headline.set_words(self.headline.finding(), source_line(imported))
        self.columns.show_rows(reading.columns, unit=imported.unit, day_first=self._request.day_first)
        self.issues.show_preview(preview)
        again = bool(self._plan.backlog) and reading.is_plannable
        for part in (self.differences, self._rule):
            part.setVisible(again)
        if again:
            self.differences.show_preview(preview)
        sentence = kind_sentence(imported)
        if sentence:
            self.banner.say(Severity.NOTE if reading.is_plannable else Severity.WARN, sentence)
        self._show_elsewhere()
        self.state.show_ready()
        self._say_consequence()
        if is_first:
            places = (self.accept_button, self.other_place)
            usable = (button for button in places if button.isEnabled() and not button.isHidden())
            next(usable, self.columns.grid).setFocus()
        self.was_read.emit()

    def _on_failed(self, error: PlannerError) -> None:
        """Say in the dialog why the file cannot be read; what was read before stays beside it."""
        if isinstance(error, CancelledError):
            return
        if self.reading is None:
            self.headline.set_words(self.headline.finding(), self.tr("The file cannot be imported."))
            self.state.show_error(error_sentence(error), action=self.tr("Try again"))
        else:
            self.state.show_ready()
            self.banner.say(Severity.STOP, error_sentence(error))
        self.was_read.emit()

    def _on_stop(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _on_cancelled(self) -> None:
        if self.reading is None:
            self.reject()

    def _show_sheets(self) -> None:
        """Offer the sheets of a workbook when there are several."""
        if self.reading is None or self._request.sheet is not None:
            return
        self._sheets = self.reading.imported.sheets
        self.sheet_button.setVisible(len(self._sheets) > 1)
        self.sheet_button.set_words(self.reading.imported.inspection.sheet or "")
        menu = self.sheet_button.menu()
        menu.clear()
        for name in self._sheets:
            menu.addAction(name).triggered.connect(lambda _on=False, name=name: self._on_sheet(name))

    def _on_sheet(self, name: str) -> None:
        """Read another sheet; the answers about the first one do not hold there."""
        self.sheet_button.set_words(name)
        self._ask_again(replace(self._request, sheet=name, mapping=None, day_first=None))

    def _profile_menu(self) -> QMenu:
        menu = QMenu(self)
        self._profiles = QActionGroup(self)
        for fresh, words in ((False, self.tr("As the last time")), (True, self.tr("As recognised"))):
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setData(fresh)
            self._profiles.addAction(action)
            action.triggered.connect(
                lambda _on=False, fresh=fresh: self._ask_again(replace(self._request, fresh=fresh, mapping=None))
            )
        return menu

    def _show_profile(self) -> None:
        """Name the tool, and whether the columns are mapped as the last time."""
        reading = self.reading
        if reading is None:
            return
        tool = reading.imported.inspection.profile
        known = tool not in {"", "none"}
        words = tool.replace("-", " ").capitalize() if known else self.tr("by hand")
        if self._request.mapping is not None:
            words = self.tr("your own")
        self.profile.set_words(words)
        self.profile.setVisible(True)
        last, recognised = self._profiles.actions()
        last.setEnabled(reading.remembered or self._request.fresh)
        last.setChecked(reading.remembered)
        recognised.setChecked(not reading.remembered and self._request.mapping is None)
        self.keep_profile.setEnabled(reading.is_plannable and not is_untouched(self._plan))

    def _show_elsewhere(self) -> None:
        """Offer the place where a file of another kind belongs."""
        reading = self.reading
        words = {
            "leave": self.tr("Add the leave to the team"),
            "debt": self.tr("Register as one debt entry"),
            "debt-register": self.tr("Add to the debt register"),
            "git-log": self.tr("Look for hotspots"),
        }.get("" if reading is None else reading.imported.inspection.kind, "")
        self.other_place.set_words(words)
        self.other_place.setVisible(bool(words))
        belongs_here = reading is not None and (reading.is_plannable or not words)
        self.accept_button.setVisible(belongs_here)
        self.keep_profile.setVisible(belongs_here)
        self.other_place.set_kind(ButtonKind.PLAIN if belongs_here else ButtonKind.PRIMARY)
        (self.accept_button if belongs_here else self.other_place).setDefault(True)

    def _say_consequence(self) -> None:
        """Say what the main button does, and allow it when nothing stands against it."""
        reading = self.reading
        if reading is None:
            return
        preview = reading.preview
        stopped = any(issue.severity is IssueSeverity.STOP for issue in preview.issues)
        self.accept_button.setEnabled(reading.is_plannable and not stopped)
        items, sprints = len(preview.incoming), len(preview.closed_sprints)
        what = count(items, "item") if items or not sprints else count(sprints, "closed sprint")
        self.accept_button.set_words(self.tr("Import %1").replace("%1", what))
        if stopped:
            self.consequence.set_text(self.tr("Nothing is imported while something stops it."))
        elif not self.other_place.isHidden() and not reading.is_plannable:
            self.consequence.set_text(self.tr("It has a place of its own in the plan; the backlog stays as it is."))
        elif not reading.is_plannable:
            self.consequence.set_text(self.tr("Choose a column that becomes the title to read it all the same."))
        elif is_untouched(self._plan):
            self.consequence.set_text(self._first_words(sprints))
        else:
            self.consequence.set_text(
                self.tr(
                    "One undo step. A dated snapshot is kept, so burndown and scope move on. "
                    "The file itself is never changed."
                )
            )

    def _first_words(self, sprints: int) -> str:
        unit = self.reading.preview.plan.settings.unit.value if self.reading is not None else ""
        words = self.tr("One undo step: items in %1, %2 and six to come. The file itself is never changed.")
        return words.replace("%1", unit).replace("%2", count(sprints, "closed sprint"))

    def _on_keep_profile(self) -> None:
        self.profile_kept.emit(self.reading)
        self.keep_profile.set_words(self.tr("Profile saved"))
        self.keep_profile.setEnabled(False)

    def _on_elsewhere(self) -> None:
        reading = self.reading
        self.accept()
        self.elsewhere.emit(reading)

    def accept_import(self) -> None:
        """Accept exactly what is shown; when the plan refuses it, say why and stay."""
        reading = self.reading
        if reading is None or self.state.state is not PanelState.READY:
            return
        try:
            self._take(accepting_edit(self._plan, reading.preview, self.differences.choices, taken_on=reading.taken_on))
        except PlannerError as error:
            self.banner.say(Severity.STOP, error_sentence(error))
            return
        self.accept()

    def done(self, result: int) -> None:
        """Stop reading before going."""
        if self._job is not None:
            self._job.drop()
        super().done(result)
