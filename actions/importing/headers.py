"""The header row of a published table: which column is which, in Finnish, Swedish or English."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from actions.importing.cell_text import clean

FIELDS = ("number", "measure", "implementation", "body", "schedule")
SEARCHED = 15  # rows with text in which the header must stand: titles and notes above it are few

# The first word of a field is the one that a missing column is called by. `area` is welcome, never missing.
WORDS: dict[str, dict[str, tuple[str, ...]]] = {
    "fi": {
        "number": ("Nro", "Nr", "N:o", "Numero", "Tunnus", "Toimenpiteen numero", "Toimenpide nro"),
        "measure": ("Toimenpide", "Toimenpiteet", "Painopiste", "Painopisteet", "Linjaus"),
        "implementation": ("Toimeenpano", "Toimeenpanon vaiheet", "Toteutus", "Toteuttaminen", "Vaiheet"),
        "body": (
            *("Vastuutaho", "Vastuutahot", "Päävastuutaho", "Päävastuutahot", "Vastuu", "Päävastuu"),
            *("Vastuuorganisaatio", "Vastuuviranomainen", "Vastuutoimija", "Vastuullinen taho"),
        ),
        "schedule": ("Aikataulut", "Aikataulu", "Määräaika", "Määräajat", "Ajankohta", "Ajoitus"),
        "area": ("Toimenpidekokonaisuus", "Kokonaisuus"),
    },
    "sv": {
        "number": ("Nr", "Nummer", "Åtgärd nr", "Åtgärdsnummer"),
        "measure": ("Åtgärd", "Åtgärder", "Fokusområde", "Fokusområden"),
        "implementation": ("Genomförande", "Genomförandet", "Verkställande", "Verkställighet", "Steg"),
        "body": (
            *("Ansvarig", "Ansvariga", "Ansvarig instans", "Ansvarig myndighet", "Ansvarig aktör"),
            *("Ansvar", "Ansvarsinstans", "Huvudansvarig", "Huvudansvariga"),
        ),
        "schedule": ("Tidsplan", "Tidplan", "Tidtabell", "Tidsschema", "Tidsram", "Tidsfrist", "Tidpunkt"),
        "area": ("Åtgärdsområde", "Åtgärdshelhet", "Område"),
    },
    "en": {
        "number": ("No.", "Nr", "Number", "Ref", "Action no.", "Measure no.", "Action number", "ID"),
        "measure": ("Action", "Actions", "Measure", "Measures", "Focus area", "Focus areas"),
        "implementation": ("Implementation", "Steps", "Step", "Implementation steps", "Milestones", "Milestone"),
        "body": (
            *("Responsible", "Responsible body", "Responsible bodies", "Responsible party"),
            *("Responsibility", "Lead", "Leads", "Lead body"),
        ),
        "schedule": (
            *("Schedule", "Schedules", "Timetable", "Deadline", "Deadlines", "Timeline", "Timing"),
            *("Time frame", "Timeframe", "Due", "Due date"),
        ),
        "area": ("Area", "Action area", "Set of measures"),
    },
}


@dataclass(frozen=True)
class Header:
    """What a row says as a header: the column of each field found, and the words of the other columns.

    `language` is that of most of its words, None when there is none; `twice` lists the columns whose
    field an earlier column already has (they are in `others` too).
    """

    columns: dict[str, int] = field(default_factory=dict)
    others: dict[int, str] = field(default_factory=dict)
    twice: tuple[int, ...] = ()
    language: str | None = None

    @property
    def missing(self) -> tuple[str, ...]:
        """The fields without a column, by the name that the file's own language gives them."""
        words = WORDS[self.language or "fi"]
        return tuple(words[name][0] for name in FIELDS if name not in self.columns)

    @property
    def found(self) -> int:
        """How many of the five columns the row names."""
        return len(FIELDS) - len(self.missing)


def header_of(cells: Mapping[int, str]) -> Header:
    """The row `cells` (column → text) read as a header; a whole heading wins over the beginning of one."""
    named = {column: _named(text) for column, text in cells.items()}
    columns: dict[str, int] = {}
    for whole in (True, False):
        for column, (name, is_whole, _) in sorted(named.items()):
            if name and is_whole is whole:
                columns.setdefault(name, column)
    others = {column: clean(cells[column]) for column in sorted(cells) if column not in columns.values()}
    twice = tuple(column for column in others if named[column][0])
    votes = Counter(language for column in columns.values() for language in named[column][2])
    language = max(WORDS, key=lambda each: votes[each]) if votes else None
    return Header(columns, others, twice, language)


def _words(text: str) -> str:
    return " ".join(re.sub(r"[\W_]+", " ", clean(text).casefold()).split())


def _index() -> dict[str, tuple[str, frozenset[str]]]:
    index: dict[str, tuple[str, frozenset[str]]] = {}
    for language, fields in WORDS.items():
        for name, headings in fields.items():
            for heading in map(_words, headings):
                _, languages = index.get(heading, (name, frozenset()))
                index[heading] = (name, languages | {language})
    return index


_HEADINGS = _index()
_LONGEST = 120  # characters of a heading; a longer cell is no heading and is not taken apart


def _named(text: str) -> tuple[str, bool, frozenset[str]]:
    """The field that the heading `text` names, whether by its whole text, and in which languages.

    A heading may go on after the known words ("Nro Sort the table …", "Aikataulu (tavoite)").
    """
    words = _words(text[: _LONGEST + 1]).split() if len(text) <= _LONGEST else []
    for length in range(len(words), 0, -1):
        known = _HEADINGS.get(" ".join(words[:length]))
        if known:
            return known[0], length == len(words), known[1]
    return "", False, frozenset()
