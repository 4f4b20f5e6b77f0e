"""What the coming sprints lack in skills: a table of cover, and one sentence for each hole."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from planner.analysis.capacity.findings import SkillCover, hole_sentence
from planner.analysis.capacity.load import HoleReason
from planner.analysis.wording import number
from planner.domain.sprint import Sprint
from planner.ui.icons import icon_pixmap
from planner.ui.pages.page import PageContext
from planner.ui.pages.team_parts.figures import Figure, FigureColumn, FigureRows
from planner.ui.pages.team_parts.words import tr
from planner.ui.widgets.buttons import LinkButton
from planner.ui.widgets.labels import ThemedLabel

_SPRINT_WIDTH = 92


def cover_figures(cover: tuple[SkillCover, ...], sprints: tuple[Sprint, ...]) -> FigureRows:
    """Return a row for each skill: how many people are there in each sprint, and their effective days."""
    columns = (
        FigureColumn(tr("Skill"), 120, left=True, stretch=True),
        *(FigureColumn(sprint.name, _SPRINT_WIDTH) for sprint in sprints),
    )
    skills = dict.fromkeys(entry.skill for entry in cover)
    rows = tuple(
        (Figure(skill, tone="text", left=True), *(_cell(entry) for entry in cover if entry.skill == skill))
        for skill in skills
    )
    return FigureRows(columns, rows)


def _cell(entry: SkillCover) -> Figure:
    words = tr("{there} of {having}, {days}").format(
        there=entry.there, having=entry.having, days=number(entry.effective_pd, 1)
    )
    if entry.hole is not None:
        return Figure(words, tone="warn_text", strong=True, sign="warning", tip=", ".join(entry.hole.keys))
    return Figure(words, tone="text2" if entry.there else "text3")


class HoleList(QWidget):
    """One sentence and one way out for each hole; ``rota_asked`` where on-call makes it."""

    rota_asked = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)
        context.theme.changed.connect(self.refresh)

    def refresh(self) -> None:
        """Say every hole anew."""
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.setParent(None)
                widget.deleteLater()
        view = self._context.document.view
        for hole in view.skill_holes:
            breakdown = view.capacity.get(hole.sprint_id or "")
            on_call = hole.reason is HoleReason.ONLY_ONE_ON_CALL
            self._column.addWidget(self._row(hole_sentence(view.plan, hole, breakdown), hole.keys, on_call=on_call))
        if not view.skill_holes:
            words = self.tr("Every skill that planned work needs is covered by somebody who is there.")
            self._column.addWidget(ThemedLabel(self._context.theme, words).wrapped())

    def sentences(self) -> tuple[str, ...]:
        """Return what is said."""
        labels = self.findChildren(ThemedLabel)
        return tuple(label.accessibleName() for label in labels)

    def _row(self, sentence: str, keys: tuple[str, ...], *, on_call: bool) -> QWidget:
        themes = self._context.theme
        sign = QLabel()
        sign.setPixmap(icon_pixmap("warning", themes.now.warn_text, size=16, ratio=self.devicePixelRatioF()))
        link = LinkButton(themes, self.tr("Swap the rota") if on_call else self.tr("Show the work"))
        if on_call:
            link.clicked.connect(self.rota_asked)
        else:
            link.clicked.connect(lambda: self._show_work(keys))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(ThemedLabel(themes, sentence).wrapped())
        words.addWidget(link, alignment=Qt.AlignmentFlag.AlignLeft)
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(sign, alignment=Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        return row

    def _show_work(self, keys: tuple[str, ...]) -> None:
        debt = {entry.id for entry in self._context.document.plan.debt}
        only_debt = all(key in debt for key in keys)
        refs = tuple(f"debt:{key}" if key in debt else f"item:{key}" for key in keys)
        self._context.navigate("debt" if only_debt else "backlog", refs)
