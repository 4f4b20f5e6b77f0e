"""The frame of every dialog: headline, content, and a foot that says the consequence on the left."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QDateEdit,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from planner.domain.errors import PlannerError
from planner.domain.plan import Edit
from planner.ui.messages import error_sentence
from planner.ui.theme.controller import ThemeController
from planner.ui.theme.fonts import PANEL
from planner.ui.widgets.attention import Severity
from planner.ui.widgets.banner import Banner
from planner.ui.widgets.buttons import Button, ButtonKind
from planner.ui.widgets.labels import ThemedLabel
from planner.ui.widgets.lines import Ground, Hairline

Take = Callable[[Edit], None]


class FormDialog(QDialog):
    """A dialog that ends in one edit.

    Subclasses fill ``self.body``, keep :meth:`say_consequence` true and implement :meth:`edit`. The main button hands
    the edit to ``take``; a :class:`PlannerError` is shown over the form, which stays open with everything typed.

    Parameters
    ----------
    title
        The headline.
    main
        Words of the main button.
    take
        Accepts the edit, or raises.
    """

    def __init__(
        self, themes: ThemeController, *, title: str, main: str, take: Take, parent: QWidget, width: int = 480
    ) -> None:
        super().__init__(parent)
        self.themes = themes
        self._take = take
        self.setWindowTitle(title)
        self.setModal(True)
        self.setMinimumWidth(width)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.banner = Banner(themes)
        self.main_button = Button(themes, main, kind=ButtonKind.PRIMARY)
        self._cancel = Button(themes, self.tr("Cancel"))
        self._cancel.setAutoDefault(False)
        self._consequence = ThemedLabel(themes, tone="text3").wrapped()
        self.body = QVBoxLayout()
        self._foot = QHBoxLayout()
        self._build(title)
        self.main_button.setDefault(True)  # only now is it inside the dialog
        self.main_button.clicked.connect(self.accept_form)
        self._cancel.clicked.connect(self.reject)

    def _build(self, title: str) -> None:
        head = ThemedLabel(self.themes, title, size_px=PANEL, strong=True, tone="text")
        top = Ground(self.themes)
        column = QVBoxLayout(top)
        column.setContentsMargins(24, 18, 24, 18)
        column.setSpacing(14)
        column.addWidget(head)
        column.addWidget(self.banner)
        self.body.setSpacing(10)
        column.addLayout(self.body, 1)
        foot = Ground(self.themes, "window")
        foot.setLayout(self._foot)
        self._foot.setContentsMargins(24, 12, 24, 12)
        self._foot.setSpacing(8)
        self._foot.addWidget(self._consequence, 1)
        self._foot.addWidget(self._cancel)
        self._foot.addWidget(self.main_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(top, 1)
        whole.addWidget(Hairline(self.themes))
        whole.addWidget(foot)

    def add_form(self) -> QFormLayout:
        """Add a form of labelled fields to the body and return it."""
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self.body.addLayout(form)
        return form

    def add_row(self, form: QFormLayout, words: str, field: QWidget) -> None:
        """Add a field with its name, which is also read out."""
        label = ThemedLabel(self.themes, words)
        label.setMinimumHeight(28)
        label.setBuddy(field)
        field.setAccessibleName(words)
        if isinstance(field, QComboBox | QDateEdit):
            field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        form.addRow(label, field)

    def add_foot_button(self, button: QWidget) -> None:
        """Put another button left of Cancel."""
        self._foot.insertWidget(1, button)

    def say_consequence(self, words: str) -> None:
        """Say what the main button will do."""
        self._consequence.set_text(words)

    def consequence(self) -> str:
        """Return what the foot says."""
        return self._consequence.accessibleName()

    def edit(self) -> Edit:
        """Return the edit that the form means; raise a :class:`PlannerError` when it means none."""
        raise NotImplementedError

    def accept_form(self) -> None:
        """Hand the edit over and close; stay open when it is refused."""
        self.finish(self.edit)

    def finish(self, make: Callable[[], Edit]) -> None:
        """Make an edit, hand it over and close, or say why not."""
        try:
            self._take(make())
        except PlannerError as error:
            self.banner.say(Severity.STOP, error_sentence(error))
        else:
            self.accept()

    def _first_field(self) -> QWidget | None:
        """Return the first field behind the buttons of the foot, which came into the dialog before any field."""
        widget = self.main_button.nextInFocusChain()
        while widget is not None and widget is not self.main_button:
            inner = isinstance(widget.parent(), QComboBox | QAbstractSpinBox)
            if isinstance(widget, QLineEdit | QComboBox | QAbstractSpinBox) and not inner and widget.isEnabled():
                return widget
            widget = widget.nextInFocusChain()
        return None

    def showEvent(self, event: QShowEvent) -> None:
        """Put the cursor into the first field, unless the form has chosen another place."""
        super().showEvent(event)
        if self.focusWidget() in {None, self._cancel, self.main_button} and (field := self._first_field()) is not None:
            field.setFocus(Qt.FocusReason.TabFocusReason)
