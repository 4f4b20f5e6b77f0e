"""What contradicts the lab: the plan's own contradictions first, then what a critic says, each with its answer."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from planner.analysis.reserve.objections import Objection, objections, with_cautious
from planner.domain.edits import ChangeSettings, Several
from planner.ui.pages.page import PageContext
from planner.ui.widgets.heads import SectionHead
from planner.ui.widgets.labels import ThemedLabel
from planner.ui.widgets.lines import Ground, Hairline


class ObjectionsView(QWidget):
    """A list to read; ``changed()`` when the critic's assumptions were taken into the plan."""

    changed = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self.head = SectionHead(
            context.theme, self.tr("What contradicts this"), link=self.tr("Assume 10 % waste, no targeting")
        )
        self.head.link_clicked.connect(self.be_cautious)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setAccessibleName(self.tr("What contradicts this"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.head)
        column.addWidget(self._scroll, 1)

    def refresh(self) -> None:
        """List what contradicts the open plan's lab."""
        body = Ground(self._context.theme)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(4)
        for place, entry in enumerate(objections(self._context.document.view)):
            if place:
                column.addWidget(Hairline(self._context.theme))
            self._add(column, entry)
        column.addStretch(1)
        self._scroll.setWidget(body)

    def _add(self, column: QVBoxLayout, entry: Objection) -> None:
        says = ThemedLabel(self._context.theme, entry.says, strong=True, tone="warn_text" if entry.own else "text")
        column.addWidget(says.wrapped())
        column.addWidget(ThemedLabel(self._context.theme, entry.answer).wrapped())

    def be_cautious(self) -> None:
        """Take the critic's assumptions into the plan as one undo step."""
        settings = with_cautious(self._context.document.plan.settings)
        what = self.tr("Assume 10 % waste and no targeting")
        self._context.document.apply(Several((ChangeSettings(settings),), what=what))
        self.changed.emit()
