"""The vocabulary of bodies: which body a printed name means."""

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from actors import wording

SHIPPED = Path(__file__).resolve().parent.parent / "fixtures" / "bodies.csv"
CODES = ("fi", "sv", "en")
WORD = re.compile(r"\w+")
CHAIN = re.compile(r"\w+(?:/\w+)+")
# A name goes no further than its last word: not into an ending ("OM:llä", "ETNOn"), not into "SM/HKO".
END = r"(?!\w|[/:’'-]\w)"


@dataclass(frozen=True)
class Entry:
    """One body as the vocabulary knows it; `parent` is the key of the body that it stands under."""

    key: str
    abbreviation: str = ""
    name_fi: str = ""
    name_sv: str = ""
    name_en: str = ""
    kind: str = "other"
    parent: str | None = None
    aliases: tuple[str, ...] = ()

    @classmethod
    def new(cls, key: str, language: str, name: str, kind: str = "other", abbreviation: str = "") -> "Entry":
        """A body that is known by its name in one language only."""
        fi, sv, en = (name if code == language else "" for code in CODES)
        return cls(key, abbreviation, fi, sv, en, kind)

    @property
    def name(self) -> dict[str, str]:
        """The official name by language; languages without a name are left out."""
        names = (self.name_fi, self.name_sv, self.name_en)
        return {code: name for code, name in zip(CODES, names, strict=True) if name}

    @property
    def forms(self) -> tuple[str, ...]:
        """Every way in which the body is printed."""
        forms = (self.key, self.abbreviation, self.name_fi, self.name_sv, self.name_en, *self.aliases)
        return tuple(dict.fromkeys(filter(None, map(wording.one_line, forms))))


class Register:
    """Finds bodies by abbreviation, by name in three languages and by alias; an earlier entry wins a shared form."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries: dict[str, Entry] = {}
        self._by_form: dict[str, Entry] = {}
        self._forms: dict[str, set[str]] = defaultdict(set)
        self._patterns: dict[str, re.Pattern[str]] = {}
        for entry in entries:
            self.add(entry)

    @classmethod
    def shipped(cls) -> "Register":
        """The bodies of `fixtures/bodies.csv`; aliases are separated by semicolons."""
        with SHIPPED.open(encoding="utf-8", newline="") as file:
            return cls(_entry(line) for line in csv.DictReader(file))

    def copy(self) -> "Register":
        """The same vocabulary; what either learns later stays its own."""
        copy = Register(())
        copy._entries, copy._by_form, copy._patterns = dict(self._entries), dict(self._by_form), dict(self._patterns)
        copy._forms.update((word, set(forms)) for word, forms in self._forms.items())
        return copy

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._entries.values())

    def __len__(self) -> int:
        return len(self._entries)

    def get(self, key: str) -> Entry | None:
        return self._entries.get(key)

    def add(self, entry: Entry) -> None:
        """Learn one more body; a key that is known already stays as it was."""
        if entry.key in self._entries:
            return
        self._entries[entry.key] = entry
        for form in entry.forms:
            self._by_form.setdefault(wording.fold(form), entry)
            if word := WORD.match(form):
                self._forms[word.group().casefold()].add(form)
                self._patterns.pop(word.group().casefold(), None)

    def prefer(self, form: str, entry: Entry) -> None:
        """Let a form mean this entry, whatever it meant before."""
        self.add(entry)
        self._by_form[wording.fold(form)] = entry

    def find(self, printed: str) -> Entry | None:
        """The body that a printed name means: `POHA` and `Poliisihallitus` alike, `OM/RTN` is RTN under OM."""
        folded = wording.fold(printed)
        return self._by_form.get(folded) or self._under(folded)

    def starting(self, text: str, at: int) -> tuple[int, Entry] | None:
        """The longest known name that begins at `at`, and where it ends; abbreviations must match to the letter."""
        if chain := CHAIN.match(text, at):
            entry = self.find(chain.group())
            return (chain.end(), entry) if entry else None
        word = WORD.match(text, at)
        pattern = self._pattern(word.group().casefold()) if word else None
        match = pattern.match(text, at) if pattern else None
        entry = self.find(match.group()) if match else None
        return (match.end(), entry) if match and entry else None

    def with_parents(self, keys: Iterable[str]) -> list[Entry]:
        """The entries of the keys in their order, each after the bodies that it stands under."""
        found: dict[str, Entry] = {}
        for key in keys:
            for entry in reversed(self._line(key)):
                found.setdefault(entry.key, entry)
        return list(found.values())

    def _under(self, folded: str) -> Entry | None:
        names = [self._by_form.get(part.strip()) for part in folded.split("/")]
        if len(names) < 2 or None in names:
            return None
        last = names[-1]
        above = {entry.key for entry in self._line(last.key)[1:]} if last else set()
        return last if all(entry and entry.key in above for entry in names[:-1]) else None

    def _line(self, key: str) -> list[Entry]:
        """The entry, its parent, the parent's parent …; a ring of parents is cut where it closes."""
        line: list[Entry] = []
        entry = self.get(key)
        while entry and entry not in line:
            line.append(entry)
            entry = self.get(entry.parent) if entry.parent else None
        return line

    def _pattern(self, first_word: str) -> re.Pattern[str] | None:
        """Matches any name that begins with the word, the longest first."""
        if first_word not in self._patterns and first_word in self._forms:
            forms = sorted(self._forms[first_word], key=len, reverse=True)
            self._patterns[first_word] = re.compile(f"(?:{'|'.join(map(_as_printed, forms))}){END}")
        return self._patterns.get(first_word)


def _as_printed(form: str) -> str:
    words = r"\s+".join(map(re.escape, form.split()))
    return words if form.isupper() else f"(?i:{words})"


def _entry(line: dict[str, str]) -> Entry:
    aliases = tuple(filter(None, (alias.strip() for alias in line["aliases"].split(";"))))
    plain = {field: line[field] for field in ("key", "abbreviation", "name_fi", "name_sv", "name_en", "kind")}
    return Entry(**plain, parent=line["parent"] or None, aliases=aliases)
