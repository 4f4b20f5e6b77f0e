"""The team page: who is there when, what that gives, who can do what, and who is on call."""

from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QWidget

from planner.analysis.capacity.findings import capacity_detail, capacity_headline
from planner.domain.errors import PlannerError
from planner.domain.plan import Edit
from planner.ui.messages import error_sentence
from planner.ui.pages.page import Page, PageContext
from planner.ui.pages.team_parts.availability import MARGIN, NARROW, AvailabilityView
from planner.ui.pages.team_parts.brushes import Stroke, stroke_edit
from planner.ui.pages.team_parts.calendar_dialogs import CalendarDialogs
from planner.ui.pages.team_parts.cover import offer_swap
from planner.ui.pages.team_parts.rota import RotaView
from planner.ui.pages.team_parts.skills import SkillsView
from planner.ui.pages.team_parts.team_actions import calendar_actions, team_actions
from planner.ui.pages.team_parts.team_dialogs import TeamDialogs
from planner.ui.widgets.attention import Severity
from planner.ui.widgets.banner import Banner
from planner.ui.widgets.buttons import Button
from planner.ui.widgets.segment import Segment
from planner.ui.widgets.state_panel import StatePanel
from planner.ui.widgets.view_stack import ViewStack

_VIEWS = ("availability", "skills", "rota")


class TeamPage(Page):
    """Availability, Skills and Rota of the plan's team."""

    key, title, icon = "team", "Team", "team"

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._old_views: set[str] = set()
        self._build()
        self._connect()

    def _build(self) -> None:
        themes = self.context.theme
        self.segment = Segment(
            themes,
            (("availability", self.tr("Availability")), ("skills", self.tr("Skills")), ("rota", self.tr("Rota"))),
            name=self.tr("View of the team"),
        )
        self.add_person = Button(themes, self.tr("Person"), icon="plus")
        self.add_person.setAccessibleName(self.tr("Add a person"))
        self.import_leave = Button(themes, self.tr("Import leave"))
        for control in (self.segment, self.add_person, self.import_leave):
            self.headline.add_control(control)
        self.banner = Banner(themes)
        self.dialogs = TeamDialogs(self.context, parent=self)
        self.calendar = CalendarDialogs(self.context, parent=self)
        self.availability = AvailabilityView(self.context)
        self.skills = SkillsView(self.context)
        self.rota = RotaView(self.context)
        self._stack = ViewStack()
        for view in (self.availability, self.skills, self.rota):
            self._stack.addWidget(view)
        self.state = StatePanel(themes, self._stack)
        self.column.setContentsMargins(0, 18, 0, 0)
        self.column.setSpacing(12)
        for widget in (self.headline, self.banner):
            _indent(widget)
        self.column.insertWidget(1, self.banner)
        self.column.addWidget(self.state, 1)
        self.availability.fill_menu(calendar_actions(self))
        self._actions = team_actions(self)

    def _connect(self) -> None:
        heat, panels, dialogs = self.availability.heat, self.availability.panels, self.dialogs
        self.segment.chosen.connect(self._on_view_chosen)
        self.add_person.clicked.connect(dialogs.add_person)
        self.import_leave.clicked.connect(dialogs.import_leave)
        self.state.acted.connect(dialogs.add_person)
        heat.stroke_made.connect(self._on_stroke)
        heat.entry_asked.connect(dialogs.add_leave)
        for signal in (heat.member_asked, panels.person_asked, self.skills.member_asked):
            signal.connect(dialogs.change_person)
        for signal in (self.availability.override_asked, panels.override_asked):
            signal.connect(dialogs.override)
        self.availability.brushes.ramp_asked.connect(lambda: dialogs.change_person(heat.current_member()))
        self.availability.leave_asked.connect(self.ask_leave)
        self.availability.import_asked.connect(dialogs.import_leave)
        self.availability.holidays_asked.connect(self.calendar.holidays)
        self.availability.overheads_asked.connect(dialogs.overheads)
        self.availability.load_asked.connect(lambda member: self.context.navigate("sprints", (f"member:{member}",)))
        panels.cover_asked.connect(self._on_cover_asked)
        self.skills.rota_asked.connect(self._on_cover_asked)
        self.skills.member_changed.connect(lambda member: self._apply(dialogs.change_edit(member)))
        self.rota.edited.connect(self._apply)
        self.rota.refused.connect(self._say)
        dialogs.accepted.connect(self._apply)
        dialogs.refused.connect(self._say)

    def refresh(self, changed: frozenset[str]) -> None:
        """Show the current plan; ``changed`` names what differs."""
        relevant = {"team", "sprints", "backlog", "debt", "policy", "settings"}
        if changed and not changed & relevant:
            return
        plan, view = self.context.document.plan, self.context.document.view
        following = view.next_sprint
        if not plan.team.members or following is None:
            self._show_empty(people=bool(plan.team.members))
            return
        breakdown = view.capacity[following.id]
        self.headline.set_words(capacity_headline(breakdown), capacity_detail(plan, breakdown))
        self.segment.setEnabled(True)
        self.state.show_ready()
        self._old_views = set(_VIEWS)
        self._on_view_chosen(self.segment.current())

    def rail_count(self) -> str:
        """Return the number of people."""
        return str(len(self.context.document.plan.team.members) or "")

    def choose(self, refs: tuple[str, ...]) -> None:
        """Select the person, or show the view that is named (``view:rota``)."""
        for ref in refs:
            kind, _, name = ref.partition(":")
            if kind == "view" and name in _VIEWS:
                self.segment.choose(name)
            elif kind == "member":
                self.segment.choose("availability")
                self.availability.heat.choose_member(name)

    def page_actions(self) -> tuple[QAction, ...]:
        """Return the actions of this page."""
        return self._actions

    def _on_view_chosen(self, key: str) -> None:
        """Show a view; only the one in front follows each edit, the others catch up when they are chosen."""
        if key in self._old_views:
            self._old_views.discard(key)
            views: dict[str, AvailabilityView | SkillsView | RotaView] = {
                "availability": self.availability,
                "skills": self.skills,
                "rota": self.rota,
            }
            views[key].refresh()
        self._stack.setCurrentIndex(_VIEWS.index(key))

    def _show_empty(self, *, people: bool) -> None:
        self.headline.set_words(self.tr("Who is in the team?") if not people else self.tr("No sprint is planned"))
        self.segment.setEnabled(False)
        if people:
            self.state.show_empty(self.tr("Add a sprint, and its days appear here."))
        else:
            self.state.show_empty(
                self.tr("Add the people of the team to see what their days give."), action=self.tr("Add a person")
            )

    def _apply(self, edit: Edit) -> None:
        """Make an edit; when it is refused, say why and change nothing."""
        try:
            self.context.document.apply(edit)
        except PlannerError as error:
            self._say(error)
        else:
            self.banner.hide()

    def _say(self, error: PlannerError) -> None:
        self.banner.say(Severity.STOP, error_sentence(error))

    def _on_stroke(self, stroke: Stroke) -> None:
        try:
            edit = stroke_edit(self.context.document.plan, stroke)
        except PlannerError as error:
            self._say(error)
        else:
            self._apply(edit)

    def ask_leave(self) -> None:
        """Ask for leave on the chosen days."""
        block = self.availability.heat.block()
        self.dialogs.add_leave(*(block or ((), None)))

    def _on_cover_asked(self) -> None:
        """Go to the rota with a swap that mends the cover, or to the skills where a swap cannot."""
        offer = offer_swap(self.context.document.view)
        self.segment.choose("rota" if offer else "skills")
        if offer:
            self.rota.offer(*offer)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the headline its room where there is little: importing then stands in the menu."""
        super().resizeEvent(event)
        self.import_leave.setVisible(self.width() - 2 * MARGIN >= NARROW)


def _indent(widget: QWidget) -> None:
    """Give a full-width row the page's margins."""
    layout = widget.layout()
    if layout is not None:
        margins = layout.contentsMargins()
        layout.setContentsMargins(margins.left() + 24, margins.top(), margins.right() + 24, margins.bottom())
