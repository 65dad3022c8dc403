"""What the office reads before it closes a round for good: what is missing from whom, and what still runs."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from updates import tasks
from updates.cockpit import Cockpit, Line
from updates.models import Round, Update, UpdateRole, UpdateState
from updates.owing import Item


@dataclass(frozen=True)
class State:
    """Numbers of measures whose answers stand in one state: "Draft: 2.3, 2.9"."""

    word: str
    codes: list[str]


@dataclass(frozen=True)
class Left:
    """What one body has not given, by state."""

    line: Line
    states: list[State]


class BeforeClosing:
    """A round on a day, as it would be closed now; `board` is its cockpit."""

    def __init__(self, round: Round, on: date, board: Cockpit) -> None:
        self.round, self.on, self.board = round, on, board

    @cached_property
    def left(self) -> list[Left]:
        """The bodies with answers that the office does not have, late or not, locked or not; none that is excused."""
        return [Left(line, _by_state(line.owed.items)) for line in self.board.lines if line.open]

    @cached_property
    def own(self) -> list[State]:
        """What the office itself has not answered, of the measures that nobody leads."""
        return _by_state(self.board.leadless)

    @cached_property
    def with_more_time(self) -> list[dict[str, Any]]:
        """The bodies whose own time ends today or later: more time that the office gave, or an opened return."""
        rows = [(line, line.owed.row) for line in self.board.lines if line.owed.row and line.state != "excused"]
        return [{"line": line, "day": row.last_day} for line, row in rows if row and row.is_reopened(self.on)]

    @property
    def days_left(self) -> int:
        """How many days are left to the due day; 0 on it and after it."""
        return max((self.round.due - self.on).days, 0)

    @property
    def is_due_today(self) -> bool:
        return self.round.due == self.on

    @cached_property
    def unpublished(self) -> int:
        """How many leads' answers the office has accepted and not published. One query."""
        given = Update.objects.filter(round=self.round, role=UpdateRole.LEAD, state=UpdateState.SUBMITTED)
        return given.exclude(accepted_at=None).count()


def _by_state(items: Iterable[Item]) -> list[State]:
    """Those that the office does not have: by state in the order of tasks.WORDS, by number."""
    found: dict[str, list[str]] = defaultdict(list)
    for item in sorted(items, key=lambda item: item.measure.sort_key):
        if not item.is_given:
            found[item.state].append(item.measure.code)
    return [State(tasks.sign(state).word, found[state]) for state in tasks.WORDS if found[state]]
