"""The words of a cell: printed words are kept, what no reader sees is taken away."""

import re
import unicodedata

MOST_MARKS = 30  # combining marks on one letter; Unicode's stream-safe limit (UAX 15), beyond it sorting is quadratic

_BREAKS = re.compile(r"\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_UNSEEN = re.compile(
    r"[\x00-\x08\x0e-\x1d\x1f\x7f-\x84\x86-\x9f\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
_BLANKS = re.compile(r"[^\S\n]+")
_BLANK = re.compile(r"[^\S\n]")
_MARKS = re.compile(rf"[^\w\s\x00-\x7f]{{{MOST_MARKS + 1},}}")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def clean(text: str) -> str:
    """`text` in NFC without unseen characters; runs of blanks are one blank, empty lines are gone.

    Every kind of line break becomes `\\n` (Excel's and Word's `\\x0b`, the page break `\\x0c` too), every
    kind of blank, no-break ones too, a plain blank. Soft hyphens, zero-width and control characters print
    nothing and go; Word's own no-break hyphen (`\\x1e`) is a hyphen.
    """
    seen = _UNSEEN.sub("", _BREAKS.sub("\n", text)).replace("\x1e", "-")
    lines = (_BLANKS.sub(" ", line).strip() for line in composed(seen).split("\n"))
    return "\n".join(line for line in lines if line)


def clean_lines(text: str) -> str:
    """A whole `text` cleaned alike, but line by line as it stands, so that its lines keep their numbers.

    Breaks that no editor counts as the end of a line (`\\x0b`, a page's `\\x0c`) become blanks here.
    """
    seen = _UNSEEN.sub("", _BREAKS.sub(" ", text)).replace("\x1e", "-")
    return composed(_BLANK.sub(" ", seen))


def composed(text: str) -> str:
    """`text` in NFC; a pile of marks that nobody writes stays as it is, for composing it takes minutes."""
    for pile in _MARKS.findall(text):
        if sum(unicodedata.combining(mark) > 0 for mark in pile) > MOST_MARKS:
            return text
    return unicodedata.normalize("NFC", text)


def raised(text: str) -> str:
    """`text` as printed above the line: a footnote mark must not become a digit of the year before it."""
    return text.translate(_RAISED)
