"""The names in one line of a body cell: where one ends and the next begins."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from actors import wording
from actors.register import Entry, Register

_AND = "ja|sekä|och|samt|and|&"
AND = re.compile(rf"\s+(?:{_AND})\s+")
LEADING_AND = re.compile(rf"(?:{_AND})\s+")
# "i dialog med …", "yhteistyössä … kanssa", "with …": those who follow take part.
TOGETHER = (
    r"yhteistyössä|i\s+(?:dialog|samverkan|samarbete|samråd)\s+med|tillsammans\s+med"
    r"|(?:in\s+(?:co-?operation|collaboration|consultation|partnership)\s+|together\s+)?with"
)
STOP = re.compile(r"\s*[;,\n]\s*|\s+/\s+")
STOP_OR_TOGETHER = re.compile(
    rf"(?:\s*[;,\n]\s*|\s+|^)(?:(?P<and>{_AND})\s+)?(?P<together>{TOGETHER})\s+|{STOP.pattern}", re.IGNORECASE
)
BETWEEN = re.compile(rf"{_AND}|{TOGETHER}", re.IGNORECASE)
PARENTHESES = re.compile(r"\([^()]*\)")
QUALIFIED = re.compile(r"(?P<name>.+?)\s*\((?P<words>[^()]+)\)(?P<marks>[*.]*)", re.DOTALL)
ABBREVIATION = re.compile(r"[A-ZÅÄÖ][A-ZÅÄÖ\d-]{1,9}")
# "Agency for X and Y", "Myndigheten för X och Y": what follows is rather the rest of the name.
OF = re.compile(r"\s(?:of|for|on|för|av|om)\s", re.IGNORECASE)
LONGEST_KEY, LONGEST_NAME = 150, 250


@dataclass(frozen=True)
class Name:
    """A name in a body cell. `name` is what names the body, without remark and footnote mark.

    `full` is the long name of a body printed as "long name (ABBREVIATION)"; `takes_part` where the cell says so
    ("with …"); `guessed_from` is the text of the last of several names that were parted at a conjunction without
    being known.
    """

    as_printed: str
    name: str
    full: str = ""
    qualifier: str | None = None
    takes_part: bool = False
    guessed_from: str = ""


@dataclass(frozen=True)
class Names:
    """The names of a line in printed order, and the words that the line prints between them."""

    found: tuple[Name, ...]
    between: tuple[str, ...]


@dataclass(frozen=True)
class _Piece:
    text: str
    together: str = ""
    opens: bool = False
    ends_list: bool = False
    guessed_from: str = ""
    before: str = ""


def split_names(text: str, register: Register, by_words: bool = True) -> Names:
    """Split at commas, semicolons, spaced slashes and line breaks, never inside a known name or parentheses.

    With `by_words` also at "ja", "och", "and", "with" …, where both sides look like names of their own.
    """
    text = re.sub(r"\s*\n\s*\(", " (", text)
    names: list[Name] = []
    between: list[str] = []
    for piece in _pieces(text, register, STOP_OR_TOGETHER if by_words else STOP):
        between += [piece.before] if piece.before else []
        leading = LEADING_AND.match(piece.text) if by_words and names else None
        if leading:
            between.append(leading.group().strip())
            piece = replace(piece, text=piece.text[leading.end() :])
        parts, conjunctions = _split_at_and(piece, register) if by_words else ([piece], [])
        between += conjunctions
        if piece.opens and not re.search(r"\w", parts[0].text):
            between.append(piece.together)
        between += [part.text.strip() for part in parts if part.text.strip() and not re.search(r"\w", part.text)]
        names += [_name(part, register) for part in parts if re.search(r"\w", part.text)]
    return Names(tuple(names), tuple(between))


def is_between_names(text: str) -> bool:
    """Whether the text is a word that stands between names and is none itself, or only marks."""
    return BETWEEN.fullmatch(text) is not None or not re.search(r"\w", text)


def newcomer(name: Name, language: str) -> Entry:
    """The entry of a body that no list knows yet: small first letter, a collective; otherwise of another kind."""
    key = name.name[:LONGEST_KEY].strip()
    kind = "collective" if key[:1].islower() else "other"
    full = (name.full or name.name)[:LONGEST_NAME].strip()
    return Entry.new(key, language, full, kind, abbreviation=key if name.full else "")


def _pieces(text: str, register: Register, separator: re.Pattern[str]) -> Iterator[_Piece]:
    shields = list(_shields(text, register))
    cuts = [cut for cut in separator.finditer(text) if not any(a < cut.end() and cut.start() < b for a, b in shields)]
    start, together, opens, before = 0, "", False, ""
    for n, cut in enumerate([*cuts, None]):
        piece = text[start : cut.start() if cut else len(text)]
        yield _Piece(piece, together, opens, ends_list=cut is None and n > 0, before=before)
        if cut is None:
            return
        start, opens, before = cut.end(), bool(cut.groupdict().get("together")), cut.groupdict().get("and") or ""
        if opens:
            together = wording.one_line(cut["together"])
        elif re.search(r"[;\n]", cut.group()):
            together = ""


def _shields(text: str, register: Register) -> Iterator[tuple[int, int]]:
    """Where no separator counts: known names and what stands in parentheses."""
    yield from (match.span() for match in PARENTHESES.finditer(text))
    end = 0
    for word in re.finditer(r"\w+", text):
        known = register.starting(text, word.start()) if word.start() >= end else None
        if known:
            end = known[0]
            yield word.start(), end


def _split_at_and(piece: _Piece, register: Register) -> tuple[list[_Piece], list[str]]:
    if register.find(piece.text):
        return [piece], []
    shields = list(_shields(piece.text, register))
    parts: list[_Piece] = []
    conjunctions: list[str] = []
    start, is_sure = 0, True
    for match in AND.finditer(piece.text):
        left, right = piece.text[start : match.start()], AND.split(piece.text[match.end() :])[0]
        is_known = bool(register.find(left) and register.find(right))
        is_shielded = any(a < match.end() and match.start() < b for a, b in shields)
        if not is_shielded and (is_known or _are_two(left, right, piece.ends_list, register)):
            parts.append(replace(piece, text=left, opens=piece.opens and not parts))
            conjunctions.append(match.group().strip())
            start, is_sure = match.end(), is_sure and is_known
    guessed_from = "" if is_sure else wording.one_line(piece.text)
    rest = replace(piece, text=piece.text[start:], opens=piece.opens and not parts, guessed_from=guessed_from)
    return [*parts, rest], conjunctions


def _are_two(left: str, right: str, ends_list: bool, register: Register) -> bool:
    """Whether what stands on both sides of a conjunction are two names rather than one."""
    if left.endswith("-") or right.startswith("-"):
        return False
    if register.find(left) or register.find(right):
        return True
    one_word_more = len(right.split()) == 1
    genitives = left.endswith("n") and right.split()[:1] and right.split()[0].endswith("n") and not one_word_more
    if genitives or (OF.search(left) and one_word_more):
        return False
    return ends_list or (len(left.split()) <= 2 and len(right.split()) <= 2)


def _name(piece: _Piece, register: Register) -> Name:
    printed = wording.one_line(piece.text)
    as_printed = f"{piece.together} {printed}" if piece.opens else printed
    plain = Name(as_printed, printed, qualifier=piece.together or None, takes_part=bool(piece.together))
    plain = replace(plain, guessed_from=piece.guessed_from)
    if register.find(printed):
        return plain
    match = QUALIFIED.fullmatch(printed)
    if not match or not re.search(r"\w", match["name"]):
        return replace(plain, name=_bare(printed, piece.together, register))
    name, words = _bare(match["name"], piece.together, register), match["words"].strip()
    if not ABBREVIATION.fullmatch(words):
        return replace(plain, name=name, qualifier=words)
    known = next((form for form in (name, words) if register.find(form)), None)
    return replace(plain, name=known or words, full="" if known else name)


def _bare(printed: str, together: str, register: Register) -> str:
    """The name without footnote mark, and without the Finnish ending of "yhteistyössä OM:n kanssa" if known so."""
    bare = printed.rstrip("*").strip() or printed
    if register.find(bare.rstrip(".")):
        return bare.rstrip(".")
    if together and bare.endswith(" kanssa"):
        bare = bare.removesuffix(" kanssa")
        return next((form for form in (bare, re.sub(r":?n$", "", bare)) if register.find(form)), bare)
    return bare
