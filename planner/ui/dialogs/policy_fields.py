"""Fields of the reserve policy: amounts in percent or days, a rule as one sentence, an amount that may be left out."""

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QWidget

from planner.domain.policy import BucketKind, ReserveBucket, ReserveRule
from planner.ui.dialogs.fields import ChoiceField, CountField, DaysField, PercentField

_SHARE, _DAYS = "share", "days"
_HIGHEST, _MOST_PD = 90, 999.0
_FIGURE_WIDTH = 96
_RULE_WIDTHS = (72, 56, 84)


class BucketField(QWidget):
    """An amount in percent or in person-days a sprint; 0 is none."""

    def __init__(self, kind: BucketKind, bucket: ReserveBucket | None, *, name: str) -> None:
        super().__init__()
        self._kind, self._old = kind, bucket
        in_days = bucket is not None and bucket.days_pd is not None
        self.figure = DaysField(0.0, highest=_MOST_PD, unit="", step=1.0)
        self.figure.setFixedWidth(_FIGURE_WIDTH)
        self.unit = ChoiceField(
            ((_SHARE, self.tr("% of capacity")), (_DAYS, self.tr("person-days a sprint"))),
            current=_DAYS if in_days else _SHARE,
        )
        if bucket is not None:
            self.figure.setValue((bucket.days_pd or 0.0) if in_days else (bucket.share or 0.0) * 100)
        self.figure.setAccessibleName(name)
        self.unit.setAccessibleName(self.tr("Unit of %1").replace("%1", name))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.figure)
        row.addWidget(self.unit, 1)
        self.setFocusProxy(self.figure)

    def bucket(self) -> ReserveBucket | None:
        """Return the bucket; ``None`` when nothing is kept."""
        amount = self.figure.value()
        if amount <= 0:
            return None
        name = self._old.name if self._old else ""
        if self.unit.key() == _DAYS:
            return ReserveBucket(self._kind, days_pd=amount, name=name)
        return ReserveBucket(self._kind, share=amount / 100, name=name)


class BucketFields:
    """A field for each kind of bucket; a second bucket of a kind stays as it is."""

    def __init__(self, buckets: tuple[ReserveBucket, ...], *, names: tuple[str, str, str]) -> None:
        first = {kind: next((entry for entry in buckets if entry.kind is kind), None) for kind in BucketKind}
        shown = [entry for entry in first.values() if entry is not None]
        self._others = tuple(entry for entry in buckets if not any(entry is other for other in shown))
        self.fields = tuple(
            BucketField(kind, first[kind], name=name) for kind, name in zip(BucketKind, names, strict=True)
        )

    def buckets(self) -> tuple[ReserveBucket, ...]:
        """Return all buckets."""
        typed = (field.bucket() for field in self.fields)
        return (*(bucket for bucket in typed if bucket is not None), *self._others)


class RuleField(QWidget):
    """A tick and a sentence with three figures: "30 % while 2 items cost over 1 pd a sprint each"."""

    def __init__(self, rule: ReserveRule | None) -> None:
        super().__init__()
        shown = rule or ReserveRule()
        self.tick = QCheckBox()
        self.tick.setAccessibleName(self.tr("Another target while debt is dear"))
        self.share = PercentField(shown.share, highest=_HIGHEST)
        self.items = CountField(shown.items, lowest=1, highest=99)
        self.interest = DaysField(shown.interest_pd, highest=_MOST_PD)
        named = ((self.share, self.tr("Target of the rule")), (self.items, self.tr("Items of the rule")),
                 (self.interest, self.tr("Interest of the rule")))  # fmt: skip
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.tick)
        words = (self.tr("while"), self.tr("items cost over"), self.tr("a sprint"))
        for (field, name), text, width in zip(named, words, _RULE_WIDTHS, strict=True):
            field.setAccessibleName(name)
            field.setFixedWidth(width)
            field.setEnabled(rule is not None)
            self.tick.toggled.connect(field.setEnabled)
            row.addWidget(field)
            row.addWidget(QLabel(text))
        row.addStretch(1)
        self.tick.setChecked(rule is not None)
        self.setFocusProxy(self.tick)

    def rules(self, old: tuple[ReserveRule, ...]) -> tuple[ReserveRule, ...]:
        """Return the rules: this one in place of the first, the others as they were."""
        rest = old[1:]
        if not self.tick.isChecked():
            return rest
        return (ReserveRule(self.share.share(), self.items.value(), self.interest.value()), *rest)


class MaybeDaysField(QWidget):
    """Person-days that may be left out: a tick, then the days."""

    def __init__(self, amount: float | None, *, words: str, fallback: float) -> None:
        super().__init__()
        self.tick = QCheckBox(words)
        self.days = DaysField(fallback if amount is None else amount, highest=99_999.0)
        self.days.setAccessibleName(words)
        self.tick.setChecked(amount is not None)
        self.days.setEnabled(amount is not None)
        self.tick.toggled.connect(self.days.setEnabled)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.tick)
        row.addWidget(self.days)
        row.addStretch(1)
        self.setFocusProxy(self.tick)

    def amount(self) -> float | None:
        """Return the days, ``None`` when they are left out."""
        return self.days.value() if self.tick.isChecked() else None
