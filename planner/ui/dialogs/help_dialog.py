"""The offline guide: a list of pages, and the page for where one is."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QTextBrowser, QWidget

from planner.resource_files import resource_path
from planner.ui.theme.controller import ThemeController
from planner.ui.theme.fonts import BODY, HEADLINE, PANEL, ui_font
from planner.ui.widgets.lines import Ground

TOPICS = (
    "first-steps", "overview", "backlog", "team", "sprints", "debt", "forecast", "track", "decisions",
    "import", "debt-model", "meeting", "share", "template", "safety", "keys",
)  # fmt: skip
"""The pages of the guide in their order; each is a file of ``resources/help``."""
_WIDE, _HIGH, _LIST, _TOPIC = 940, 680, 200, 30
_LINE_PERCENT = 140


class HelpDialog(QDialog):
    """Shows a page of the guide; links between pages work, nothing leads out of it."""

    def __init__(self, themes: ThemeController, *, parent: QWidget) -> None:
        super().__init__(parent)
        self._themes = themes
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Help"))
        self.resize(_WIDE, _HIGH)
        self.topics = QListWidget()
        self.topics.setAccessibleName(self.tr("Topics"))
        self.topics.setFixedWidth(_LIST)
        self.topics.setFont(ui_font(BODY))
        self.page = QTextBrowser()
        self.page.setAccessibleName(self.tr("Page"))
        self.page.setOpenLinks(False)
        self.page.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.page.document().setDocumentMargin(28)
        side = Ground(themes, "window")
        column = QHBoxLayout(side)
        column.setContentsMargins(8, 12, 8, 12)
        column.addWidget(self.topics)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(side)
        row.addWidget(self.page, 1)
        self._fill()
        self.topics.currentItemChanged.connect(self._on_topic)
        self.page.anchorClicked.connect(self._on_link)
        themes.changed.connect(self._on_theme)

    def show_topic(self, key: str) -> None:
        """Show a page; an unknown one is the first."""
        place = TOPICS.index(key) if key in TOPICS else 0
        self.topics.setCurrentRow(place)

    def _fill(self) -> None:
        self.topics.setStyleSheet("background: transparent;")
        for key in TOPICS:
            item = QListWidgetItem(_title_of(help_path(key)), self.topics)
            item.setData(Qt.ItemDataRole.UserRole, key)
            item.setSizeHint(QSize(_LIST, _TOPIC))

    def _on_topic(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self._show(help_path(item.data(Qt.ItemDataRole.UserRole)))

    def _show(self, path: Path) -> None:
        """Show a page in the type scale of the app; links take the accent from the palette."""
        document = self.page.document()
        document.setDefaultFont(ui_font(BODY))
        dialect = QTextDocument.MarkdownFeature.MarkdownDialectGitHub
        document.setMarkdown(path.read_text(encoding="utf-8"), dialect)
        _set_rhythm(document)
        self.page.setAccessibleDescription(_title_of(path))

    def _on_link(self, link: QUrl) -> None:
        key = link.fileName().removesuffix(".md")
        if key in TOPICS:
            self.show_topic(key)

    def _on_theme(self) -> None:
        self._on_topic(self.topics.currentItem())


def _set_rhythm(document: QTextDocument) -> None:
    """Give lines, paragraphs, lists and headings air; the largest heading is a page headline."""
    block = document.begin()
    while block.isValid():
        cursor = QTextCursor(block)
        layout = block.blockFormat()
        layout.setLineHeight(_LINE_PERCENT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        layout.setBottomMargin(4 if block.textList() is not None or cursor.currentTable() is not None else 10)
        cursor.setBlockFormat(layout)
        if layout.headingLevel():
            cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
            look = QTextCharFormat()
            look.setFont(ui_font(HEADLINE if layout.headingLevel() == 1 else PANEL, strong=True))
            cursor.mergeCharFormat(look)
        block = block.next()


def help_path(key: str) -> Path:
    """Return the file of a page of the guide."""
    return resource_path("help", f"{key}.md")


def _title_of(path: Path) -> str:
    with path.open(encoding="utf-8") as lines:
        return next(lines, "").lstrip("# ").strip() or path.stem
