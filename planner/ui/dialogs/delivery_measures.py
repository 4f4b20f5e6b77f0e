"""Delivery measures of a closed sprint, typed by hand; an empty field is unknown, never zero."""

from PySide6.QtWidgets import QLineEdit, QWidget

from planner.analysis.wording import size
from planner.domain.edits import SetDelivery
from planner.domain.errors import InvalidValueError
from planner.domain.plan import Edit
from planner.domain.sprint import DeliveryMeasures, Sprint
from planner.ui.dialogs.form_dialog import FormDialog, Take
from planner.ui.theme.controller import ThemeController


class DeliveryDialog(FormDialog):
    """Deployments, failed changes in percent, hours to restore."""

    def __init__(self, themes: ThemeController, sprint: Sprint, *, take: Take, parent: QWidget) -> None:
        title = f"Delivery in {sprint.name}"
        super().__init__(themes, title=title, main="Keep", take=take, parent=parent)
        self._sprint = sprint
        known = DeliveryMeasures() if sprint.actuals is None else sprint.actuals.delivery
        share = known.failed_change_share
        self.deployments = _field(known.deployments)
        self.failed = _field(None if share is None else share * 100)
        self.restore = _field(known.restore_hours)
        form = self.add_form()
        self.add_row(form, self.tr("Deployments"), self.deployments)
        self.add_row(form, self.tr("Failed changes, %"), self.failed)
        self.add_row(form, self.tr("Time to restore, hours"), self.restore)
        self.say_consequence(self.tr("Leave a field empty when nobody knows. The sprint's other figures stay frozen."))
        self.deployments.setFocus()

    def edit(self) -> Edit:
        """Return the measures; raise when a figure makes no sense."""
        deployments = _number(self.deployments, self.tr("deployments"))
        if deployments is not None and deployments != int(deployments):
            raise InvalidValueError("deployments", size(deployments), "a whole number")
        failed = _number(self.failed, self.tr("failed changes"), highest=100.0)
        return SetDelivery(
            self._sprint.id,
            DeliveryMeasures(
                deployments=None if deployments is None else int(deployments),
                failed_change_share=None if failed is None else failed / 100,
                restore_hours=_number(self.restore, self.tr("time to restore")),
            ),
        )


def _field(known: float | None) -> QLineEdit:
    field = QLineEdit("" if known is None else size(known))
    field.setPlaceholderText("not known")
    return field


def _number(field: QLineEdit, name: str, *, highest: float = 1e6) -> float | None:
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
