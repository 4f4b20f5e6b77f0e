"""The sentence above each sheet, for those that are no page of the app; the others say what their page says."""

from planner.exporting.workbook.content import WorkbookContent
from planner.exporting.workbook.words import day_text, percent

Headline = tuple[str, str]


def of_summary(content: WorkbookContent) -> Headline:
    """Say what the overview finds, which plan this is and of which day."""
    title, subtitle = content.headline("Overview")
    return title, f"{content.plan.name}, as of {day_text(content.today)}. {subtitle}"


def of_lab(content: WorkbookContent) -> Headline:
    """Say what the policy in question leads to."""
    lab = content.lab
    if lab is None:
        return "Reserve lab", "There is no capacity to compare reserves with yet."
    first = lab.courses[0]
    title = (
        f"{percent(first.share)} leaves {first.principal.p50[-1]:.0f} person-days of debt after {lab.horizon} sprints"
    )
    neutral = f"{percent(lab.thresholds.r_neutral)} keeps clean code clean"
    return title, f"{neutral}. {lab.trials:,} futures, seed {lab.seed}; bands are P10 to P90."


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
    done = [row.completed for row in content.report.velocity.closed]
    if not done:
        return "No closed sprint yet", "Close a sprint, and its figures stand here for good."
    recent = done[-4:]
    title = f"The last {len(recent)} sprints did {min(recent):.0f} to {max(recent):.0f} {content.unit}"
    return title, f"{len(done)} closed sprints; closed sprints never change."


def of_assumptions(content: WorkbookContent) -> Headline:
    """Say what the sheet is for."""
    return "Assumptions", f"What {content.plan.name} is computed from, as of {day_text(content.today)}."
