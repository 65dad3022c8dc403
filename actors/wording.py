"""How typed and printed words are cleaned, compared and put in order, the same on both databases."""

import re
import unicodedata
from itertools import count

from django.utils.text import slugify

INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")
BREAKS = re.compile("\r\n?|[\x0b\x0c\u0085\u2028\u2029]")
CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
# Finnish and Swedish put å ä ö after z and read ü with y; other marks are looked through. The keys are plain letters
# and digits: databases pass over other signs, each in its own way.
ALPHABET = str.maketrans({"å": "zzz1", "ä": "zzz2", "ö": "zzz3", "æ": "zzz2", "ø": "zzz3", "ü": "y"})


def clean(text: str) -> str:
    """NFC, one kind of line break, nothing invisible, no control characters but tab; outer blanks gone."""
    text = BREAKS.sub("\n", unicodedata.normalize("NFC", text))
    return CONTROLS.sub("", INVISIBLE.sub("", text)).strip()


def one_line(text: str) -> str:
    """Cleaned, with every run of white space as one blank."""
    return " ".join(clean(text).split())


def fold(text: str) -> str:
    """The form in which words are compared and searched: NFC, case folded, å ä ö kept."""
    return unicodedata.normalize("NFC", one_line(text).casefold())


def alphabet_key(name: str) -> str:
    """Sorts names in the Finnish alphabet (… z å ä ö), numbers by their value, whatever the database collates by."""
    text = fold(name).translate(ALPHABET)
    text = "".join(mark for mark in unicodedata.normalize("NFD", text) if not unicodedata.combining(mark))
    return re.sub(r"\d+", lambda number: number.group().zfill(8), text)[:200]


def number_key(number: str, part: str = "") -> str:
    """Sorts numbers as people count: 2.9 before 2.10, 4.3a before 4.3b."""
    return re.sub(r"\d+", lambda digits: digits.group().zfill(4), number) + "." + part


def free_slug(*texts: str, taken: set[str]) -> str:
    """The last part of a new body's address: from the first text that gives one, with a number where it is taken."""
    stem = next(filter(None, map(slugify, texts)), "body")[:150]
    numbered = (f"{stem}-{n}" for n in count(2))
    return stem if stem not in taken else next(slug for slug in numbered if slug not in taken)
