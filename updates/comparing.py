"""What changed between two texts, word by word."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

# A word carries the blanks before it: blanks on their own would match everywhere and make the comparison slow.
PARTS = re.compile(r"\s*\w+|\s*[^\w\s]|\s+")


@dataclass(frozen=True)
class Piece:
    """A run of text; `op` is "same", "added" or "removed"."""

    op: str
    text: str


def pieces(before: str, after: str) -> list[Piece]:
    """The two texts as one: what both have, what only the first has (removed), what only the second has (added).

    The pieces that are not "added" make `before`, those that are not "removed" make `after`, to the letter.
    """
    old, new = PARTS.findall(before), PARTS.findall(after)
    found: list[Piece] = []
    for op, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if op == "equal":
            found.append(Piece("same", "".join(old[i:j])))
            continue
        found += [Piece("removed", "".join(old[i:j]))] if j > i else []
        found += [Piece("added", "".join(new[k:m]))] if m > k else []
    return found
