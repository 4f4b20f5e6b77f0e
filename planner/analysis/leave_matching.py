"""Whose leave a foreign list means, and which of it the plan does not know yet."""

from collections.abc import Iterable
from dataclasses import dataclass
from unicodedata import combining, normalize

from planner.analysis.load import people_by_name
from planner.analysis.wording import period
from planner.domain.calendar import Period
from planner.domain.team import AbsenceKind, Member, Team


@dataclass(frozen=True, slots=True)
class MatchedLeave:
    """Days away of a person of the team."""

    member_id: str
    period: Period
    share: float
    kind: AbsenceKind


def match_people(team: Team, names: Iterable[str]) -> dict[str, str]:
    """Return the member identity behind each name of a file; names that nobody clearly has are left out.

    Names, identities, aliases and unambiguous initials count, then the same without accents, with last and first name
    exchanged ("Okafor, Amara"), then a first name that only one person has.

    Examples
    --------
    >>> match_people(Team(members=(Member("t", "Tomás Rivera"),)), ["Rivera, Tomas", "Ada"])
    {'Rivera, Tomas': 't'}
    """
    known = {plain_name(word): member.id for word, member in people_by_name(team).items()}
    firsts: dict[str, list[str]] = {}
    for member in team.members:
        firsts.setdefault(plain_name(member.name).partition(" ")[0], []).append(member.id)
    found = {}
    for name in names:
        candidates = (plain_name(name), plain_name(" ".join(reversed(name.split(",")))))
        direct = next((known[one] for one in candidates if one in known), "")
        alone = firsts.get(candidates[0], [])
        member_id = direct or (alone[0] if len(alone) == 1 else "")
        if member_id:
            found[name] = member_id
    return found


def new_leave(team: Team, wanted: Iterable[MatchedLeave]) -> tuple[MatchedLeave, ...]:
    """Return the entries that would change the plan: those not yet covered by leave of the same part and kind."""
    return tuple(dict.fromkeys(entry for entry in wanted if not _known(team, entry)))


def plain_name(text: str) -> str:
    """Return a name without case, accents and needless space."""
    letters = normalize("NFKD", text.casefold())
    return " ".join("".join(letter for letter in letters if not combining(letter)).split())


def period_words(span: Period) -> str:
    """Return a period with its year."""
    return f"{period(span)} {span.last_day.year}"


def _known(team: Team, wanted: MatchedLeave) -> bool:
    """Say whether every worked day of an entry is already away in the same way."""
    member: Member = next(one for one in team.members if one.id == wanted.member_id)
    week = team.week_of(member)
    mine = [one for one in team.absences if one.member_id == member.id]
    return all(
        any(day in one.period and (one.share, one.kind) == (wanted.share, wanted.kind) for one in mine)
        for day in wanted.period.days()
        if week.share_on(day) > 0
    )
