"""One printed line of a flattened table: where its cells begin and end.

Behind the measure text come implementation, body and schedule with a blank between them. An empty implementation
or schedule prints a dash, an empty body nothing. What can be a body cell: the heading over the partners, a dash
with known names, known names after the end of a sentence. What follows must look like the start of a schedule.
"""

import re
from dataclasses import dataclass

from actions.importing.bodies_cell import heading_end
from actions.importing.labels import split_label
from actors.register import Register

Span = tuple[int, int]

MARK = re.compile(r"[-–—](?=\s|$)")
DASH = re.compile(r"[-–—]\s+")
BLANK = re.compile(r"\s*")
QUALIFIER = re.compile(r"\*?(?:\s+\([^()]*\))?")
COMMA = re.compile(r"\s*,\s+")
SENTENCE_END = re.compile(r"[.!?:)”\"]$")
CAPITALS = re.compile(r"[A-ZÅÄÖ]{2,6}(?=\s)")
SCHEDULE_START = re.compile(r"[A-ZÅÄÖ\d“\"(>]|[-–—](?:\s|$)")
# Schedules that begin with a small letter: "keväällä 2018", "senast 2019", "by the end of 2020".
TIME_WORD = re.compile(
    r"(?:kevä|kesä|syks|talv|vuo(?:nna|den|sina|teen)|alku|loppu|jatkuv|viimeistään|alkaen|noin"
    r"|(?:tammi|helmi|maalis|huhti|touko|kesä|heinä|elo|syys|loka|marras|joulu)kuu"
    r"|vår|höst|sommar|vint|under|senast|från|år|löpande|fortlöpande|kontinuerlig"
    r"|spring|summer|autumn|winter|by|from|until|during|mid-|early|late|ongoing|continuous|annual)"
)
ABBREVIATIONS = re.compile(
    r"mm|esim|ml|ns|ym|yms|nk|v|n|s|ks|vrt|ts|klo|nro|bl\.a|t\.ex|s\.k|m\.m|ca|jfr|e\.g|i\.e|cf|no|nr|vs|st|dr",
    re.IGNORECASE,
)
LONGEST_NAME = 12  # words


@dataclass(frozen=True)
class Cells:
    """Offsets of the three cells in the line; an empty cell or a dash that marks one is an empty span.

    `doubt` is the code of a finding, None when the cells are sure.
    """

    implementation: Span
    body: Span
    schedule: Span
    doubt: str | None = None


@dataclass(frozen=True)
class _Body:
    span: Span
    doubt: str | None = None


def cells_after(text: str, at: int, names: Register) -> Cells:
    """The cells of the line behind its measure text, which ends at `at`."""
    at = _skip_blank(text, at)
    if mark := MARK.match(text, at):
        after = _skip_blank(text, mark.end())
        body = body_at(text, after, names) or _unknown_dashed(text, after)
        return _cells(text, (at, at), body or _Body((after, after)))
    body = find_body(text, at, names)
    if body:
        return _cells(text, (at, body.span[0]), body)
    return _without_body(text, at)


def find_body(text: str, at: int, names: Register) -> _Body | None:
    """The body cell behind an implementation that begins at `at`; of several possible ones the last."""
    words = [match.start() for match in re.finditer(r"(?<!\S)\S", text) if match.start() >= at]
    heading = [word for word in words if heading_end(text, word)]
    if heading:
        return body_at(text, heading[-1], names)
    found = [body for word in words if (body := _body_behind(text, word, names))]
    if found:
        return _Body(found[-1].span, "several_places" if len(found) > 1 else None)
    guessed = [body for word in words if word > at and _ends_sentence(text, word) and (body := _guess(text, word))]
    return guessed[-1] if guessed else None


def body_at(text: str, at: int, names: Register) -> _Body | None:
    """The body cell that begins at `at`: the heading, dashed names or undashed ones; None where none does."""
    if heading := heading_end(text, at):
        dash = DASH.match(text, heading)
        return _Body((at, (dash and names_end(text, dash.end(), names)) or len(text[:heading].rstrip())))
    dash = DASH.match(text, at)
    end = names_end(text, dash.end() if dash else at, names)
    return _Body((at, end)) if end and _is_schedule_start(text, end) else None


def names_end(text: str, at: int, names: Register) -> int | None:
    """Where a list of known names ends that begins at `at`, remarks in parentheses included; None without one."""
    end = None
    while known := names.starting(text, at):
        remark = QUALIFIER.match(text, known[0])
        end = remark.end() if remark else known[0]
        comma = COMMA.match(text, end)
        if not comma:
            break
        at = comma.end()
    return end


def sentence_ends(text: str) -> list[int]:
    """The offset behind every sentence, the last one included."""
    ends = []
    for stop in re.finditer(r"[.!?][”\")]*\s+(?=[A-ZÅÄÖ“\"(])", text):
        word = re.search(r"[^\s(“\"]*$", text[: stop.start()])
        if not (word and ABBREVIATIONS.fullmatch(word.group())):
            ends.append(stop.start() + len(stop.group().rstrip()))
    return [*ends, len(text.rstrip())]


def _cells(text: str, implementation: Span, body: _Body) -> Cells:
    start, end = body.span
    return Cells(_trim(text, implementation), (start, end), _schedule(text, end), body.doubt)


def _schedule(text: str, at: int) -> Span:
    at = _skip_blank(text, at)
    mark = MARK.match(text, at)
    if mark and not text[mark.end() :].strip():
        return (len(text), len(text))
    return _trim(text, (at, len(text)))


def _without_body(text: str, at: int) -> Cells:
    """No body stands in the line: a dash at its end is the empty schedule."""
    end = len(text.rstrip())
    if MARK.match(text, end - 1) and text[: end - 1] != text[: end - 1].rstrip():
        return Cells(_trim(text, (at, end - 1)), (end, end), (end, end))
    doubt = "cells_not_parted" if text[at:].strip() else None
    return Cells(_trim(text, (at, end)), (end, end), (end, end), doubt)


def _body_behind(text: str, word: int, names: Register) -> _Body | None:
    is_dash = bool(DASH.match(text, word))
    return body_at(text, word, names) if is_dash or _ends_sentence(text, word) else None


def _guess(text: str, word: int) -> _Body | None:
    """An unknown body: a dash and a name, or capitals that stand alone between two sentences."""
    capitals = CAPITALS.match(text, word)
    if capitals and _is_schedule_start(text, capitals.end()):
        return _Body(capitals.span(), "body_guessed")
    return _unknown_dashed(text, word)


def _unknown_dashed(text: str, at: int) -> _Body | None:
    """A dash and an unknown name that runs to the end of the line, to its last dash or to the next label."""
    dash = DASH.match(text, at)
    if not dash or not text[dash.end() :].strip("-–— \n"):
        return None
    end = len(text.rstrip())
    if MARK.match(text, end - 1):
        end = len(text[: end - 1].rstrip())
    for word in re.finditer(r"\s(?=\d)", text[dash.end() : end]):
        if split_label(text[dash.end() + word.end() :]).label:
            end = dash.end() + word.start()
            break
    name = text[dash.end() : end]
    if len(name.split()) > LONGEST_NAME or len(sentence_ends(name)) > 1 or name.endswith("."):
        return None
    return _Body((at, end), "body_guessed")


def _is_schedule_start(text: str, at: int) -> bool:
    start = _skip_blank(text, at)
    if start == len(text):
        return True
    return start > at and bool(SCHEDULE_START.match(text, start) or TIME_WORD.match(text, start))


def _ends_sentence(text: str, word: int) -> bool:
    """Whether what stands before the word is the end of a sentence or of a printed line."""
    before = text[:word]
    return before.endswith("\n") or bool(SENTENCE_END.search(before.rstrip()))


def _skip_blank(text: str, at: int) -> int:
    blank = BLANK.match(text, at)
    return blank.end() if blank else at


def _trim(text: str, span: Span) -> Span:
    start = _skip_blank(text, span[0])
    return (start, max(start, len(text[: span[1]].rstrip())))
