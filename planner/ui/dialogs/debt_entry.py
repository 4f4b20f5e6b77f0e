"""One debt entry with all its fields: what it is, what it costs, by when, who accepted it, where it is planned."""

from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFormLayout, QHBoxLayout, QLineEdit, QPlainTextEdit, QWidget

from planner.domain.debt import Acceptance, Deadline, DebtCause, DebtItem
from planner.domain.edits import AddDebt, ChangeDebt
from planner.domain.errors import InvalidValueError, UnknownReferenceError
from planner.domain.plan import Edit, Plan
from planner.ui.dialogs.debt_fields import AllocationField, SpreadField, WordsField
from planner.ui.dialogs.fields import ChoiceField, MaybeDateField
from planner.ui.dialogs.form_dialog import FormDialog, Take
from planner.ui.theme.controller import ThemeController

_HALF_YEAR = timedelta(days=182)
_NOTE_HEIGHT = 56


class DebtEntryDialog(FormDialog):
    """Adds or changes an entry.

    Parameters
    ----------
    debt
        The entry as it is; a fresh one for ``new``.
    today
        First proposal for dates.
    """

    def __init__(  # noqa: PLR0913 - what a dialog shows
        self,
        themes: ThemeController,
        *,
        plan: Plan,
        debt: DebtItem,
        new: bool,
        today: date,
        take: Take,
        parent: QWidget,
    ) -> None:
        self._plan, self._debt, self._new = plan, debt, new
        super().__init__(
            themes,
            title=f"{debt.id}  {debt.title}".strip(),
            main=self.tr("Register") if new else self.tr("Change"),
            take=take,
            parent=parent,
            width=900,
        )
        if new:
            self.setWindowTitle(self.tr("New debt item"))
        self._fill_left()
        self._fill_right(today)
        self._lay_out()
        self._say()

    def _fill_left(self) -> None:
        debt = self._debt
        self.title_field = QLineEdit(debt.title)
        self.component = QLineEdit(debt.component)
        self.cause = ChoiceField(tuple((cause.value, cause.value) for cause in DebtCause), current=debt.cause.value)
        self.principal = SpreadField(self.themes, debt.principal)
        self.interest = SpreadField(self.themes, debt.interest)
        self.owner = QLineEdit(debt.owner)
        self.skills = WordsField(debt.skills)
        self.items = WordsField(debt.item_keys)
        self.note = QPlainTextEdit(debt.note)
        self.note.setFixedHeight(_NOTE_HEIGHT)
        self.note.setTabChangesFocus(True)
        sprints = self._plan.coming_sprints()
        self.allocations = AllocationField(self.themes, sprints, debt.allocations)

    def _fill_right(self, today: date) -> None:
        debt, later = self._debt, today + _HALF_YEAR
        dates, accepted = debt.deadline, debt.acceptance
        self.review = MaybeDateField(debt.review_on, fallback=today + _HALF_YEAR / 2, words=self.tr("Review on"))
        self.announced = MaybeDateField(
            dates.announced_on if dates else None, fallback=today, words=self.tr("Announce on")
        )
        self.migrate = MaybeDateField(dates.migrate_by if dates else None, fallback=later, words=self.tr("Migrate by"))
        self.remove = MaybeDateField(dates.remove_on if dates else None, fallback=later, words=self.tr("Remove on"))
        self.compulsory = QCheckBox(self.tr("Compulsory: somebody else sets this date"))
        self.compulsory.setChecked(dates.compulsory if dates else True)
        self.until = MaybeDateField(accepted.until if accepted else None, fallback=later, words=self.tr("Accepted to"))
        self.accepted_by = QLineEdit(accepted.owner if accepted else "")
        self.reason = QLineEdit(accepted.reason if accepted else "")
        self.compensation = QLineEdit(accepted.compensation if accepted else "")
        for field in (self.accepted_by, self.reason, self.compensation):
            field.setEnabled(accepted is not None)
            self.until.tick.toggled.connect(field.setEnabled)
        self.remove.tick.toggled.connect(self._on_deadline)
        self._on_deadline(on=dates is not None)

    def _on_deadline(self, on: bool) -> None:  # noqa: FBT001 - a slot
        for field in (self.announced, self.migrate, self.compulsory):
            field.setEnabled(on)

    def _lay_out(self) -> None:
        left, right = self._form(), self._form()
        columns = QHBoxLayout()
        columns.setSpacing(32)
        columns.addLayout(left, 1)
        columns.addLayout(right, 1)
        self.body.addLayout(columns)
        tr = self.tr
        rows: tuple[tuple[QFormLayout, str, QWidget], ...] = (
            (left, tr("Title"), self.title_field),
            (left, tr("Component"), self.component),
            (left, tr("Cause"), self.cause),
            (left, tr("Principal, pd"), self.principal),
            (left, tr("Interest, pd"), self.interest),
            (left, tr("Owner"), self.owner),
            (left, tr("Skills"), self.skills),
            (left, tr("Backlog items"), self.items),
            (left, tr("Planned, pd"), self.allocations),
            (right, tr("Review"), self.review),
            (right, tr("Deadline"), self.remove),
            (right, "", self.announced),
            (right, "", self.migrate),
            (right, "", self.compulsory),
            (right, tr("Acceptance"), self.until),
            (right, tr("Accepted by"), self.accepted_by),
            (right, tr("Reason"), self.reason),
            (right, tr("Compensation"), self.compensation),
            (right, tr("Note"), self.note),
        )
        for form, words, field in rows:
            name = field.accessibleName() or (field.text() if isinstance(field, QCheckBox) else "")
            self.add_row(form, words, field)
            if not words:
                field.setAccessibleName(name)

    def _form(self) -> QFormLayout:
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        return form

    def _say(self) -> None:
        words = self.tr("Ranges are P10, P50 and P90: one in ten turns out lower, one in ten higher.")
        self.say_consequence(words)
        self.title_field.setFocus()

    def edit(self) -> Edit:
        """Return the entry as it was typed."""
        keys = self.items.words()
        known = {item.key for item in self._plan.backlog}
        missing = next((key for key in keys if key not in known), "")
        if missing:
            raise UnknownReferenceError("item", missing)
        debt = replace(
            self._debt,
            title=self.title_field.text().strip(),
            component=self.component.text().strip(),
            cause=DebtCause(self.cause.key()),
            principal=self.principal.spread(),
            interest=self.interest.spread(),
            owner=self.owner.text().strip(),
            skills=self.skills.words(),
            item_keys=keys,
            allocations=self.allocations.allocations(),
            review_on=self.review.day(),
            deadline=self._deadline(),
            acceptance=self._acceptance(),
            note=self.note.toPlainText().strip(),
        )
        return AddDebt(debt) if self._new else ChangeDebt(debt)

    def _deadline(self) -> Deadline | None:
        """Return the three dates; they must follow each other."""
        remove = self.remove.day()
        if remove is None:
            return None
        migrate, announced = self.migrate.day(), self.announced.day()
        dates = [when for when in (announced, migrate, remove) if when is not None]
        if dates != sorted(dates):
            raise InvalidValueError("deadline", str(remove), "announce, then migrate, then remove, in this order")
        return Deadline(
            remove_on=remove, migrate_by=migrate, announced_on=announced, compulsory=self.compulsory.isChecked()
        )

    def _acceptance(self) -> Acceptance | None:
        until = self.until.day()
        if until is None:
            return None
        owner, reason = self.accepted_by.text().strip(), self.reason.text().strip()
        if not owner or not reason:
            raise InvalidValueError("acceptance", owner, "an owner and a reason in writing")
        return Acceptance(until=until, owner=owner, reason=reason, compensation=self.compensation.text().strip())
