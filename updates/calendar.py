"""Due days as an iCalendar file (RFC 5545), for the calendar of whoever is reminded."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from actors import wording

LONGEST = 75  # octets of a line without its break, section 3.1
ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


@dataclass(frozen=True)
class DueDay:
    """A whole day by which something is due. `uid` stays the same when the day moves: calendars then move it too."""

    uid: str
    day: date
    summary: str
    description: str
    url: str


def write(days: Iterable[DueDay], at: datetime) -> str:
    """The file, lines ended by CRLF; "" without days. `at` stamps it: of two files the later one holds."""
    lines = [line for day in days for line in _event(day, at)]
    if not lines:
        return ""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Etenee//Etenee//FI", *lines, "END:VCALENDAR"]
    return "".join(f"{folded}\r\n" for line in lines for folded in fold(line))


def _event(due: DueDay, at: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{text(due.uid)}"
    yield f"DTSTAMP:{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"SEQUENCE:{int(at.timestamp()) // 60}"
    yield f"DTSTART;VALUE=DATE:{due.day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{due.day + timedelta(1):%Y%m%d}"
    yield "TRANSP:TRANSPARENT"
    yield f"SUMMARY:{text(due.summary)}"
    yield f"DESCRIPTION:{text(due.description)}"
    yield f"URL:{wording.one_line(due.url)}"
    yield from ("BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:-PT15H", f"DESCRIPTION:{text(due.summary)}", "END:VALARM")
    yield "END:VEVENT"


def text(words: str) -> str:
    """Words as a value of type TEXT (section 3.3.11): no control characters, no break of the line."""
    return wording.clean(words).replace("\t", " ").translate(ESCAPED)


def fold(line: str) -> Iterator[str]:
    """The line in pieces of at most 75 octets, a blank before all but the first; no letter is cut in two."""
    piece = ""
    for letter in line:
        if len((piece + letter).encode()) > LONGEST:
            yield piece
            piece = " "
        piece += letter
    yield piece
