"""Words that mark a text as secret or classified, and personal identity codes: this site takes none of them (G-13).

Source of the classes: decree 1101/2019 on security classification; of the code: the form of the Finnish personal
identity code, its century signs of 2023 included.
"""

import re

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


def first_in(text: str) -> str:
    """The first forbidden marking of the text as written; "" when it has none."""
    if found := MARKING.search(text):
        return found.group()
    alone = ALONE.search(text)
    return alone.group(1) if alone else ""
