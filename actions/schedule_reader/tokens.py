"""Cuts a schedule text into tokens: what is a time, what is a word that bends it, what is neither."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

from .atoms import ATOMS
from .words import MARKERS, NAMES_IN_CAPITALS

_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"), "-")
_STOPS = {".", ";"}
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"))


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the text from `start` to before `end`; `code` is one letter of `words.CODES`.

    A time has its kind and EDTF; `edge` says which part of it is meant (`b`, `h`, `e`, `1`, `2` or nothing).
    """

    code: str
    start: int
    end: int
    kind: str = ""
    edtf: str = ""
    edge: str = ""


def clean(text: str) -> str:
    """The text with single blanks and composed letters, without soft hyphens and invisible marks."""
    text = re.sub("(?<=[0-9])\u00ad(?=[0-9])", "-", text)  # a range whose dash was set as a soft hyphen
    text = re.sub("\u00ad\\s*", "", text).translate(_INVISIBLE)
    return " ".join(unicodedata.normalize("NFC", text).split())


def fold(cleaned: str) -> str:
    """Small letters and one kind of dash; as long as `cleaned`, so that places in one are places in the other."""
    dashed = cleaned.translate(_DASHES)
    folded = dashed.lower()
    if len(folded) != len(dashed):
        folded = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in dashed)
    return folded


def tokens_of(cleaned: str) -> list[Token]:
    folded = fold(cleaned)
    found: list[Token] = []
    for match in _ANY.finditer(folded):
        start, end = match.span()
        group = match.lastgroup
        if group == "atom":
            found += _atom(folded, start, end)
        elif group == "marker":
            found += _marker(folded, start, end, cleaned)
        elif group != "dot" or not cleaned[end + 1 : end + 2].islower():  # else an abbreviation, no end of a sentence
            found.append(Token(_SIGNS[group or ""][0], start, end))
    return found


def sentence_numbers(tokens: list[Token]) -> list[int]:
    """The sentence of each token, from 0; a stop belongs to the sentence it ends."""
    ended = accumulate((token.code in _STOPS for token in tokens), initial=0)
    return list(ended)[:-1]


def _atom(folded: str, start: int, end: int) -> list[Token]:
    for read, pattern in _ATOM_PATTERNS:
        if match := pattern.match(folded, start):
            try:
                return [Token(code, start, end, kind, edtf) for code, kind, edtf in read(match)]
            except ValueError:
                break
    return [Token("V", start, end)]


def _marker(folded: str, start: int, end: int, cleaned: str) -> list[Token]:
    if cleaned[start:end] in NAMES_IN_CAPITALS:
        return [Token("x", start, end)]
    codes = next(codes for codes, pattern in _MARKER_PATTERNS if pattern.match(folded, start))
    return [Token(code, start, end) for code in codes]


_WORD_END = r"(?:(?<!\w)|(?!\w))"
_SIGNS = {
    "open": ("_", r"(?<=\w)-+(?= |$)|(?<=\w) -+(?=$| ?[.,;)])"),
    "joined": ("=", r"(?<=[\w.])-+(?=\w)"),
    "hung": ("~", r"(?<= )-+(?=[^\W\d])"),
    "dash": ("-", "-+"),
    "slash": ("/", "/"),
    "stop": (";", "[;!?]"),
    "comma": (",", "[,():]"),
    "dot": (".", r"\.(?=$| )"),
    "word": ("x", r"\w+"),
}
_ATOM_PATTERNS = tuple((atom.read, re.compile(f"(?:{atom.pattern}){_WORD_END}")) for atom in ATOMS)
_MARKER_PATTERNS = tuple((codes, re.compile(f"(?:{pattern}){_WORD_END}")) for codes, pattern in MARKERS)


def _one_of(patterns: Iterable[re.Pattern[str]]) -> str:
    """All in one, without groups of their own: a word that begins like none of them is passed over quickly."""
    return "|".join(re.sub(r"(?<!\\)\((?!\?)", "(?:", pattern.pattern) for pattern in patterns)


_ANY = re.compile(
    f"(?P<atom>{_one_of(pattern for _, pattern in _ATOM_PATTERNS)})"
    f"|(?P<marker>{_one_of(pattern for _, pattern in _MARKER_PATTERNS)})"
    + "".join(f"|(?P<{name}>{pattern})" for name, (_, pattern) in _SIGNS.items())
)
