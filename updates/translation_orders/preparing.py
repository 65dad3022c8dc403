"""A file that came back is read and compared; nothing is changed by it."""

from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256

from actions.importing.rows import Finding, UnreadableSource
from actions.importing.workbook_guard import refused
from updates.models import digest
from updates.translation_orders import comparing, opening, reading_word, reading_xliff
from updates.translation_orders.comparing import Comparison, Line
from updates.translation_orders.reading import Reading
from updates.translation_orders.saying import sentence
from updates.workbook.preview import MOST_BOXES


@dataclass(frozen=True)
class Parsed:
    """What a file says."""

    file_name: str
    sha256: str
    reading: Reading

    def compared(self, is_locked: bool = False) -> "Preview":
        """What it changes of the texts as they are now."""
        return Preview(self.reading, comparing.compare(self.reading, is_locked))


@dataclass(frozen=True)
class Preview:
    """A comparison as its page shows it: `new` may be taken as it is, `doubtful` should be looked at first."""

    reading: Reading
    comparison: Comparison

    @cached_property
    def new(self) -> list[Line]:
        return [line for line in self.comparison.lines if not line.doubts]

    @cached_property
    def doubtful(self) -> list[Line]:
        return [line for line in self.comparison.lines if line.doubts]

    @property
    def has_boxes(self) -> bool:
        """Whether each text can be chosen by itself; more of them than a form takes are taken together."""
        return len(self.comparison.lines) <= MOST_BOXES

    @property
    def tokens(self) -> set[str]:
        """Of all that may be taken as it is."""
        return {line.token for line in self.new}

    @property
    def whole(self) -> str:
        """Tells whether all of them are still those that were shown."""
        return digest("\n".join(sorted(self.tokens)))

    @property
    def errors(self) -> list[str]:
        return self._told("error")

    @property
    def warnings(self) -> list[str]:
        return self._told("doubt")

    @property
    def notes(self) -> list[str]:
        return self._told("note")

    def _told(self, level: str) -> list[str]:
        findings: list[Finding] = [*self.reading.findings, *self.comparison.findings]
        told = (sentence(each, self.comparison.code) for each in findings if each.level == level)
        return list(dict.fromkeys(told))


def parse(file_name: str, content: bytes) -> Parsed:
    """What the file says; raises UnreadableSource when it is no order, or says it is of another language."""
    file = file_name.replace("\\", "/").rpartition("/")[2]
    try:
        read = reading_word.read if opening.kind_of(file, content) == opening.WORD else reading_xliff.read
        reading = read(content)
        _check_language(reading)
    except UnreadableSource as refusal:
        facts = {"file": file, **refusal.finding.facts}
        raise UnreadableSource(replace(refusal.finding, place=refusal.finding.place or file, facts=facts)) from refusal
    return Parsed(file, sha256(content).hexdigest(), reading)


def check_ordered_here(parsed: Parsed) -> None:
    """Raises UnreadableSource when none of its texts was ordered here."""
    if parsed.compared().comparison.is_foreign:
        raise UnreadableSource(Finding("error", "file_foreign", parsed.file_name, {"file": parsed.file_name}))


def _check_language(reading: Reading) -> None:
    ordered = comparing.language(reading)
    if reading.language and ordered and reading.language != ordered:
        raise refused("file_of_another_language", told=reading.language[:20], language=ordered)
