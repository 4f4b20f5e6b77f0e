"""Asks for one name."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from planner.domain.plan import Edit
from planner.ui.dialogs.form_dialog import FormDialog
from planner.ui.theme.controller import ThemeController


class NameDialog(FormDialog):
    """One field; ``named(text)`` when a name was given."""

    named = Signal(str)

    def __init__(
        self,
        themes: ThemeController,
        *,
        title: str,
        main: str,
        parent: QWidget,
        name: str = "",
        consequence: str = "",
    ) -> None:
        super().__init__(themes, title=title, main=main, take=_nothing, parent=parent)
        self.field = QLineEdit(name)
        self.field.selectAll()
        self.add_row(self.add_form(), self.tr("Name"), self.field)
        self.say_consequence(consequence)
        self.field.textChanged.connect(self._on_text)
        self._on_text(name)

    def accept_form(self) -> None:
        """Tell the name and close."""
        name = self.field.text().strip()
        if name:
            self.accept()
            self.named.emit(name)

    def _on_text(self, text: str) -> None:
        self.main_button.setEnabled(bool(text.strip()))


def _nothing(edit: Edit) -> None:
    del edit
