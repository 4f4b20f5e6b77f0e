"""The Backlog page: every item in rank order, edited like a sheet, with the lines where coming sprints end."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from planner.analysis.board.backlog import BacklogRow, grouped, read_backlog
from planner.analysis.findings.headlines import backlog as backlog_headline
from planner.domain.backlog import BacklogItem
from planner.domain.edits import ChangeItem
from planner.domain.errors import PlannerError
from planner.domain.plan import Edit
from planner.ui.pages.applying import apply_or_say, named, say_error
from planner.ui.pages.backlog_parts import item_deeds as deeds
from planner.ui.pages.backlog_parts.backlog_grid import BacklogGrid
from planner.ui.pages.backlog_parts.item_columns import BacklogLookup, item_columns
from planner.ui.pages.backlog_parts.item_panel import ItemPanel
from planner.ui.pages.page import Page, PageContext
from planner.ui.tables.clipboard import Block, tsv_to_block
from planner.ui.tables.column import CellChange
from planner.ui.widgets.banner import Banner
from planner.ui.widgets.buttons import Button, ButtonKind
from planner.ui.widgets.segment import Segment
from planner.ui.widgets.state_panel import StatePanel

_QUIET_COLUMNS = ("milestone", "skills", "labels")


class BacklogPage(Page):
    """A grid over the items, a filter, groups by epic, and the details of the chosen item."""

    key = "backlog"
    title = "Backlog"
    icon = "backlog"

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        themes, view = context.theme, context.document.view
        self._collapsed: frozenset[str] = frozenset()
        self._remembers = False
        self._lookup = BacklogLookup(view.plan, read_backlog(view), {})
        self.banner = Banner(themes)
        self.grid = BacklogGrid(
            themes, item_columns(self._lookup, self.tr), name=self.tr("Backlog"), on_edit=self._on_edit
        )
        self.panel = ItemPanel(themes)
        self.filter = QLineEdit(placeholderText=self.tr("Words in any column"), clearButtonEnabled=True)
        self._build()
        self._actions = self._make_actions()
        self._connect()

    def refresh(self, changed: frozenset[str]) -> None:
        """Show the plan; nothing chosen, sorted or filtered is lost."""
        del changed
        view = self.context.document.view
        plan, reading = view.plan, read_backlog(view)
        rows, places = self._rows()
        self._lookup.show(plan, reading, places)
        self.grid.show_rows(rows, cuts=reading.cuts, is_grouped=self.group_button.isChecked())
        said = backlog_headline(view)
        self.headline.set_words(said.title, said.subtitle)
        self._on_row(self.grid.current_row())
        if plan.backlog:
            self.state.show_ready()
        else:
            sentence = self.tr(
                "The backlog is empty: import your tracker's file, paste rows with Ctrl+V, or add an item."
            )
            self.state.show_empty(sentence, action=self.tr("Import a backlog"))

    def rail_count(self) -> str:
        """Return the number of open items."""
        return str(sum(item.is_open for item in self.context.document.plan.backlog))

    def choose(self, refs: tuple[str, ...]) -> None:
        """Select items, or the open ones of an epic, a milestone or a sprint; closed ones are shown when asked for."""
        keys, milestones = frozenset(named(refs, "item")), frozenset(named(refs, "milestone"))
        epics, sprints = frozenset(named(refs, "epic")), frozenset(named(refs, "sprint"))
        items = [
            item
            for item in self.context.document.plan.backlog
            if item.key in keys
            or (item.is_open and (item.epic in epics or item.milestone_id in milestones or item.sprint_id in sprints))
        ]
        if any(not item.is_open for item in items):
            self.segment.choose("all")
        self.filter.clear()
        self._unfold({f"epic:{item.epic}" for item in items})
        self.grid.choose(tuple(item.key for item in items))
        self.grid.setFocus()

    def page_actions(self) -> tuple[QAction, ...]:
        """Return what the palette offers for this page."""
        return self._actions

    def _build(self) -> None:
        themes = self.context.theme
        self.segment = Segment(themes, (("open", self.tr("Open")), ("all", self.tr("All"))), name=self.tr("Items"))
        self.group_button = Button(themes, self.tr("Group by epic"))
        self.group_button.setCheckable(True)
        self.details_button = Button(themes, self.tr("Details"))
        self.details_button.setCheckable(True)
        self.filter_button = Button(themes, self.tr("Filter"), icon="filter")
        self.add_button = Button(themes, self.tr("Add item"), icon="plus")
        controls = (self.segment, self.group_button, self.details_button, self.filter_button, self.add_button)
        for control in controls:
            self.headline.add_control(control)
        self.filter.setAccessibleName(self.tr("Filter the items"))
        self.filter.setFixedWidth(320)
        self.filter.hide()
        for place, column in enumerate(self.grid.rows.columns):
            if column.key in _QUIET_COLUMNS:
                self.grid.hideColumn(place)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.filter)
        left.addWidget(self.grid, 1)
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addLayout(left, 1)
        row.addWidget(self.panel)
        self.panel.hide()
        self.state = StatePanel(themes, body)
        self.column.setSpacing(10)
        self.column.addWidget(self.banner)
        self.column.addWidget(self.state, 1)

    def _make_actions(self) -> tuple[QAction, ...]:
        """Return the actions of the page; Ctrl+F is the window's and comes here by its name."""
        specs = (
            ("find", self.tr("Filter the items"), (), self._on_filter),
            ("item-add", self.tr("Add an item"), ("Ctrl+Shift+N", "Ins"), self._on_add),
            ("item-remove", self.tr("Delete the items"), ("Ctrl+Del",), self._on_remove),
            ("item-paste", self.tr("Paste rows as new items"), (), self._on_paste_new),
            ("item-up", self.tr("Rank higher"), ("Alt+Up",), lambda: self._on_step(-1)),
            ("item-down", self.tr("Rank lower"), ("Alt+Down",), lambda: self._on_step(1)),
            ("item-details", self.tr("Show or hide the details"), ("Ctrl+Return",), self.details_button.toggle),
            ("item-group", self.tr("Group by epic"), ("Ctrl+G",), self.group_button.toggle),
            ("rank-order", self.tr("Show in rank order"), (), lambda: self.grid.sort_by(())),
        )
        made = []
        for name, text, keys, run in specs:
            action = QAction(text, self)
            action.setObjectName(name)
            action.setShortcuts([QKeySequence(one) for one in keys])
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(lambda *_checked, run=run: run())
            self.addAction(action)
            made.append(action)
        return tuple(made)

    def _connect(self) -> None:
        self.segment.chosen.connect(lambda _key: self.refresh(frozenset()))
        self.group_button.toggled.connect(self._on_group_toggled)
        self.details_button.toggled.connect(self._on_details_toggled)
        self.filter_button.clicked.connect(self._on_filter)
        self.add_button.clicked.connect(self._on_add)
        self.filter.textChanged.connect(self._on_filter_changed)
        self.state.acted.connect(self._on_import)
        self.grid.refused.connect(lambda error: say_error(error, banner=self.banner))
        self.grid.current_row_changed.connect(self._on_row)
        self.grid.ranked.connect(lambda keys, before: self._apply(deeds.rank_edit(keys, before)))
        self.grid.pasted.connect(self._on_pasted)
        self.grid.remove_asked.connect(self._on_remove)
        self.grid.folded.connect(self._on_folded)
        self.panel.noted.connect(self._on_noted)
        self.panel.key_chosen.connect(lambda key: self.choose((key,)))
        self.panel.closed.connect(lambda: self.details_button.setChecked(False))

    def _rows(self) -> tuple[tuple[BacklogRow, ...], dict[str, int]]:
        """Return what the grid shows: open or all items, under their epics when grouped."""
        plan = self.context.document.plan
        every = self.segment.current() == "all"
        items = tuple(item for item in plan.backlog if every or item.is_open)
        if not self.group_button.isChecked():
            return items, {}
        folded = frozenset[str]() if self.filter.text().strip() else self._collapsed
        return grouped(items, plan, collapsed=folded)

    def _apply(self, edit: Edit | None) -> bool:
        return apply_or_say(self.context.document, edit, banner=self.banner)

    def _on_edit(self, changes: tuple[CellChange, ...]) -> None:
        """Make what was typed; with several cells of one column selected it goes into all of them."""
        first = changes[0]
        chosen = self.grid.selected_in_one_column(first.key) if len(changes) == 1 else ()
        if any(item.key == first.row.key for item in chosen):
            changes = tuple(CellChange(item, first.key, first.text) for item in chosen)
        edit = deeds.change_edit(self.context.document.plan, changes)
        if edit is not None:
            self.context.document.apply(edit)
        self.banner.hide()

    def _on_add(self) -> None:
        """Add an item below the current one and start typing its title."""
        row = self.grid.current_row()
        below = row.key if isinstance(row, BacklogItem) else ""
        edit = deeds.add_edit(self.context.document.plan, self.tr("New item"), below=below)
        if self._apply(edit):
            self.filter.clear()
            self._unfold({"epic:"})
            self.grid.setFocus()
            self.grid.edit_title(edit.item.key)

    def _on_remove(self) -> None:
        self._apply(deeds.remove_edit(tuple(item.key for item in self.grid.chosen_items())))

    def _on_step(self, by: int) -> None:
        """Rank the chosen items higher or lower; the order on screen must be the rank."""
        if self.grid.is_ranked:
            keys = tuple(item.key for item in self.grid.chosen_items())
            self._apply(deeds.step_edit(self.context.document.plan, keys, self.grid.shown_keys(), by))

    def _on_pasted(self, block: Block, first: str) -> None:
        """Add pasted rows as items: by their heads when they have some, else from a column on."""
        titles = {column.title.casefold(): column.key for column in self.grid.rows.columns}
        heads = deeds.head_columns(block[0], titles)
        columns = heads or (("title",) if len(block[0]) == 1 else self.grid.columns_from(first or "key"))
        try:
            edit = deeds.paste_edit(self.context.document.plan, block[1:] if heads else block, columns)
        except PlannerError as error:
            say_error(error, banner=self.banner)
            return
        self._apply(edit)

    def _on_paste_new(self) -> None:
        block = tsv_to_block(QGuiApplication.clipboard().text())
        if block:
            self._on_pasted(block, "")

    def _on_noted(self, item: BacklogItem, text: str) -> None:
        now = next((one for one in self.context.document.plan.backlog if one.key == item.key), None)
        if now is not None:
            self._apply(ChangeItem(replace(now, note=text)))

    def _on_row(self, row: BacklogRow | None) -> None:
        if not self.panel.isHidden():
            self.panel.show_item(row if isinstance(row, BacklogItem) else None, self._lookup.reading)

    def _on_details_toggled(self, on: bool) -> None:  # noqa: FBT001 - a slot
        self.details_button.set_kind(ButtonKind.CHOSEN if on else ButtonKind.PLAIN)
        self.panel.setVisible(on)
        self._on_row(self.grid.current_row())

    def _on_group_toggled(self, on: bool) -> None:  # noqa: FBT001 - a slot
        self.group_button.set_kind(ButtonKind.CHOSEN if on else ButtonKind.PLAIN)
        self.refresh(frozenset())

    def _on_folded(self, key: str) -> None:
        self._collapsed ^= {key}
        self.refresh(frozenset())

    def _unfold(self, keys: set[str]) -> None:
        if self._collapsed & keys:
            self._collapsed -= keys
            self.refresh(frozenset())

    def _on_filter(self) -> None:
        """Show the filter and go to it, or clear and hide it."""
        if self.filter.isVisible() and self.filter.hasFocus():
            self.filter.clear()
            self.filter.hide()
            self.grid.setFocus()
        else:
            self.filter.show()
            self.filter.setFocus()
            self.filter.selectAll()

    def _on_filter_changed(self, words: str) -> None:
        if self.group_button.isChecked() and self._collapsed:
            self.refresh(frozenset())
        self.grid.set_filter(words)

    def _on_import(self) -> None:
        """Ask the window for its import."""
        action = self.window().findChild(QAction, "import")
        if isinstance(action, QAction):
            action.trigger()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the filter with Esc; paste into an empty backlog."""
        if event.key() == Qt.Key.Key_Escape and self.filter.isVisible():
            self.filter.clear()
            self.filter.hide()
            self.grid.setFocus()
        elif event.matches(QKeySequence.StandardKey.Paste) and not self.context.document.plan.backlog:
            self._on_paste_new()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Restore the columns the first time, from the settings of the window."""
        super().showEvent(event)
        settings = getattr(self.window(), "settings", None)
        if settings is not None and not self._remembers:
            self._remembers = True
            self.grid.remember(settings.store, "backlog")
