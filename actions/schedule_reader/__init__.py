"""Reads schedules as people write them in Finnish, Swedish and English: `read("syksyllä 2018").latest`.

Nothing is guessed: what can't be read stays unread. `bounds` turns a person's corrected EDTF into days.
"""

from .clauses import Kind, kinds
from .edtf import FIRST_YEAR, LAST_YEAR, bounds
from .reading import Part, Reading, read

__all__ = ["FIRST_YEAR", "LAST_YEAR", "Kind", "Part", "Reading", "bounds", "kinds", "read"]
