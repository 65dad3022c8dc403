"""Abbreviations that the source itself explains: "Long Name of a Body (LNB)" may not be the LNB of our list."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from actions.importing.names import ABBREVIATION, LONGEST_KEY
from actions.importing.rows import Row
from actors import wording
from actors.register import Entry, Register

# Words with capitals, small ones only between them, then the abbreviation in parentheses.
EXPLAINED = re.compile(
    rf"(?P<name>[A-ZÅÄÖ][\w.&-]*(?:\s+(?:(?:of|for|the|and|och|för|i|ja)\s+)*[A-ZÅÄÖ][\w.&-]*){{1,8}})"
    rf"\s+\((?P<abbreviation>{ABBREVIATION.pattern})\)"
)
STEM = 4  # letters of a word that stay in every case: "Punaisen Ristin" is "Punainen Risti"


@dataclass(frozen=True)
class Explanation:
    """A body that the source means by an abbreviation which stands for another body in our list."""

    abbreviation: str
    meant: Entry
    listed: Entry


def explanations(rows: Sequence[Row], register: Register, language: str) -> list[Explanation]:
    """The abbreviations of listed bodies that the rows explain as something else."""
    found: dict[str, Explanation] = {}
    for row in rows:
        for text in (row.measure, row.implementation, row.schedule) if "(" in row.measure + row.implementation else ():
            for match in EXPLAINED.finditer(text):
                name, abbreviation = wording.one_line(match["name"]), match["abbreviation"]
                listed = register.find(abbreviation)
                if listed and not _is_name_of(name, listed.name.values()):
                    meant = Entry.new(name[:LONGEST_KEY], language, name[:LONGEST_KEY])
                    found.setdefault(abbreviation, Explanation(abbreviation, meant, listed))
    return list(found.values())


def _is_name_of(name: str, names: Iterable[str]) -> bool:
    """Whether at least half of the longer words begin like a word of one of the names."""
    stems = _stems(name)
    return any(2 * len(stems & _stems(other)) >= len(stems) for other in names)


def _stems(name: str) -> set[str]:
    return {word[:STEM] for word in re.findall(r"\w+", wording.fold(name)) if len(word) >= STEM}
