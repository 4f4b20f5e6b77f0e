"""The public holidays of a country or region, looked at before they are taken into the plan."""

from datetime import date, timedelta

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from planner.analysis.capacity.adopted_holidays import adoption, adoption_edit
from planner.analysis.wording import WEEKDAYS, count, day
from planner.domain.calendar import Holiday, HolidaySet
from planner.domain.errors import MissingInputError, PlannerError
from planner.domain.plan import Edit, Plan
from planner.importing.public_holidays import MOST_YEARS, countries, public_holidays, regions_of
from planner.ui.dialogs.fields import ChoiceField, CountField
from planner.ui.dialogs.form_dialog import FormDialog, Take
from planner.ui.dialogs.words import dialog_words
from planner.ui.theme.controller import ThemeController
from planner.ui.widgets.labels import ThemedLabel

_NOBODY, _PLACELESS, _EVERYBODY = "nobody", "placeless", "everybody"
_FIRST_YEAR, _LAST_YEAR = 2000, 2099
_ROW = 24
_AHEAD = timedelta(days=90)


class PublicHolidaysDialog(FormDialog):
    """Country, region and years; every day has a tick, for what is not a holiday in this team."""

    def __init__(self, themes: ThemeController, plan: Plan, *, today: date, take: Take, parent: QWidget) -> None:
        super().__init__(
            themes,
            title=dialog_words("Public holidays"),
            main=dialog_words("Take them"),
            take=take,
            parent=parent,
            width=560,
        )
        self._plan = plan
        self._found: tuple[Holiday, ...] = ()
        self.country = _searchable(ChoiceField(tuple((area.code, area.name) for area in countries())))
        self.region = _searchable(ChoiceField(()))
        last = max((sprint.period.end for sprint in plan.sprints), default=today) + _AHEAD
        self.first_year = CountField(today.year, lowest=_FIRST_YEAR, highest=_LAST_YEAR)
        self.last_year = CountField(max(today.year, last.year), lowest=_FIRST_YEAR, highest=_LAST_YEAR)
        self.names = ChoiceField((("en", self.tr("in English")), ("own", self.tr("as they are called there"))))
        self.preview = QTableWidget(0, 2)
        self.name = QLineEdit()
        self.short = QLineEdit()
        self.people = ChoiceField(self._people())
        self._lay_out()
        self._connect()
        self.country.choose(QLocale.territoryToCode(QLocale.system().territory()) or "")
        self._on_country()

    def _people(self) -> tuple[tuple[str, str], ...]:
        members = self._plan.team.members
        placeless = sum(not member.place for member in members)
        choices = [(_NOBODY, self.tr("nobody yet"))]
        if placeless:
            words = self.tr("everybody without a place, {people}")
            choices.append((_PLACELESS, words.format(people=count(placeless, self.tr("person"), self.tr("people")))))
        if members:
            choices.append((_EVERYBODY, self.tr("everybody")))
        return tuple(choices)

    def _lay_out(self) -> None:
        years = QWidget()
        row = QHBoxLayout(years)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.first_year, 1)
        row.addWidget(ThemedLabel(self.themes, self.tr("to")))
        row.addWidget(self.last_year, 1)
        years.setFocusProxy(self.first_year)
        form = self.add_form()
        for words, field in (
            (self.tr("Country"), self.country),
            (self.tr("Region"), self.region),
            (self.tr("Years"), years),
            (self.tr("Names"), self.names),
        ):
            self.add_row(form, words, field)
        self.first_year.setAccessibleName(self.tr("First year"))
        self.last_year.setAccessibleName(self.tr("Last year"))
        self._dress_preview()
        self.body.addWidget(self.preview, 1)
        below = self.add_form()
        for words, field in (
            (self.tr("Name of the place"), self.name),
            (self.tr("Short, for the list"), self.short),
            (self.tr("Place of"), self.people),
        ):
            self.add_row(below, words, field)

    def _dress_preview(self) -> None:
        self.preview.setHorizontalHeaderLabels([self.tr("Day"), self.tr("Holiday")])
        self.preview.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.preview.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.preview.setColumnWidth(0, 190)
        self.preview.verticalHeader().hide()
        self.preview.verticalHeader().setDefaultSectionSize(_ROW)
        self.preview.setShowGrid(False)
        self.preview.setTabKeyNavigation(False)
        self.preview.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.preview.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.preview.setAccessibleName(self.tr("Holidays to take, Space unticks one"))
        self.preview.setMinimumHeight(216)

    def _connect(self) -> None:
        self.country.currentIndexChanged.connect(self._on_country)
        self.region.currentIndexChanged.connect(self._on_region)
        for signal in (
            self.first_year.valueChanged,
            self.last_year.valueChanged,
            self.names.currentIndexChanged,
        ):
            signal.connect(self._show)
        self.preview.itemChanged.connect(self._say)
        for text in (self.name.textChanged, self.short.textChanged, self.people.currentIndexChanged):
            text.connect(self._say)

    def edit(self) -> Edit:
        """Return the list taken for its place, and the place given to the people chosen."""
        chosen = self._chosen()
        if not chosen.holidays:
            raise MissingInputError("a holiday", "tick at least one")
        if not chosen.id or not chosen.name:
            raise MissingInputError("the name of the place", "type a name and its short form")
        return adoption_edit(self._plan, chosen, self._member_ids())

    def _chosen(self) -> HolidaySet:
        rows = (self.preview.item(row, 0) for row in range(self.preview.rowCount()))
        ticked = [item is not None and item.checkState() is Qt.CheckState.Checked for item in rows]
        days = tuple(entry for entry, wanted in zip(self._found, ticked, strict=True) if wanted)
        return HolidaySet(self.short.text().strip(), self.name.text().strip(), days)

    def _member_ids(self) -> tuple[str, ...]:
        whom, members = self.people.key(), self._plan.team.members
        if whom == _NOBODY:
            return ()
        return tuple(member.id for member in members if whom == _EVERYBODY or not member.place)

    def _on_country(self) -> None:
        """Offer the regions of the country."""
        self.region.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self.region.clear()
        self.region.addItem(self.tr("the whole country"), "")
        for area in regions_of(self.country.key()):
            self.region.addItem(area.name, area.code)
        self.region.setEnabled(self.region.count() > 1)
        self.region.blockSignals(False)  # noqa: FBT003 - Qt's own signature
        self._on_region()

    def _on_region(self) -> None:
        """Name the place after what is chosen; a place the plan knows keeps its name."""
        country, region = self.country.key(), self.region.key()
        short = f"{country}-{region}" if region else country
        known = next((entry.name for entry in self._plan.team.holiday_sets if entry.id == short), "")
        self.name.setText(known or (self.region.currentText() if region else self.country.currentText()))
        self.short.setText(short)
        self._show()

    def _show(self) -> None:
        """Fill the preview."""
        years = range(self.first_year.value(), self.last_year.value() + 1)
        try:
            english = self.names.key() == "en"
            self._found = public_holidays(self.country.key(), self.region.key(), years=years, english=english)
        except PlannerError:
            self._found = ()
        self.preview.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self.preview.setRowCount(len(self._found))
        for row, entry in enumerate(self._found):
            when = QTableWidgetItem(f"{WEEKDAYS[entry.day.weekday()][:3]} {day(entry.day)} {entry.day.year}")
            when.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
            when.setCheckState(Qt.CheckState.Checked)
            half = self.tr(", half a day") if entry.share < 1 else ""
            self.preview.setItem(row, 0, when)
            self.preview.setItem(row, 1, QTableWidgetItem(entry.name + half))
        self.preview.blockSignals(False)  # noqa: FBT003 - Qt's own signature
        self._say()

    def _say(self) -> None:
        """Say what taking the list does."""
        years = self.last_year.value() - self.first_year.value() + 1
        if not 1 <= years <= MOST_YEARS:
            self.say_consequence(self.tr("Choose 1 to {most} years in a row.").format(most=MOST_YEARS))
            self.main_button.setEnabled(False)
            return
        found = adoption(self._plan.team, self._chosen())
        self.main_button.setEnabled(bool(self._found))
        kept = self.tr(" {entries} of the place stay.").format(
            entries=count(found.kept, self.tr("other day"), self.tr("other days"))
        )
        self.say_consequence(
            self.tr("{new}; {worked} on working days.{kept}").format(
                new=count(found.new, self.tr("new holiday"), self.tr("new holidays")),
                worked=found.working_days,
                kept=kept if found.kept else "",
            )
        )


def _searchable(field: ChoiceField) -> ChoiceField:
    """Let a long list be searched by typing any part of a name."""
    field.setEditable(True)
    field.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    completer = field.completer()
    if completer is not None:
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(completer.CompletionMode.PopupCompletion)
    return field
