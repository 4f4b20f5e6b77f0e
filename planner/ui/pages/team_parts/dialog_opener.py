"""Shows one form at a time over a page and hands its edit to the document."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from planner.domain.plan import Edit
from planner.ui.dialogs.form_dialog import FormDialog
from planner.ui.pages.page import PageContext


class DialogOpener(QObject):
    """``accepted(Edit)`` tells of an edit without a form, ``refused(PlannerError)`` of a file that cannot be read."""

    accepted = Signal(object)
    refused = Signal(object)

    def __init__(self, context: PageContext, *, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._owner = parent
        self.open_dialog: FormDialog | None = None

    def show_form(self, dialog: FormDialog) -> None:
        """Open a form over the page."""
        self.open_dialog = dialog
        dialog.finished.connect(self._on_finished)
        dialog.open()

    def _on_finished(self) -> None:
        if self.sender() is self.open_dialog:
            self.open_dialog = None

    def _take(self, edit: Edit) -> None:
        """Accept a form's edit; its errors belong to the form."""
        self._context.document.apply(edit)
