"""Names that Excel takes for sheets and headings."""

import re
from collections.abc import Iterator

NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
RESERVED = {"", "history"}


def unique(headings: list[str]) -> Iterator[str]:
    """Excel takes no two headings of one name in a table."""
    seen: dict[str, int] = {}
    for heading in headings:
        seen[heading] = seen.get(heading, 0) + 1
        yield heading if seen[heading] == 1 else f"{heading} {seen[heading]}"


def sheet_name(name: str, taken: set[str]) -> str:
    """At most 31 letters that Excel takes, unlike the others in any case; an apostrophe stands at neither end."""
    name = NOT_IN_NAMES.sub(" ", name).strip(" '")[:31].strip(" '")
    found, n = (name if name.casefold() not in RESERVED else f"{name} 1".strip()), 1
    while found.casefold() in taken:
        n += 1
        found = f"{name[: 31 - len(str(n)) - 1]} {n}"
    return found
