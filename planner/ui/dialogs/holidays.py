"""The holidays of a place, as lines to type, paste and delete."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from planner.analysis.wording import count, listing
from planner.domain.calendar import HolidaySet
from planner.domain.edits import SetHolidays
from planner.domain.errors import InvalidValueError, MissingInputError
from planner.domain.plan import Edit, Plan
from planner.importing.holiday_lines import holiday_lines, parse_holiday_lines
from planner.ui.dialogs.form_dialog import FormDialog, Take
from planner.ui.dialogs.words import dialog_words
from planner.ui.theme.controller import ThemeController
from planner.ui.widgets.buttons import Button
from planner.ui.widgets.labels import ThemedLabel


@dataclass(frozen=True, slots=True)
class _Place:
    """A place in the list; the last one is new and has no identity yet."""

    id: str
    name: str


class HolidaysDialog(FormDialog):
    """Exchanges the list of one place, or makes a new place; ``country_asked`` leads to the lists of countries."""

    country_asked = Signal()

    def __init__(self, themes: ThemeController, plan: Plan, *, place: str, take: Take, parent: QWidget) -> None:
        super().__init__(
            themes,
            title=dialog_words("Holidays of a place"),
            main=dialog_words("Save"),
            take=take,
            parent=parent,
            width=520,
        )
        self._plan = plan
        self._places = (*(_Place(one.id, one.name) for one in plan.team.holiday_sets), _Place("", ""))
        self.place = QComboBox()
        for one in self._places:
            self.place.addItem(one.name or self.tr("A new place"))
        ids = [one.id for one in self._places]
        self.name = QLineEdit()
        self.short = QLineEdit()
        self.short.setPlaceholderText(self.tr("DE"))
        self.lines = QPlainTextEdit()
        self.lines.setPlaceholderText(self.tr("2026-12-25 Christmas"))
        self.lines.setMinimumHeight(220)
        self.lines.setTabChangesFocus(True)
        self.lines.setAccessibleName(self.tr("Holidays, one a line"))
        form = self.add_form()
        self.add_row(form, self.tr("Place"), self.place)
        self.add_row(form, self.tr("Name"), self.name)
        self.add_row(form, self.tr("Short, for the list"), self.short)
        hint = self.tr("One a line: the date, then the name. Lists can be pasted; “half” at the end is half a day.")
        self.body.addWidget(ThemedLabel(themes, hint, size_px=12, tone="text3").wrapped())
        self.body.addWidget(self.lines, 1)
        self.country = Button(themes, self.tr("From a country"), icon="calendar")
        self.country.setAutoDefault(False)
        self.country.clicked.connect(self._on_country)
        self.add_foot_button(self.country)
        self.place.currentIndexChanged.connect(self._show_place)
        for signal in (self.lines.textChanged, self.name.textChanged, self.short.textChanged):
            signal.connect(self._say)
        self.place.setCurrentIndex(ids.index(place) if place in ids else 0)
        self._show_place()

    def edit(self) -> Edit:
        """Return the list exchanged; a line that is no holiday stops it."""
        holidays, issues = parse_holiday_lines(self.lines.toPlainText())
        if issues:
            raise InvalidValueError(f"line {issues[0].row}", issues[0].value, "a date such as 2026-12-25, then a name")
        chosen = self._places[self.place.currentIndex()]
        name, short = self.name.text().strip(), chosen.id or self.short.text().strip()
        if not name or not short:
            raise MissingInputError("the name of the place", "type a name and its short form")
        if not chosen.id and any(one.id == short for one in self._places):
            raise InvalidValueError("short", short, "a short form that no other place has")
        return SetHolidays(HolidaySet(short, name, holidays))

    def _on_country(self) -> None:
        self.reject()
        self.country_asked.emit()

    def _show_place(self) -> None:
        chosen = self._places[self.place.currentIndex()]
        known = {one.id: one for one in self._plan.team.holiday_sets}
        self.name.setText(chosen.name)
        self.short.setText(chosen.id)
        self.short.setEnabled(not chosen.id)
        self.lines.setPlainText(holiday_lines(known[chosen.id].holidays) if chosen.id else "")
        self._say()

    def _say(self) -> None:
        holidays, issues = parse_holiday_lines(self.lines.toPlainText())
        if issues:
            self.say_consequence(self.tr("Line {row} does not begin with a date.").format(row=issues[0].row))
            return
        place = self._places[self.place.currentIndex()].id
        people = [member.name.split()[0] for member in self._plan.team.members if place and member.place == place]
        whom = listing(people, most=3) or self.tr("nobody yet")
        self.say_consequence(
            self.tr("{days}, for {people}.").format(days=count(len(holidays), self.tr("holiday")), people=whom)
        )
