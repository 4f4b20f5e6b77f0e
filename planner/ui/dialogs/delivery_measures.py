"""Delivery measures of a closed sprint, typed by hand; an empty field is unknown, never zero."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QWidget

from planner.analysis.wording import size
from planner.domain.edits import SetDelivery, Several
from planner.domain.errors import InvalidValueError
from planner.domain.plan import Edit
from planner.domain.sprint import DeliveryMeasures, Sprint
from planner.importing.delivery_lines import COLUMNS, read_delivery_lines
from planner.ui.dialogs.form_dialog import FormDialog, Take
from planner.ui.theme.controller import ThemeController
from planner.ui.widgets.buttons import Button


class DeliveryDialog(FormDialog):
    """Deployments, failed changes in percent, hours to restore; of one sprint, or pasted for several.

    Parameters
    ----------
    closed
        The closed sprints that pasted lines may name; by default only this one.
    """

    def __init__(
        self,
        themes: ThemeController,
        sprint: Sprint,
        *,
        take: Take,
        parent: QWidget,
        closed: tuple[Sprint, ...] = (),
    ) -> None:
        title = f"Delivery in {sprint.name}"
        super().__init__(themes, title=title, main="Keep", take=take, parent=parent)
        self._sprint, self._closed = sprint, closed or (sprint,)
        known = DeliveryMeasures() if sprint.actuals is None else sprint.actuals.delivery
        share = known.failed_change_share
        self.deployments = number_field(known.deployments)
        self.failed = number_field(None if share is None else share * 100)
        self.restore = number_field(known.restore_hours)
        form = self.add_form()
        self.add_row(form, self.tr("Deployments"), self.deployments)
        self.add_row(form, self.tr("Failed changes, %"), self.failed)
        self.add_row(form, self.tr("Time to restore, hours"), self.restore)
        self.say_consequence(self.tr("Leave a field empty when nobody knows. The sprint's other figures stay frozen."))
        self.paste = Button(themes, self.tr("Paste for several"), icon="paste")
        self.paste.setToolTip(self.tr("Lines with %1").replace("%1", COLUMNS))
        self.paste.setAutoDefault(False)
        self.add_foot_button(self.paste)
        self.paste.clicked.connect(lambda: self.finish(self._pasted))
        self.deployments.setFocus()

    def _pasted(self) -> Edit:
        """Return the measures of all sprints that the copied lines name."""
        lines = read_delivery_lines(QGuiApplication.clipboard().text(), self._closed)
        return Several(
            tuple(SetDelivery(sprint_id, found) for sprint_id, found in lines), what="Paste delivery measures"
        )

    def edit(self) -> Edit:
        """Return the measures; raise when a figure makes no sense."""
        deployments = number_in(self.deployments, self.tr("deployments"))
        if deployments is not None and deployments != int(deployments):
            raise InvalidValueError("deployments", size(deployments), "a whole number")
        failed = number_in(self.failed, self.tr("failed changes"), highest=100.0)
        return SetDelivery(
            self._sprint.id,
            DeliveryMeasures(
                deployments=None if deployments is None else int(deployments),
                failed_change_share=None if failed is None else failed / 100,
                restore_hours=number_in(self.restore, self.tr("time to restore")),
            ),
        )


def number_field(known: float | None) -> QLineEdit:
    """Return a field for a figure that may be unknown."""
    field = QLineEdit("" if known is None else size(known))
    field.setPlaceholderText("not known")
    return field


def number_in(field: QLineEdit, name: str, *, highest: float = 1e6) -> float | None:
    """Return what was typed, with a point or a comma; ``None`` when it is empty."""
    text = field.text().strip().removesuffix("%").strip().replace(",", ".")
    if not text:
        return None
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    if not 0 <= value <= highest:
        top = "" if highest > 100 else f" up to {size(highest)}"  # noqa: PLR2004 - a share in percent
        raise InvalidValueError(name, field.text().strip(), f"a number of 0 or more{top}")
    return value
