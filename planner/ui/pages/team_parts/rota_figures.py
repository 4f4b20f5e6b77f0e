"""Shifts, shares and suggested rotas as rows of a table."""

from dataclasses import dataclass
from datetime import date

from planner.analysis.capacity.breakdown import CapacityBreakdown
from planner.analysis.capacity.rota import DutyShare, RotaProposal, duty_over, duty_shares, shift_clashes
from planner.analysis.wording import count, listing, number, percent, period, size
from planner.domain.plan import Plan
from planner.domain.team import RotaShift
from planner.ui.pages.team_parts.figures import Figure, FigureColumn, FigureRows
from planner.ui.pages.team_parts.words import tr


@dataclass(frozen=True, slots=True)
class ShiftRow:
    """One coming shift as it is shown."""

    shift: RotaShift
    when: str
    who: str
    sprint: str
    note: str

    @property
    def id(self) -> str:
        """The identity of the shift."""
        return self.shift.id


def shift_rows(plan: Plan, *, today: date) -> tuple[ShiftRow, ...]:
    """Return the shifts that are not over, oldest first."""
    names = {member.id: member.name for member in plan.team.members}
    coming = sorted((shift for shift in plan.team.rota if shift.period.end > today), key=lambda one: one.period.start)
    away = {clash.shift.id: clash.days_away for clash in shift_clashes(plan.team, coming)}
    return tuple(
        ShiftRow(
            shift=shift,
            when=period(shift.period),
            who=names.get(shift.member_id, shift.member_id),
            sprint=listing([sprint.name for sprint in plan.sprints if sprint.period.overlaps(shift.period)]),
            note=_away_words(away[shift.id]) if shift.id in away else "",
        )
        for shift in coming
    )


def share_figures(breakdowns: tuple[CapacityBreakdown, ...]) -> FigureRows:
    """Return each person's share of each sprint on call and of all of them; more than a quarter of all is marked."""
    if not breakdowns:
        return FigureRows()
    shares = duty_shares(breakdowns)
    whole = {entry.member.id: entry for entry in duty_over(shares)}
    columns = (
        FigureColumn(tr("Person"), 120, left=True, stretch=True),
        *(FigureColumn(breakdown.sprint.name, 60) for breakdown in breakdowns),
        FigureColumn(tr("all"), 60),
    )
    rows = []
    for person in breakdowns[0].people:
        mine = [entry for entry in shares if entry.member.id == person.member.id]
        over = whole[person.member.id]
        last = _share_figure(over, strong=True, sign="warning" if over.too_much else "")
        cells = [_share_figure(entry) for entry in mine]
        rows.append((Figure(person.member.name, tone="text", left=True), *cells, last))
    return FigureRows(columns, tuple(rows))


def _share_figure(entry: DutyShare, *, strong: bool = False, sign: str = "") -> Figure:
    return Figure(
        percent(entry.share) if entry.duty_days else "0",
        tone="warn_text" if sign else "text" if entry.duty_days else "text3",
        strong=strong and entry.duty_days > 0,
        sign=sign,
        tip=tr("{days} on call").format(days=count(entry.duty_days, tr("day"))),
    )


def proposal_figures(plan: Plan, proposal: RotaProposal) -> FigureRows:
    """Return the suggested shifts beside those of today; a changed name is semibold."""
    away = {clash.shift.id: clash.days_away for clash in proposal.clashes}
    return _compared(plan, proposal.shifts, away)


def swap_figures(plan: Plan, rota: tuple[RotaShift, ...]) -> FigureRows:
    """Return the shifts that differ from the rota of today."""
    before = {shift.id: shift.member_id for shift in plan.team.rota}
    changed = tuple(shift for shift in rota if before.get(shift.id) != shift.member_id)
    away = {clash.shift.id: clash.days_away for clash in shift_clashes(plan.team, changed)}
    return _compared(plan, changed, away)


def proposal_words(proposal: RotaProposal) -> str:
    """Return what a suggestion does, in one or two sentences."""
    most = max(entry.after for entry in proposal.counts)
    fair = max(entry.fair for entry in proposal.counts)
    words = tr("Nobody has more than **{shifts}**, {share} of the time; an exactly fair part is {fair}.").format(
        shifts=count(most, tr("shift")), share=percent(proposal.most_share), fair=number(fair, 1)
    )
    if proposal.too_much:
        needed = count(proposal.people_needed, tr("person"), tr("people"))
        words = f"{words} {tr('{people} would keep everybody within 25 %.').format(people=needed)}"
    if proposal.clashes:
        open_words = tr("{shifts} cannot be covered without leave; the person least away has it.")
        return f"{words} {open_words.format(shifts=count(len(proposal.clashes), tr('shift')))}"
    return f"{words} {tr('Nobody is on call while away.')}"


def _compared(plan: Plan, shifts: tuple[RotaShift, ...], away: dict[str, float]) -> FigureRows:
    names = {member.id: member.name for member in plan.team.members}
    columns = (
        FigureColumn(tr("When"), 140, left=True),
        FigureColumn(tr("Now"), 140, left=True),
        FigureColumn(tr("Suggested"), 150, left=True),
        FigureColumn(tr("To look at"), 120, left=True, stretch=True),
    )
    rows = []
    for shift in shifts:
        now = [names[one.member_id] for one in plan.team.rota if one.period.overlaps(shift.period)]
        new = names[shift.member_id]
        same = now == [new]
        note = _away_words(away[shift.id]) if shift.id in away else ""
        rows.append(
            (
                Figure(period(shift.period), tone="text", left=True),
                Figure(listing(list(dict.fromkeys(now))) or tr("nobody"), left=True, tone="text3" if same else "text2"),
                Figure(new, tone="text2" if same else "text", strong=not same, left=True),
                Figure(note, tone="warn_text", left=True, sign="warning" if note else ""),
            )
        )
    return FigureRows(columns, tuple(rows))


def _away_words(days: float) -> str:
    return tr("away {days} of these days").format(days=size(days))
