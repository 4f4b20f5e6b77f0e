"""The upper right of the import dialog: what was noticed, and what else is in the file."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from planner.analysis.wording import count
from planner.domain.issue import Issue, Severity
from planner.importing.preview import ImportPreview
from planner.ui.dialogs.import_parts.words import issue_detail, issue_title
from planner.ui.icons import icon_pixmap
from planner.ui.theme.controller import ThemeController
from planner.ui.theme.fonts import AXIS
from planner.ui.widgets.heads import SectionHead
from planner.ui.widgets.labels import ThemedLabel
from planner.ui.widgets.lines import Ground, Hairline

_SIGNS = {Severity.STOP: "stop", Severity.WARN: "warning", Severity.NOTE: "note"}
_ORDER = (Severity.STOP, Severity.WARN, Severity.NOTE)
_MOST = 200


class IssuesList(QWidget):
    """Issues with their place, worst first, and below them what the file holds besides items."""

    def __init__(self, themes: ThemeController) -> None:
        super().__init__()
        self._themes = themes
        self.head = SectionHead(themes, self.tr("Issues"))
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self._also = QVBoxLayout()
        self._also.setSpacing(6)
        inner = Ground(themes, "base")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 10, 0)
        column.setSpacing(10)
        column.addLayout(self._lines)
        column.addLayout(self._also)
        column.addStretch(1)
        area = QScrollArea(widgetResizable=True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName(self.tr("Issues"))
        area.setWidget(inner)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 6, 0)
        whole.setSpacing(6)
        whole.addWidget(self.head)
        whole.addWidget(area, 1)

    def show_preview(self, preview: ImportPreview) -> None:
        """Show what a reading has noticed and found."""
        issues = sorted(preview.issues, key=lambda issue: _ORDER.index(issue.severity))
        stops = sum(issue.severity is Severity.STOP for issue in issues)
        stopping = f"{stops} {'stops' if stops == 1 else 'stop'} the import"
        self.head.set_note(f"{stopping}, {len(issues) - stops} to know")
        _empty(self._lines)
        for issue in issues[:_MOST]:
            self._lines.addWidget(self._issue_line(issue))
            self._lines.addWidget(Hairline(self._themes))
        if not issues:
            self._lines.addWidget(ThemedLabel(self._themes, self.tr("Nothing to note.")))
        self._show_also(preview)

    def _show_also(self, preview: ImportPreview) -> None:
        """Say what comes along: closed sprints, coming sprints, debt candidates."""
        _empty(self._also)
        found = _also_found(preview)
        if not found:
            return
        self._also.addWidget(ThemedLabel(self._themes, self.tr("Also found in this file"), strong=True, tone="text"))
        for icon, words in found:
            self._also.addWidget(self._line(icon, words, ""))

    def _issue_line(self, issue: Issue) -> QWidget:
        return self._line(_SIGNS[issue.severity], issue_title(issue), issue_detail(issue))

    def _line(self, icon: str, title: str, detail: str) -> QWidget:
        theme = self._themes.now
        tint = {"warning": theme.warn_text, "stop": theme.stop}.get(icon, theme.text3)
        sign = QLabel()
        sign.setPixmap(icon_pixmap(icon, tint, size=16, ratio=self.devicePixelRatioF()))
        sign.setFixedSize(QSize(26, 22))
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(ThemedLabel(self._themes, title, tone="text").wrapped())
        if detail:
            words.addWidget(ThemedLabel(self._themes, detail, size_px=AXIS).wrapped())
        line = QWidget()
        line.setAccessibleName(f"{title}. {detail}".strip())
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 5, 0, 5)
        row.setSpacing(0)
        row.addWidget(sign, alignment=Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        return line


def _also_found(preview: ImportPreview) -> list[tuple[str, str]]:
    found = []
    if preview.closed_sprints:
        found.append(("track", f"{count(len(preview.closed_sprints), 'closed sprint')}: velocity starts at once"))
    if preview.open_sprints:
        found.append(("sprints", count(len(preview.open_sprints), "coming sprint")))
    candidates = preview.imported.inspection.debt_items
    if candidates:
        keys = {item.key for item in preview.incoming if item.debt_reason}
        registered = {key for entry in preview.plan.debt for key in entry.item_keys}
        registered |= {item.key for item in preview.plan.backlog if item.debt_id}
        words = count(candidates, "debt candidate")
        known = len(keys & registered)
        found.append(("debt", f"{words}, {known} already registered" if known else words))
    return found


def _empty(layout: QVBoxLayout) -> None:
    while layout.count():
        item = layout.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.deleteLater()
