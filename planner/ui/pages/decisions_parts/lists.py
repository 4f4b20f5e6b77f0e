"""The two lists of the page: what has to be decided again, and the records."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from planner.analysis.findings.expiring import Expiring, RecordLine
from planner.ui.tables.column import Align, Column
from planner.ui.tables.grid import Grid
from planner.ui.theme.controller import ThemeController
from planner.ui.widgets.heads import SectionHead
from planner.ui.widgets.labels import ThemedLabel

ROW, HEAD = 28, 31
_MOST_EXPIRING, _LEAST_RECORDS = 8, 160


class DecisionLists(QWidget):
    """Both lists; ``record_chosen`` carries a number, ``ending_opened`` the identity of what ends."""

    record_chosen = Signal(str)
    ending_opened = Signal(str)

    def __init__(self, themes: ThemeController) -> None:
        super().__init__()
        self.expiring = Grid(themes, self._expiring_columns(), name=self.tr("To decide again"), row_height=ROW)
        self.records = Grid(themes, self._record_columns(), name=self.tr("Records"), row_height=ROW)
        self.records.setMinimumHeight(_LEAST_RECORDS)
        self._nothing = ThemedLabel(themes, self.tr("Nothing ends within the next three months."), tone="text3")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(SectionHead(themes, self.tr("To decide again")))
        column.addWidget(self._nothing)
        column.addWidget(self.expiring)
        column.addSpacing(20)
        column.addWidget(SectionHead(themes, self.tr("Records")))
        column.addWidget(self.records, 1)
        self.expiring.row_activated.connect(lambda line: self.ending_opened.emit(line.id))
        self.expiring.current_row_changed.connect(self._on_ending)
        self.records.current_row_changed.connect(self._on_record)

    def set_lists(self, ending: tuple[Expiring, ...], records: tuple[RecordLine, ...]) -> None:
        """Show both lists."""
        self.expiring.set_rows(ending)
        self.expiring.setFixedHeight(HEAD + ROW * min(max(len(ending), 1), _MOST_EXPIRING))
        self.expiring.setVisible(bool(ending))
        self._nothing.setVisible(not ending)
        self.records.set_rows(records)

    def choose(self, ref: str) -> None:
        """Select a decision, or what is about to end."""
        kind, _, number = ref.partition(":")
        if kind == "decision":
            self.records.choose((number,))
            self.record_chosen.emit(number)
        else:
            self.expiring.choose((ref,))

    def _on_record(self, line: RecordLine | None) -> None:
        if line is not None:
            self.record_chosen.emit(line.id)

    def _on_ending(self, line: Expiring | None) -> None:
        """Show the record behind what ends, if it is one."""
        if line is not None and line.id.startswith("decision:"):
            self.choose(line.id)

    def _expiring_columns(self) -> tuple[Column, ...]:
        tr = self.tr
        return (
            Column(key="date", title=tr("Date"), value=lambda line: line.when.toordinal(),
                   text=lambda line: line.day, sign=lambda line: line.sign, width=92),
            Column(key="left", title="", value=lambda line: line.when.toordinal(), text=lambda line: line.left,
                   width=86, tone="text3"),
            Column(key="title", title=tr("What"), value=lambda line: line.title, stretch=True),
            Column(key="kind", title="", value=lambda line: line.kind, width=160, tone="text2"),
            Column(key="owner", title=tr("Owner"), value=lambda line: line.owner, width=120, tone="text2"),
        )  # fmt: skip

    def _record_columns(self) -> tuple[Column, ...]:
        tr = self.tr
        return (
            Column(key="number", title="", value=lambda line: int(line.id) if line.id.isdecimal() else 0,
                   text=lambda line: line.id, align=Align.RIGHT, width=36, tone="text3"),
            Column(key="date", title=tr("Date"), value=lambda line: line.record.decided_on.toordinal(),
                   text=lambda line: line.decided, width=104, tone="text2"),
            Column(key="kind", title=tr("Kind"), value=lambda line: line.kind, width=86, tone="text2"),
            Column(key="title", title=tr("Title"), value=lambda line: line.record.title, stretch=True),
            Column(key="status", title=tr("Status"), value=lambda line: line.status, width=122, tone="text2"),
            Column(key="review", title=tr("Review"), value=_review_order, text=lambda line: line.review,
                   sign=lambda line: line.sign, width=92),
        )  # fmt: skip


def _review_order(line: RecordLine) -> int | None:
    """Return the review date as a number to sort by, ``None`` where none is shown."""
    when = line.record.review_on
    return when.toordinal() if when is not None and line.review else None
