"""A job that takes longer than a moment: how far it is, and Cancel."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDialog, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from planner.document.jobs import Job
from planner.ui.theme.controller import ThemeController
from planner.ui.theme.fonts import PANEL
from planner.ui.widgets.buttons import Button
from planner.ui.widgets.labels import ThemedLabel

_DELAY_MS = 300


class ProgressDialog(QDialog):
    """Appears when the job runs for more than 300 ms, and goes with it."""

    def __init__(self, themes: ThemeController, job: Job, *, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._job = job
        self.setWindowTitle(title)
        self.setModal(True)
        self.setMinimumWidth(420)
        self._note = ThemedLabel(themes, tone="text3")
        self._bar = QProgressBar(textVisible=False)
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(self.tr("Progress"))
        self.cancel = Button(themes, self.tr("Cancel"))
        foot = QHBoxLayout()
        foot.addWidget(self._note, 1)
        foot.addWidget(self.cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 18)
        column.setSpacing(12)
        column.addWidget(ThemedLabel(themes, title, size_px=PANEL, strong=True, tone="text"))
        column.addWidget(self._bar)
        column.addLayout(foot)
        self._late = QTimer(self, interval=_DELAY_MS, singleShot=True)
        self._late.timeout.connect(self.open)

    def watch(self) -> None:
        """Follow the job; call this before it is run."""
        self._job.progressed.connect(self._on_progressed)
        self._job.finished.connect(self._on_finished)
        self.cancel.clicked.connect(self._job.cancel)
        self._late.start()

    def reject(self) -> None:
        """Escape asks the job to stop; the dialog goes when it has."""
        self._job.cancel()

    def _on_progressed(self, done: int, total: int, note: str) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        if note:
            self._note.set_text(note)

    def _on_finished(self) -> None:
        self._late.stop()
        self.setResult(0)
        self.done(QDialog.DialogCode.Accepted.value)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.deleteLater()
