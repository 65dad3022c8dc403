"""A comparison as its page shows it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from actions.importing.rows import Finding
from actors.languages import Phrase
from updates.comparing import Piece, pieces
from updates.models import Update, digest
from updates.workbook.differences import Comparison, Difference, Group
from updates.workbook.preparing import Parsed
from updates.workbook.saying import SOMETHING, question, sentence
from updates.workbook.sheets import PLANS, Kind

MOST_BOXES = 900  # a form of more fields than a thousand is not taken


@dataclass(frozen=True)
class Line:
    """One cell that differs. `token` is on the first line of those that are taken together, and `with_cell` names that
    first cell on the others."""

    cell: str
    question: str
    now: str
    new: str
    pieces: list[Piece]
    token: str = ""
    with_cell: str = ""


@dataclass(frozen=True)
class Preview:
    """What a file would change: `new` may be taken as it is, `conflicts` were changed on the web too. The words of a
    draft are there for its own body's people alone (`is_own`)."""

    parsed: Parsed
    comparison: Comparison
    is_own: bool = False

    @cached_property
    def groups(self) -> list[Group]:
        return self.comparison.groups()

    @property
    def new(self) -> list[Line]:
        return [line for group in self.groups if not group.is_conflict for line in self._lines(group)]

    @property
    def conflicts(self) -> list[Line]:
        return [line for group in self.groups if group.is_conflict for line in self._lines(group)]

    @property
    def has_boxes(self) -> bool:
        """Whether each change can be chosen by itself; more of them than a form takes are taken together."""
        return len(self.groups) <= MOST_BOXES

    @property
    def tokens(self) -> set[str]:
        """Of all that may be taken as it is."""
        return {group.token for group in self.groups if not group.is_conflict}

    @property
    def whole(self) -> str:
        """Tells whether all of them are still those that were shown."""
        return digest("\n".join(sorted(self.tokens)))

    @property
    def errors(self) -> list[str]:
        return self._told("error")

    @property
    def doubts(self) -> list[str]:
        return self._told("doubt")

    @property
    def notes(self) -> list[str]:
        return self._told("note")

    def _told(self, level: str) -> list[str]:
        found: list[Finding] = [finding for finding in self.comparison.findings if finding.level == level]
        return list(dict.fromkeys(sentence(finding, self.parsed.round) for finding in found))

    def _lines(self, group: Group) -> Iterator[Line]:
        first = group.differences[0].cell
        for n, difference in enumerate(group.differences):
            is_told = self.is_own or not difference.is_of_draft or not difference.now
            now = self._shown(difference, difference.now) if is_told else _(SOMETHING)
            new = self._shown(difference, difference.new)
            kind = PLANS[difference.sheet].column(difference.column).kind
            yield Line(
                difference.cell,
                question(difference, self.parsed.show),
                now,
                new,
                pieces(now, new) if is_told and now and new and kind in {Kind.TEXT, Kind.LINE} else [],
                group.token if n == 0 else "",
                first if n else "",
            )

    def _shown(self, difference: Difference, value: str) -> str:
        """The value in words; a text that is typed knows its language."""
        column = PLANS[difference.sheet].column(difference.column)
        words = self.parsed.show.words(column, value)
        if column.kind not in {Kind.TEXT, Kind.LINE}:
            return words
        language = column.key[-2:] if column.key in Update.PUBLIC_WORDS else self.parsed.workbook.language
        return Phrase(words, language)
