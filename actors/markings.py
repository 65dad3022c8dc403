"""Words that mark a text as secret or classified, and personal identity codes: this site takes none of them (G-13).

Source of the classes: decree 1101/2019 on security classification; of the code: the form of the Finnish personal
identity code, its century signs of 2023 included.
"""

import re
from collections.abc import Collection, Iterable

STAMPS = (
    r"(?:ERITTÄIN\s+)?SALAINEN", r"LUOTTAMUKSELLINEN", r"KÄYTTÖ\s+RAJOITETTU", r"SALASSA\s+PIDETTÄVÄ",
    r"(?:YTTERST\s+)?HEMLIG", r"KONFIDENTIELL", r"BEGRÄNSAD\s+TILLGÅNG", r"SEKRETESSBELAGD",
    r"(?:TOP\s+)?SECRET", r"CONFIDENTIAL", r"RESTRICTED",
)  # fmt: skip
CLASS = r"TL\s?(?:IV|I{1,3}|[1-4])"
CODE = r"\d{6}[-+A-FU-Y]\d{3}[0-9A-FHJ-NPR-Y]"
# A stamp is written in capitals, or stands alone on its line: "luottamuksellinen ilmapiiri" is an ordinary phrase.
MARKING = re.compile(rf"(?<!\w)(?:{'|'.join(STAMPS)}|{CLASS}|{CODE})(?!\w)")
ALONE = re.compile(rf"^[^\w\n]*({'|'.join(STAMPS)}|{CLASS})[^\w\n]*$", re.IGNORECASE | re.MULTILINE)


def first_in(text: str, allowed: Collection[str] = ()) -> str:
    """The first forbidden marking of the text as written, other than those `allowed` (as `folded`); "" when it has
    none. Nobody may allow a personal identity code."""
    found = (each for each in _all_in(text) if is_identity_code(each) or folded(each) not in allowed)
    return next(found, "")


def folded(marking: str) -> str:
    """How a marking is compared: without regard to capitals and width of spaces."""
    return " ".join(marking.split()).casefold()


def is_identity_code(marking: str) -> bool:
    """Whether it is a personal identity code."""
    return re.fullmatch(CODE, marking.strip()) is not None


def _all_in(text: str) -> Iterable[str]:
    yield from (found.group() for found in MARKING.finditer(text))
    yield from (found.group(1) for found in ALONE.finditer(text))
