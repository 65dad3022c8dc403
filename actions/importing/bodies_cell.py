"""Who is responsible: lead, units under the lead and partners, from the body cells of one measure read top-down."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from actions.importing.names import Name, newcomer, split_names
from actions.importing.rows import Finding
from actors import wording
from actors.register import Entry, Register

Role = Literal["lead", "unit", "partner"]

PARTNERS = re.compile(
    r"(?:muut\s+(?:vastuutahot|toimijat|tahot)|yhteistyötahot|(?:övriga|andra)\s+(?:ansvariga|aktörer)(?:\s+aktörer)?"
    r"|samarbetsparter|other\s+responsible(?:\s+(?:bodies|parties))?|partners)\s*(?P<colon>:?)\s*",
    re.IGNORECASE,
)
LEADS = re.compile(
    r"(?:päävastuu(?:taho|tahot)?|huvudansvar(?:ig|iga)?|lead(?:\s+(?:body|bodies))?)\s*:\s*", re.IGNORECASE
)
BULLET = re.compile(r"\s*[-–—•·*]\s+")


@dataclass(frozen=True)
class BodyLine:
    """One line of a body cell with its place and its lines in the source."""

    text: str
    place: str
    lines: tuple[int, int]


@dataclass(frozen=True)
class Mention:
    """One body in one role, as printed. `under` is the key of the lead that a unit stands under."""

    entry: Entry
    role: Role
    as_printed: str
    lines: tuple[int, int]
    place: str
    under: str | None = None
    qualifier: str | None = None


@dataclass
class BodyCell:
    """The bodies of one measure in printed order.

    `furniture`: what the cell prints besides their names. `ends_in_heading`: the last line is the heading over
    the partners, who are not printed. `newcomers`: bodies that the vocabulary does not know.
    """

    mentions: list[Mention] = field(default_factory=list)
    furniture: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    newcomers: list[Entry] = field(default_factory=list)
    ends_in_heading: bool = False


def read_bodies(
    lines: Sequence[BodyLine],
    register: Register,
    language: str,
    *,
    first_leads: bool = False,
    under_heading: bool = False,
) -> BodyCell:
    """Read the body cells of one measure, line by line.

    An undashed name is a lead (there can be several), a dashed one a unit under the lead above it; after the
    heading over the partners all are partners. With `first_leads` a cell without dashes and headings is a plain
    list: its first body leads, the others take part. `under_heading`: the heading stood in the measure before.
    """
    lines = [replace(line, text=wording.clean(line.text)) for line in lines]
    is_plain = first_leads and not under_heading and not _is_marked(lines)
    reader = _Reader(register, language, is_plain, under_heading)
    for line in lines:
        reader.read(line)
    return reader.cell


def heading_end(text: str, at: int = 0) -> int | None:
    """The offset behind the heading over the partners that begins at `at`; without a colon it fills its line."""
    match = PARTNERS.match(text, at)
    return match.end() if match and (match["colon"] or (match.end() == len(text) and not at)) else None


def is_heading(text: str) -> bool:
    """Whether the text is a heading over partners or leads and nothing else."""
    leads = LEADS.fullmatch(text)
    return leads is not None or heading_end(text) == len(text)


def is_dashed(text: str) -> bool:
    """Whether the line is a dash and a name."""
    bullet = BULLET.match(text)
    return bullet is not None and bool(text[bullet.end() :].strip("-–— "))


def begins_undashed(text: str) -> bool:
    """Whether the line names a lead: no dash, no heading over partners."""
    return bool(text.strip("-–— \n")) and not BULLET.match(text) and heading_end(text.strip()) is None


def _is_marked(lines: Sequence[BodyLine]) -> bool:
    """Whether dashes or headings tell the roles; dashes before every line are only the look of a list."""
    texts = [line.text for line in lines]
    if any(heading_end(text) is not None or LEADS.match(text) for text in texts):
        return True
    dashed = [bool(BULLET.match(text)) for text in texts]
    return any(dashed) and not all(dashed)


class _Reader:
    """Goes down the cell and knows what stands above: the lead, the heading."""

    def __init__(self, register: Register, language: str, is_plain: bool, under_heading: bool) -> None:
        self.register = register
        self.language = language
        self.is_plain = is_plain
        self.under_heading = under_heading
        self.lead: str | None = None
        self.cell = BodyCell()

    def read(self, line: BodyLine) -> None:
        text = self._after_heading(line.text)
        bullet = BULLET.match(text)
        text = text[bullet.end() :] if bullet else text
        names = split_names(text, self.register, by_words=not bullet or self.is_plain)
        self.cell.furniture += names.between
        is_undashed = self.under_heading and not bullet and text == line.text
        for mark in names.between:
            # A dash alone is an empty cell; another mark may stand for something.
            if not re.search(r"\w", mark) and mark.strip("-–—&"):
                self._tell("doubt", "no_name", line, words=mark)
        for name in names.found:
            self.cell.ends_in_heading = False
            self._add(name, line, bool(bullet))
            if is_undashed:
                self._tell("doubt", "missing_dash", line, name=name.as_printed)

    def _after_heading(self, text: str) -> str:
        partners, leads = heading_end(text), LEADS.match(text)
        end = leads.end() if leads else partners
        if end is None:
            return text
        self.cell.furniture.append(text[:end].strip())
        self.under_heading = self.cell.ends_in_heading = not leads
        return text[end:]

    def _add(self, name: Name, line: BodyLine, dashed: bool) -> None:
        entry = self._entry(name, line)
        role = self._role(name, line, dashed)
        under = self.lead if role == "unit" else None
        if role == "lead":
            self.lead = entry.key
        mention = Mention(entry, role, name.as_printed, line.lines, line.place, under, name.qualifier)
        if name.guessed_from:
            self._tell("doubt", "names_split", line, words=name.guessed_from)
        if self._is_named(mention):
            self.cell.furniture.append(name.as_printed)
            if not self.is_plain:
                self._tell("note", "body_repeated", line, name=name.as_printed)
            return
        self.cell.mentions.append(mention)
        if name.qualifier and not name.takes_part and re.search(r"[,;]", name.qualifier):
            self._tell("doubt", "names_in_qualifier", line, words=name.qualifier, name=name.name)

    def _entry(self, name: Name, line: BodyLine) -> Entry:
        known = self.register.find(name.name)
        folded = wording.fold(name.name)
        known = known or next((new for new in self.cell.newcomers if wording.fold(new.key) == folded), None)
        if known:
            return known
        entry = newcomer(name, self.language)
        self.cell.newcomers.append(entry)
        self._tell("note", "new_body", line, name=name.full or name.name)
        return entry

    def _role(self, name: Name, line: BodyLine, dashed: bool) -> Role:
        if self.is_plain:
            return "partner" if name.takes_part or self.cell.mentions else "lead"
        if self.under_heading or name.takes_part:
            return "partner"
        if not dashed:
            return "lead"
        if self.lead:
            return "unit"
        self._tell("doubt", "unit_without_lead", line, name=name.as_printed)
        return "partner"

    def _is_named(self, mention: Mention) -> bool:
        """Whether the body has this role already; in a plain list, whether it has any."""
        return any(
            earlier.entry.key == mention.entry.key
            and (self.is_plain or (earlier.role, earlier.under) == (mention.role, mention.under))
            for earlier in self.cell.mentions
        )

    def _tell(self, level: Literal["doubt", "note"], code: str, line: BodyLine, **facts: str) -> None:
        self.cell.findings.append(Finding(level, code, line.place, facts, line.lines))
