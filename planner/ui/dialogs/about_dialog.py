"""What this is, which version, and whose work it stands on."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QDialog, QTextBrowser, QVBoxLayout, QWidget

import planner
from planner.resource_files import resource_path
from planner.ui.theme.controller import ThemeController
from planner.ui.theme.fonts import AXIS, PANEL, ui_font
from planner.ui.widgets.labels import ThemedLabel
from planner.ui.widgets.lines import Hairline

PARTS = (
    ("Qt and PySide6", "window and drawing", "LGPL-3.0"),
    ("NumPy", "arrays and random numbers", "BSD-3-Clause"),
    ("pandas", "large text tables", "BSD-3-Clause"),
    ("openpyxl", "reading workbooks", "MIT"),
    ("python-calamine", "reading workbooks fast", "MIT"),
    ("XlsxWriter", "writing workbooks", "BSD-2-Clause"),
    ("pyqtgraph", "zoomable charts", "MIT"),
    ("msgspec", "reading and checking plan files", "BSD-3-Clause"),
    ("defusedxml", "reading XML safely", "PSF-2.0"),
    ("Inter", "typeface", "OFL-1.1"),
)
"""Name, what it is used for, and licence of everything that Ballast is built on."""


class AboutDialog(QDialog):
    """Version, promise, and the licences."""

    def __init__(self, themes: ThemeController, *, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("About Ballast"))
        self.resize(560, 520)
        promise = self.tr("Sprint planning with the days people really have. Nothing leaves this machine.")
        licences = QTextBrowser()
        licences.setAccessibleName(self.tr("Licences"))
        licences.setFont(ui_font(AXIS))
        licences.setPlainText(licence_text())
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(10)
        column.addWidget(ThemedLabel(themes, f"Ballast {planner.__version__}", size_px=PANEL, strong=True, tone="text"))
        column.addWidget(ThemedLabel(themes, promise).wrapped())
        column.addWidget(Hairline(themes))
        column.addWidget(licences, 1)
        licences.setFocusPolicy(Qt.FocusPolicy.StrongFocus)


def licence_text() -> str:
    """Return the licences as plain text."""
    head = QCoreApplication.translate("AboutDialog", "Ballast is free software under the MIT licence.")
    lead = QCoreApplication.translate("AboutDialog", "It is built on:")
    parts = "\n".join(f"{name}: {purpose} ({licence})" for name, purpose, licence in PARTS)
    font_licence = resource_path("fonts", "OFL.txt").read_text(encoding="utf-8")
    return f"{head}\n\n{lead}\n{parts}\n\n{font_licence}"
