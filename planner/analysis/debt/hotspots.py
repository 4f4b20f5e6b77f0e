"""Hotspots: where the code is changed most often and is largest, from a version history, with the debt found there."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import fsum

from planner.domain.churn import ChangeLog, FileChurn, folder_of
from planner.domain.debt import DebtItem, DebtStatus

LEAST_WEIGHT, MOST_WEIGHT = 0.5, 2.0
MOST_PLACES = 40
USUAL_TOUCH_PD = 0.05
"""Person-days that one change in an average place costs more than it should, until somebody says better."""


@dataclass(frozen=True, slots=True)
class Hotspot:
    """One place of the code, ranked by change frequency times size.

    Parameters
    ----------
    touches
        Commits a sprint that touched it; the whole history counts as one sprint when it names no days.
    score
        Its commits times the lines that stand there.
    weight
        Hotspot weight of the interest, 0.5 to 2 by percentile of the score: the middle place has 1.
    fixes
        Share of its commits that were repairs.
    debt_ids
        Open entries of the register for this place.
    """

    place: str
    churn: FileChurn
    touches: float
    score: float
    weight: float
    fixes: float
    debt_ids: tuple[str, ...] = ()

    def interest_pd(self, touch_pd: float = USUAL_TOUCH_PD) -> float:
        """Return the interest that follows from the changes alone: touches x extra days per touch x weight, pd."""
        return self.touches * touch_pd * self.weight


@dataclass(frozen=True, slots=True)
class HotspotReport:
    """The hotspots of a version history: ``commits`` in all, over ``sprints`` sprints; 0 when it names no days."""

    rows: tuple[Hotspot, ...]
    commits: int
    sprints: float


def hotspots_of(
    log: ChangeLog, debt: Iterable[DebtItem], *, rhythm_days: int, depth: int = 2, most: int = MOST_PLACES
) -> HotspotReport:
    """Rank the folders of a version history by how often they change times how large they are.

    Parameters
    ----------
    debt
        The register; an entry belongs to a place whose path has its component as a part.
    rhythm_days
        Calendar days of a sprint.
    depth
        Levels of folders that count as one place.

    Notes
    -----
    ``weight = 0.5 x 4^percentile``: 0.5 for the calmest place, 1 in the middle, 2 for the hottest. The history is no
    proof of interest: it says where to look.

    Examples
    --------
    >>> from planner.domain.churn import Commit, FileChange
    >>> log = ChangeLog((Commit("1", None, "Ada", True, (FileChange("shop/cart.py", 40, 0),)),))
    >>> hot = hotspots_of(log, (), rhythm_days=14).rows[0]
    >>> hot.place, hot.touches, hot.score, hot.weight
    ('shop', 1.0, 40.0, 1.0)
    """
    entries = [entry for entry in debt if entry.status is DebtStatus.OPEN and entry.component]
    sprints = _sprints(log, rhythm_days)
    places = log.components(lambda path: folder_of(path, depth=depth))
    scores = [float(churn.commits * churn.net_lines) for churn in places]
    ranked = sorted(zip(places, scores, strict=True), key=lambda pair: (-pair[1], -pair[0].commits, pair[0].place))
    rows = tuple(
        Hotspot(
            place=churn.place,
            churn=churn,
            touches=churn.commits / sprints if sprints > 0 else float(churn.commits),
            score=score,
            weight=_weight(score, scores),
            fixes=churn.fixes / churn.commits,
            debt_ids=tuple(entry.id for entry in entries if belongs(entry.component, churn.place)),
        )
        for churn, score in ranked[:most]
    )
    return HotspotReport(rows, commits=len(log.commits), sprints=sprints)


def belongs(component: str, place: str) -> bool:
    """Tell whether a component of the register is a part of a path, in any case and with any hyphens.

    >>> belongs("ledger-core", "services/ledger_core"), belongs("ledger", "services/ledger_core")
    (True, False)
    """
    return _plain(component) in {*(_plain(part) for part in place.split("/")), _plain(place)}


def _plain(name: str) -> str:
    return name.casefold().replace("-", "").replace("_", "").replace(" ", "")


def _sprints(log: ChangeLog, rhythm_days: int) -> float:
    """Return how many sprints a history covers, at least one; 0 when it names no days."""
    first, last = log.first_on, log.last_on
    if first is None or last is None:
        return 0.0
    return max(1.0, ((last - first).days + 1) / rhythm_days)


def _weight(score: float, scores: Sequence[float]) -> float:
    """Return the weight of a score by its percentile; ties share the middle of their places."""
    if len(scores) == 1:
        return 1.0
    below = fsum(1.0 for other in scores if other < score)
    equal = fsum(1.0 for other in scores if other == score)
    percentile = (below + (equal - 1.0) / 2.0) / (len(scores) - 1)
    return float(LEAST_WEIGHT * (MOST_WEIGHT / LEAST_WEIGHT) ** percentile)
