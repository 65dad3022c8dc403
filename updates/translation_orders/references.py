"""The reference of an ordered text, SV-123-7-4F2A9C1E: language, answer, its version, and a check.

The check tells that it was made here, of these very words: a row of another service is not taken for one of ours, and
a text that has changed since is known by it.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.crypto import salted_hmac

from updates.models import following

SALT = "updates.translation_orders"
PATTERN = re.compile(r"(FI|SV|EN)-([0-9]{1,18})-([0-9]{1,9})-([0-9A-F]{8})")
DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"))
UNSEEN = re.compile("[\\s\u00ad\u200b\u200c\u200d\u2060\ufeff]+")


@dataclass(frozen=True)
class Reference:
    """A text that was ordered: the answer `update` by its id, as it was at `version`, into the language `code`."""

    code: str
    update: int
    version: int
    check: str

    def __str__(self) -> str:
        return f"{self.code.upper()}-{self.update}-{self.version}-{self.check}"

    def is_of(self, answer: Any) -> bool:
        """Whether it was made here of the answer (an update, or a row of its history) with these words."""
        return self.check in _checks(self.code, self.update, self.version, words_of(answer, self.code))


def make(update: Any, code: str) -> Reference:
    """The reference of the update's text in the language, as it is now."""
    check = next(_checks(code, update.pk, update.version, words_of(update, code)))
    return Reference(code, update.pk, update.version, check)


def read(text: str) -> Reference | None:
    """The reference as people and their programs write it: in any case, with blanks, with another kind of dash."""
    found = PATTERN.fullmatch(UNSEEN.sub("", text).translate(DASHES).upper())
    return Reference(found[1].lower(), int(found[2]), int(found[3]), found[4]) if found else None


def words_of(answer: Any, code: str) -> tuple[str, str, str]:
    """The language of the source, the source, and the text in the language."""
    origin = following.source(answer)
    return origin, getattr(answer, f"public_{origin}"), getattr(answer, f"public_{code}")


def _checks(code: str, update: int, version: int, words: tuple[str, str, str]) -> Iterator[str]:
    """By our key, and then by our older ones."""
    told = json.dumps([code, update, version, *words])
    for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        yield salted_hmac(SALT, told, secret=key, algorithm="sha256").hexdigest()[:8].upper()
