"""What the team's own sprints say about the cost of a duty day, with those sprints on request."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from planner.analysis.capacity.duty_cost import DutyEvidence, DutyVerdict, duty_words
from planner.analysis.wording import number, size
from planner.ui.theme.controller import ThemeController
from planner.ui.widgets.buttons import LinkButton
from planner.ui.widgets.labels import ThemedLabel

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_ROW, _MOST_ROWS = 22, 6


class DutyLine(QWidget):
    """A sentence; ``use`` takes the learned cost, another link shows the sprints it rests on."""

    def __init__(self, themes: ThemeController, evidence: DutyEvidence) -> None:
        super().__init__()
        self.learned = evidence.verdict is DutyVerdict.LEARNED
        self.words = ThemedLabel(themes, duty_words(evidence), tone="text2").wrapped()
        self.use = LinkButton(themes, self.tr("Take it"))
        self.use.setAccessibleName(self.tr("Take the cost that the sprints say"))
        self.show_sprints = LinkButton(themes, self.tr("Show the sprints"))
        self.use.setVisible(self.learned)
        self.show_sprints.setVisible(bool(evidence.sprints))
        self.sprints = QTableWidget(len(evidence.sprints), 5)
        self._fill(evidence)
        self.sprints.hide()
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self.words, 1)
        for link in (self.show_sprints, self.use):
            link.setAutoDefault(False)
            line.addWidget(link, alignment=Qt.AlignmentFlag.AlignTop)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(6)
        whole.addLayout(line)
        whole.addWidget(self.sprints)
        self.show_sprints.clicked.connect(self._on_show)

    def _fill(self, evidence: DutyEvidence) -> None:
        table = self.sprints
        heads = (self.tr("Sprint"), self.tr("Days there"), self.tr("On duty"), self.tr("Done"), self.tr("Done a day"))
        table.setHorizontalHeaderLabels(list(heads))
        table.setAccessibleName(self.tr("Sprints behind the cost of a duty day"))
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(_ROW)
        table.setShowGrid(False)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setFixedHeight((min(_MOST_ROWS, len(evidence.sprints)) + 1) * _ROW + 12)
        for row, entry in enumerate(evidence.sprints):
            cells = (entry.name, size(entry.there_pd), size(entry.duty_pd), size(entry.completed))
            for column, text in enumerate((*cells, number(entry.per_day, 2))):
                item = QTableWidgetItem(text)
                if column:
                    item.setTextAlignment(_RIGHT)
                table.setItem(row, column, item)

    def _on_show(self) -> None:
        shown = self.sprints.isVisibleTo(self)
        self.sprints.setVisible(not shown)
        self.show_sprints.setText(self.tr("Show the sprints") if shown else self.tr("Hide the sprints"))
