"""The sentence above each sheet: what it finds, and the dates and ranges that belong to it."""

from planner.exporting.workbook.content import WorkbookContent, figures_of
from planner.exporting.workbook.words import dates, day_text, percent

Headline = tuple[str, str]


def of_summary(content: WorkbookContent) -> Headline:
    """Say what plan this is and of which day."""
    people = len(content.plan.team.members)
    team = "1 person" if people == 1 else f"{people} people"
    return content.plan.name, f"As of {day_text(content.today)}. {team}, {len(content.capacity)} coming sprints."


def of_capacity(content: WorkbookContent) -> Headline:
    """Say what the first coming sprint leaves for features."""
    if not content.capacity:
        return "No coming sprint yet", "Add a sprint, and its capacity stands here."
    first = content.capacity[0]
    title = f"{first.sprint.name} has {first.steps.feature_pd:.1f} person-days for features"
    parts = f"{first.steps.effective_pd:.1f} of {first.steps.calendar_pd:.1f} calendar person-days are effective"
    return title, f"{dates(first.sprint.period)}; {parts}, {percent(first.reserve_share)} of them kept for debt."


def of_sprints(content: WorkbookContent) -> Headline:
    """Say which coming sprints hold more than can be promised."""
    promised = {}
    if content.forecast is not None:
        promised = {part.sprint_id: part.single[15] for part in content.forecast.sprints}
    over = [
        entry.sprint.name
        for entry in figures_of(content.plan)
        if entry.sprint.id in promised and entry.committed > promised[entry.sprint.id] + 1e-9
    ]
    subtitle = f"Promise is P15: 85 % sure of at least this. Work in {content.unit}."
    if not promised:
        return "What is planned for each sprint", f"Nothing can be promised yet. Work in {content.unit}."
    if over:
        verb = "holds" if len(over) == 1 else "hold"
        return f"{', '.join(over)} {verb} more than can be promised", subtitle
    return "Every coming sprint stays within its promise", subtitle


def of_backlog(content: WorkbookContent) -> Headline:
    """Say how much is open and how much of it nobody has estimated."""
    items = [item for item in content.plan.backlog if item.is_open]
    unsized = sum(1 for item in items if item.size is None)
    title = f"{len(items)} open items, {unsized} without an estimate" if unsized else f"{len(items)} open items"
    return (
        title,
        "In rank order. Done dates are working days at P50 and P85; open items without an estimate are marked.",
    )


def of_debt(content: WorkbookContent) -> Headline:
    """Say what is owed and what it costs."""
    totals = content.register.totals
    title = f"{totals.principal.p50:.1f} person-days of registered debt cost {totals.interest.p50:.1f} a sprint"
    low, high = totals.principal.p10, totals.principal.p90
    owed = (
        f"{content.reserve.owed_pd:.1f} person-days of reserve are owed"
        if content.reserve.owed_pd
        else "No reserve is owed"
    )
    return title, f"P10 to P90: {low:.0f} to {high:.0f} person-days. {owed}."


def of_lab(content: WorkbookContent) -> Headline:
    """Say what the policy and the one it is compared with lead to."""
    lab = content.lab
    if lab is None:
        return "Reserve lab", "There is no capacity to compare reserves with yet."
    first = lab.courses[0]
    title = (
        f"{percent(first.share)} leaves {first.principal.p50[-1]:.0f} person-days of debt after {lab.horizon} sprints"
    )
    neutral = f"{percent(lab.thresholds.r_neutral)} keeps clean code clean"
    return title, f"{neutral}. {lab.trials:,} futures, seed {lab.seed}; bands are P10 to P90."


def of_forecast(content: WorkbookContent) -> Headline:
    """Say when everything open is done."""
    forecast = content.forecast
    if forecast is None:
        return "No forecast yet", "Close a sprint or enter a velocity, and dates stand here."
    basis = f"{forecast.trials:,} futures, seed {forecast.seed}, {len(forecast.history.values)} sprints of history"
    sure = forecast.finish.get(85)
    if sure is None or sure.day is None:
        return f"Everything open is done later than {day_text(forecast.horizon_end)}, 85 % sure", f"{basis}."
    return f"Everything open is done by {day_text(sure.day)}, 85 % sure", f"{basis}."


def of_burndown(content: WorkbookContent) -> Headline:
    """Say what is left in the sprint that is looked at."""
    found = content.burndown
    if found is None:
        return "No sprint yet", "Add a sprint, and its burndown stands here."
    title = f"{found.name}: {found.left:.1f} of {found.scope:.1f} {found.unit.value} are left"
    if found.now is None:
        return title, "The ideal follows the people who are there."
    return title, f"Working day {found.day_number} of {found.working_days}. The ideal follows the people who are there."


def of_velocity(content: WorkbookContent) -> Headline:
    """Say what the last sprints did."""
    done = [sprint.actuals.completed for sprint in content.plan.closed_sprints() if sprint.actuals is not None]
    if not done:
        return "No closed sprint yet", "Close a sprint, and its figures stand here for good."
    recent = done[-4:]
    low, high = min(recent), max(recent)
    title = f"The last {len(recent)} sprints did {low:.0f} to {high:.0f} {content.unit}"
    return title, f"{len(done)} closed sprints; closed sprints never change."


def of_decisions(content: WorkbookContent) -> Headline:
    """Say how many records there are and how many are due."""
    records = content.plan.decisions
    due = sum(1 for entry in records if entry.review_on is not None and entry.review_on <= content.today)
    title = f"{len(records)} decisions, {due} due for review" if due else f"{len(records)} decisions"
    return title, "A record is superseded by a newer one, never edited."


def of_assumptions(content: WorkbookContent) -> Headline:
    """Say what the sheet is for."""
    return "Assumptions", f"What {content.plan.name} is computed from, as of {day_text(content.today)}."
