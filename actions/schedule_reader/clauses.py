"""Which tokens are things a schedule says, what they lend each other, and which words belong to each."""

from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import Literal, cast, get_args

from .tokens import Token, sentence_numbers

Kind = Literal[
    "date", "month", "season", "year", "range", "by", "from", "continuous", "recurring", "conditional", "none"
]
kinds: tuple[Kind, ...] = get_args(Kind)

_WORDS: dict[str, Kind] = {
    "c": "continuous",
    "r": "recurring",
    "R": "recurring",
    **dict.fromkeys("?!soaBp", "conditional"),
}


@dataclass(frozen=True)
class Mention:
    """One thing said, in which sentence, clause and group of words not parted by "and" (counted from 0).

    `depends`: it hangs on a condition (if, depending on). `weak`: it counts only where its clause says nothing else:
    an event ("after the reform"), a quality ("annual report").
    """

    kind: Kind
    edtf: str | None
    start: int
    end: int
    sentence: int
    clause: int
    group: int
    depends: bool = False
    weak: bool = False


def mentions_of(tokens: list[Token]) -> list[Mention]:
    mentions = _repetitions(_conditions(list(_all(tokens))))
    found: list[Mention] = []
    for _, clause in groupby(mentions, key=lambda mention: mention.clause):
        found += _strong(_continuations(_recurrences(list(clause))))
    return _repetitions(found)


def _all(tokens: list[Token]) -> Iterator[Mention]:
    clause = group = 0
    for sentence, token in zip(sentence_numbers(tokens), tokens, strict=True):
        clause += token.code in ".;,s"
        group += token.code in ".;,s&"
        if token.code == "P":
            kind = cast(Kind, token.kind)
            yield Mention(kind, token.edtf, token.start, token.end, sentence, clause, group)
        elif token.code in _WORDS:
            kind = _WORDS[token.code]
            depends = token.code == "?"
            weak = token.code == "R" or (kind == "conditional" and not depends)
            yield Mention(kind, None, token.start, token.end, sentence, clause, group, depends, weak)


def _conditions(mentions: list[Mention]) -> list[Mention]:
    """A condition bends every dated thing in its sentence and is then no thing of its own."""
    conditional = {m.sentence for m in mentions if m.depends}
    dated = {m.sentence for m in mentions if m.edtf}
    return [
        replace(m, kind="conditional", depends=True) if m.edtf and m.sentence in conditional else m
        for m in mentions
        if m.edtf or not m.depends or m.sentence not in dated
    ]


def _repetitions(mentions: list[Mention]) -> list[Mention]:
    """The same undated kind twice in one sentence, with nothing between, is one thing."""
    result: list[Mention] = []
    for mention in mentions:
        last = result[-1] if result else mention
        same = (last.kind, last.sentence, last.edtf, None) == (mention.kind, mention.sentence, None, mention.edtf)
        if result and same and last.weak == mention.weak:
            result[-1] = replace(last, end=mention.end, depends=last.depends or mention.depends)
        else:
            result.append(mention)
    return result


def _recurrences(clause: list[Mention]) -> list[Mention]:
    """ "Yearly from 2027" is one recurring thing with a beginning; "ongoing every 24 months" recurs."""
    return _absorbed(clause, "recurring", lambda other: bool(other.edtf) or other.kind == "continuous")


def _continuations(clause: list[Mention]) -> list[Mention]:
    """ "Ongoing since 2018" is one continuous thing with a beginning; "ongoing work by 2020" has an end."""
    clause = _absorbed(clause, "continuous", lambda other: other.kind == "from")
    ends = {mention.group: mention.start for mention in clause if mention.edtf}
    return [m for m in clause if m.kind != "continuous" or m.edtf or ends.get(m.group, -1) < m.start]


def _absorbed(clause: list[Mention], kind: Kind, takes: Callable[[Mention], bool]) -> list[Mention]:
    """Every undated mention of `kind` becomes one with the mention of its group that it `takes`."""
    for word in [mention for mention in clause if mention.kind == kind and not mention.edtf and not mention.weak]:
        other = next((m for m in clause if m is not word and m.group == word.group and takes(m)), None)
        if other is not None:
            start, end = min(word.start, other.start), max(word.end, other.end)
            one = replace(other, kind="conditional" if other.depends else kind, start=start, end=end)
            clause = [one if m is other else m for m in clause if m is not word]
    return clause


def _strong(clause: list[Mention]) -> list[Mention]:
    strong = [mention for mention in clause if not mention.weak]
    return strong or clause


def places_of(mentions: list[Mention], tokens: list[Token], length: int) -> list[tuple[int, int]]:
    """Where the words of each mention begin and end: its sentence, cut where a neighbour stands in the same one."""
    stops = [(0, 0), *((token.start, token.end) for token in tokens if token.code in ";."), (length, length)]
    full = [*(token.code == "." for token in tokens if token.code in ";."), False]
    starts = [stops[mention.sentence][1] for mention in mentions]
    ends = [stops[mention.sentence + 1][full[mention.sentence]] for mention in mentions]
    begun = [token.start for token in tokens]
    for place, (one, other) in enumerate(pairwise(mentions)):
        if one.sentence == other.sentence:
            between = tokens[bisect_left(begun, one.end) : bisect_left(begun, other.start) + 1]
            ends[place], starts[place + 1] = _cut(one, other, between)
    return list(zip(starts, ends, strict=True))


def _cut(one: Mention, other: Mention, between: list[Token]) -> tuple[int, int]:
    """Before the last "and then" (and its "and"), at the last comma or "and", or else right behind the first."""
    for code in "s,&":
        found = [place for place, token in enumerate(between) if token.code == code and token.start <= other.start]
        if found and code == "s":
            linked = found[-1] and between[found[-1] - 1].code == "&"
            start = between[found[-1] - bool(linked)].start
            return start, start
        if found:
            return between[found[-1]].start, between[found[-1]].end
    end = one.end
    for token in between:
        if token.code == "n" and token.start <= end + 1:
            end = token.end
    return end, end
