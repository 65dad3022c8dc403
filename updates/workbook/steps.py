"""Next steps have no numbers of their own: rows of a workbook are matched with the steps that are there now."""

from collections.abc import Sequence

from updates.workbook.contents import Row

MISSING = 3.5  # a step without a row, or a row without its step
OTHER_TEXT = 4.0  # less than both of them: then the step of the row was written anew; another day or body costs 1
OTHER = {"text": OTHER_TEXT, "day": 1.0, "body": 1.0}
LESS_SURE = 0.01  # of two matches that cost the same, the one that the workbook says already


def matched(issued: Sequence[Row], typed: Sequence[Row], now: Sequence[Row]) -> list[int | None]:
    """For each row of the workbook (as it was issued, as it came back) the place of its step in `now`, None when there
    is none. The cheapest match that keeps the order, so that a workbook that was taken in finds itself again."""
    rows, steps = len(issued), len(now)
    best = [[0.0] * (steps + 1) for _ in range(rows + 1)]
    for n in range(rows, -1, -1):
        for m in range(steps, -1, -1):
            if n < rows or m < steps:
                best[n][m] = min(cost + best[i][j] for cost, i, j in _ways(issued, typed, now, n, m))
    found: list[int | None] = [None] * rows
    n = m = 0
    while n < rows or m < steps:
        _cost, i, j = min(_ways(issued, typed, now, n, m), key=lambda way: way[0] + best[way[1]][way[2]])
        if i > n and j > m:
            found[n] = m
        n, m = i, j
    return found


def _ways(
    issued: Sequence[Row], typed: Sequence[Row], now: Sequence[Row], n: int, m: int
) -> list[tuple[float, int, int]]:
    """What can be made of row n and step m: they are the same, the row has no step, the step no row."""
    ways = []
    if n < len(issued):
        blanks = (not issued[n]["text"], not typed[n]["text"])
        ways.append((0.0 if blanks[1] else LESS_SURE if blanks[0] else MISSING, n + 1, m))
    if m < len(now):
        ways.append((MISSING, n, m + 1))
    if n < len(issued) and m < len(now):
        ways.append((_distance(issued[n], typed[n], now[m]), n + 1, m + 1))
    return ways


def _distance(issued: Row, typed: Row, now: Row) -> float:
    """How little a step is what a row says, or said when it was issued."""
    return sum(
        0.0 if now[cell] == typed[cell] else LESS_SURE if now[cell] == issued[cell] else OTHER[cell] for cell in OTHER
    )


def merged(issued: Sequence[Row], typed: Sequence[Row], now: Sequence[Row], taken: set[int]) -> list[Row]:
    """The steps when the rows `taken` (by place) are taken from the workbook and all others stay as they are now."""
    places = matched(issued, typed, now)
    after: list[Row] = list(now)
    added: list[tuple[int, Row]] = []
    last = 0
    for n, place in enumerate(places):
        if place is not None:
            last = place + 1
        if n in taken and place is not None:
            after[place] = typed[n]
        elif n in taken:
            added.append((last, typed[n]))
    for place, row in reversed(added):
        after.insert(place, row)
    return [row for row in after if row["text"]]
