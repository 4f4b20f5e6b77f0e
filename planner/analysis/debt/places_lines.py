"""Places of debt in words: what planned work could take along, and where the code changes most."""

from dataclasses import dataclass

from planner.analysis.debt.hotspots import USUAL_TOUCH_PD, Hotspot, HotspotReport
from planner.analysis.debt.travelling import TravelOffer
from planner.analysis.wording import DASH, count, day, listing, number, percent, size
from planner.domain.churn import ChangeLog
from planner.domain.debt import DebtItem, Spread

_FACTOR = 2.0  # P10 and P90 of an interest that is only read off a history: half and twice


@dataclass(frozen=True, slots=True)
class TravelLine:
    """One offer as a row."""

    id: str
    offer: TravelOffer
    meets: str
    takes: str
    saves: str
    span: str


def travel_lines(offers: tuple[TravelOffer, ...]) -> tuple[TravelLine, ...]:
    """Return the offers as rows, the greatest saving first."""
    return tuple(_travel(offer) for offer in offers)


def _travel(offer: TravelOffer) -> TravelLine:
    digits = 2 if offer.saving.p50 < 1 else 1
    low, middle, high = (number(bound, digits) for bound in (offer.saving.p10, offer.saving.p50, offer.saving.p90))
    return TravelLine(
        id=f"{offer.debt_id}@{offer.sprint_id}",
        offer=offer,
        meets=f"{listing(list(offer.keys), most=1)}, {offer.meets}",
        takes=f"{number(offer.effort_pd, 1)}{'' if offer.whole else ', a part'}",
        saves=middle,
        span=f"{low}{DASH}{high}",
    )


def travel_note(offers: tuple[TravelOffer, ...]) -> str:
    """Return what the list is about, or why it is empty."""
    if not offers:
        return "No planned work touches a component with debt that could be repaid sooner."
    return "Repaid in the sprint shown, on the way; what is planned later moves there."


@dataclass(frozen=True, slots=True)
class HotspotLine:
    """One place of the code as a row; ``bar`` is its score as a share of the highest one."""

    id: str
    spot: Hotspot
    touches: str
    lines: str
    fixes: str
    weight: str
    debt: str
    bar: float


def hotspot_lines(report: HotspotReport) -> tuple[HotspotLine, ...]:
    """Return the places as rows, the hottest first."""
    top = max((row.score for row in report.rows), default=0.0)
    return tuple(
        HotspotLine(
            id=row.place,
            spot=row,
            touches=number(row.touches, 1),
            lines=size(row.churn.net_lines),
            fixes=percent(row.fixes),
            weight=number(row.weight, 1),
            debt=listing(list(row.debt_ids), most=2) if row.debt_ids else "",
            bar=row.score / top if top > 0 else 0.0,
        )
        for row in report.rows
    )


def history_note(log: ChangeLog, report: HotspotReport) -> str:
    """Return what was read: how many commits, from when to when."""
    commits, caveat = count(report.commits, "commit"), "Often changed and large: a place to look, no proof."
    if log.first_on is None or log.last_on is None:
        return f"{commits} without days, read as one sprint. {caveat}"
    years = log.first_on.year != log.last_on.year
    first = f"{day(log.first_on)} {log.first_on.year}" if years else day(log.first_on)
    return f"{commits}, {first} to {day(log.last_on)} {log.last_on.year}. {caveat}"


def debt_at(spot: Hotspot, debt_id: str, *, touch_pd: float = USUAL_TOUCH_PD) -> DebtItem:
    """Return a first draft of an entry for a place: its interest is read off the history, its principal is a question.

    Interest is touches x extra days per touch x weight, from half to twice.
    """
    interest = round(spot.interest_pd(touch_pd), 2)
    return DebtItem(
        id=debt_id,
        title=f"Hard to change: {spot.place}",
        component=spot.place.rsplit("/", 1)[-1],
        principal=Spread(4.0, 2.0, 8.0),
        interest=Spread(p50=interest, p10=interest / _FACTOR, p90=interest * _FACTOR),
        note=(
            f"Changed {number(spot.touches, 1)} times a sprint, {size(spot.churn.net_lines)} lines, "
            f"{percent(spot.fixes)} repairs. Interest: changes x {size(touch_pd)} pd x weight {number(spot.weight, 1)}."
        ),
    )
