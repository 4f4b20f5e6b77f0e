"""The choices of a plan: name, reserve policy, unit, money, forecast."""

from dataclasses import replace

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDoubleSpinBox, QFormLayout, QLineEdit, QSpinBox, QWidget

from planner.domain.edits import ChangeSettings, RenamePlan, SetPolicy, Several
from planner.domain.errors import InvalidValueError
from planner.domain.plan import Edit, Plan
from planner.domain.settings import PlanSettings, ScopeGrowth, Unit
from planner.ui.dialogs.fields import ChoiceField, PercentField
from planner.ui.dialogs.form_dialog import FormDialog, Take
from planner.ui.theme.controller import ThemeController

_MOST = 1_000_000.0


class PlanSettingsDialog(FormDialog):
    """Everything that belongs to the plan as a whole; accepted as one undo step."""

    def __init__(self, themes: ThemeController, plan: Plan, *, take: Take, parent: QWidget) -> None:
        super().__init__(themes, title=_tr("Plan settings"), main=_tr("Change the plan"), take=take, parent=parent)
        self._plan = plan
        settings = plan.settings
        self.name = QLineEdit(plan.name)
        self.floor, self.target, self.ceiling = (
            PercentField(share, highest=90) for share in (plan.policy.floor, plan.policy.target, plan.policy.ceiling)
        )
        self.unit = ChoiceField(tuple((unit.value, unit.value) for unit in Unit), current=settings.unit.value)
        self.sprint_days = QSpinBox(minimum=1, maximum=60, value=settings.sprint_days)
        self.velocity = _maybe(settings.velocity, nothing=_tr("from the sprints behind you"))
        self.cost = _maybe(settings.cost_per_pd, nothing=_tr("money is not shown"))
        self.currency = QLineEdit(settings.currency)
        self.growth = tuple(_amount(part) for part in _parts(settings.scope_growth))
        self.percentiles = QLineEdit(", ".join(map(str, settings.percentiles)))
        self.seed = QSpinBox(minimum=0, maximum=2**31 - 1, value=settings.seed)
        self.trials = QSpinBox(minimum=1, maximum=1_000_000, singleStep=1000, value=settings.trials)
        self._fill(self.add_form())
        self.say_consequence(_tr("One undo step."))

    def edit(self) -> Edit:
        """Return what the form changes."""
        policy = replace(
            self._plan.policy, floor=self.floor.share(), target=self.target.share(), ceiling=self.ceiling.share()
        )
        return Several(
            (RenamePlan(self.name.text()), SetPolicy(policy), ChangeSettings(self._settings())), _tr("Change settings")
        )

    def _fill(self, form: QFormLayout) -> None:
        for words, field in (
            (_tr("Name"), self.name),
            (_tr("Reserve, at least"), self.floor),
            (_tr("Reserve, wanted"), self.target),
            (_tr("Reserve, at most"), self.ceiling),
            (_tr("Work is counted in"), self.unit),
            (_tr("Working days of a sprint"), self.sprint_days),
            (_tr("Velocity by hand"), self.velocity),
            (_tr("New work a sprint, at least"), self.growth[0]),
            (_tr("New work a sprint, likely"), self.growth[1]),
            (_tr("New work a sprint, at most"), self.growth[2]),
            (_tr("Percentiles shown"), self.percentiles),
            (_tr("Futures computed"), self.trials),
            (_tr("Seed"), self.seed),
            (_tr("A person-day costs"), self.cost),
            (_tr("Currency"), self.currency),
        ):
            self.add_row(form, words, field)

    def _settings(self) -> PlanSettings:
        low, likely, high = sorted(field.value() for field in self.growth)
        return replace(
            self._plan.settings,
            unit=Unit(self.unit.key()),
            sprint_days=self.sprint_days.value(),
            velocity=self.velocity.value() or None,
            cost_per_pd=self.cost.value() or None,
            currency=self.currency.text().strip() or "€",
            scope_growth=ScopeGrowth(low, likely, high),
            percentiles=_percentiles(self.percentiles.text()),
            seed=self.seed.value(),
            trials=self.trials.value(),
        )


def _parts(growth: ScopeGrowth) -> tuple[float, float, float]:
    return growth.low, growth.likely, growth.high


def _amount(value: float) -> QDoubleSpinBox:
    return QDoubleSpinBox(minimum=0.0, maximum=_MOST, decimals=1, value=value)


def _maybe(value: float | None, *, nothing: str) -> QDoubleSpinBox:
    """Return a field whose lowest value means that nothing was entered."""
    field = _amount(value or 0.0)
    field.setSpecialValueText(nothing)
    return field


def _percentiles(text: str) -> tuple[int, ...]:
    words = text.replace("%", " ").replace(",", " ").replace(";", " ").split()
    if not words or not all(word.isdigit() for word in words):
        raise InvalidValueError("percentiles", text, "numbers from 1 to 99, such as 50 and 85")
    return tuple(sorted({int(word) for word in words}))


def _tr(text: str) -> str:
    return QCoreApplication.translate("PlanSettingsDialog", text)
