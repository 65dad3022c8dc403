"""Every part of the look once, with made-up numbers, for those who draw pages."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

Mark = dict[str, Any]


def mark(symbol: str, word: Any, tone: str = "", shape: Any = "") -> Mark:
    return {"symbol": symbol, "word": word, "tone": tone, "shape": shape}


AXES: list[tuple[Any, list[Mark]]] = [
    (
        _("Confidence: a filled shape"),
        [
            mark("plan", _("On plan"), "plan", _("disc")),
            mark("risk", _("At risk"), "risk", _("triangle, dark edge")),
            mark("late", _("Delayed"), "late", _("square")),
            mark("block", _("Blocked"), "block", _("octagon with a bar")),
        ],
    ),
    (
        _("Freshness: dashed when not of this round"),
        [
            mark("fresh", _("Reported this round"), "", _("clock")),
            mark("old", _("Reported earlier"), "", _("dashed clock")),
            mark("silent", _("Not reported"), "", _("dashed question mark")),
        ],
    ),
    (
        _("Stage: a drawn circle"),
        [
            mark("none", _("Not started"), "", _("empty ring")),
            mark("prep", _("In preparation"), "", _("a quarter")),
            mark("prog", _("In progress"), "", _("a half")),
            mark("partial", _("Partly implemented"), "done", _("three quarters")),
            mark("done", _("Implemented"), "done", _("disc with a tick")),
            mark("cont", _("Continuous"), "", _("infinity sign")),
            mark("stop", _("Discontinued"), "", _("ring with a cross")),
            mark("nope", _("Not pursued"), "", _("ring with a slash")),
            mark("merge", _("Merged"), "", _("two lines into one")),
            mark("moved", _("Transferred"), "", _("arrow out")),
        ],
    ),
    (
        _("Return: a page"),
        [
            mark("w-new", _("Not opened"), "", _("dashed page")),
            mark("w-draft", _("Draft"), "", _("written page")),
            mark("w-head", _("With the approver"), "", _("page and person")),
            mark("w-sent", _("Sent"), "", _("page, arrow up")),
            mark("w-back", _("Returned"), "", _("page, arrow back")),
            mark("w-ok", _("Accepted"), "done", _("filled page, tick")),
            mark("w-free", _("Released"), "", _("struck page")),
        ],
    ),
]
MARKS = {each["symbol"]: each for _axis, marks in AXES for each in marks}
COLUMNS = [MARKS[symbol] for symbol in ("done", "plan", "cont", "risk", "late", "block", "none", "silent")]
COUNTS = [("1", _("First area"), [1, 6, 2, 1, 2, 1, 0, 1]), ("2", _("Second area"), [0, 1, 0, 0, 0, 1, 1, 0])]
BARS = [
    ("range", "plan", 25, 75),
    ("span", "risk", 41.75, 48),
    ("by", "late", 25, 43.75),
    ("day", "block", 47, 47),
    ("from", "none", 75, 100),
    ("continuous", "cont", 25, 100),
    ("recurring", "cont", 25, 100),
    ("conditional", "late", 25, 50),
    ("", "none", 0, 0),
]


class ShapedRadios(forms.RadioSelect):
    """Radios that bring the shape and the definition of every status with them."""

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(*args, **kwargs)
        return option | {"symbol": option["value"], "definition": _("What the word means, in one line.")}


class Sample(forms.Form):
    confidence = forms.ChoiceField(
        label=_("Confidence"),
        help_text=_("Choose what describes the whole measure."),
        choices=[(each["symbol"], each["word"]) for each in AXES[0][1]],
        widget=ShapedRadios,
    )
    due = forms.DateField(
        label=_("By when"),
        help_text=_("For example 31.12.2018"),
        widget=forms.DateInput(attrs={"class": "w-date", "inputmode": "numeric"}),
    )
    done = forms.CharField(label=_("What was done"), widget=forms.Textarea(attrs={"rows": 4}))
    area = forms.ChoiceField(label=_("Area"), required=False, choices=[("", _("All")), ("1", _("First area"))])
    roles = forms.MultipleChoiceField(
        label=_("Roles"),
        required=False,
        choices=[("lead", _("Lead")), ("partner", _("Partner"))],
        widget=forms.CheckboxSelectMultiple,
    )
    public = forms.BooleanField(label=_("Show to everyone"), required=False)
    source = forms.FileField(label=_("File"), required=False)


def sample_matrix() -> dict[str, Any]:
    def cell(count: int, column: Mark) -> dict[str, Any]:
        return {"count": count, "url": "#matrix", "marks": range(count), **column}

    rows = [
        {
            "number": number,
            "title": title,
            "url": "#matrix",
            "total": sum(counts),
            "cells": [cell(count, column) for count, column in zip(counts, COLUMNS, strict=True)],
        }
        for number, title, counts in COUNTS
    ]
    sums = [sum(column) for column in zip(*(counts for *_names, counts in COUNTS), strict=True)]
    return {
        "caption": _("Measures by area and status. One mark is one measure."),
        "row_heading": _("Area"),
        "columns": COLUMNS,
        "rows": rows,
        "totals": [cell(count, column) for count, column in zip(sums, COLUMNS, strict=True)],
        "total": sum(sums),
    }


def sample_chart() -> dict[str, Any]:
    counts = [21, 6, 1, 2]
    rows = [
        {
            "label": each["word"],
            "value": count,
            "y": 17 + 28 * place,
            "mark_y": 5 + 28 * place,
            "marks": [{"x": 190 + 16 * n, "symbol": each["symbol"]} for n in range(count)],
        }
        for place, (each, count) in enumerate(zip(AXES[0][1], counts, strict=True))
    ]
    return {
        "id": "sample",
        "finding": _("Most measures are on plan"),
        "note": _("Made-up numbers."),
        "title": _("Measures by confidence"),
        "desc": ", ".join(f"{row['label']} {row['value']}" for row in rows),
        "width": 530,
        "height": 112,
        "value_x": 178,
        "mark_size": 13,
        "rows": rows,
        "label_heading": _("Confidence"),
        "value_heading": _("Measures"),
        "total": sum(counts),
    }


def sample_bars() -> Iterator[dict[str, Any]]:
    for kind, tone, start, end in BARS:
        bar = {"kind": kind, "tone": tone, "start": start, "end": end, "width": end - start, "words": _("not read")}
        yield {"words": kind or _("unread"), "bars": [bar]}


def sample() -> dict[str, Any]:
    return {
        "figures": [
            {"value": 39, "label": _("measures"), "url": "#figures"},
            {"value": 36, "of": 39, "label": _("reported this round"), "url": "#figures"},
            {"value": 5, "label": _("delayed or blocked"), "url": "#figures", "symbol": "late"},
        ],
        "matrix": sample_matrix(),
        "chart": sample_chart(),
        "scale": {
            "years": [{"label": 2017 + n, "x": 25 * n} for n in range(4)],
            "now": 46.8,
            "now_label": "14.11.",
            "words": _("Years 2017–2020, the line is 14.11.2018"),
        },
        "bars": list(sample_bars()),
        "rounds": [
            {"name": f"{2015 + n}", "is_now": n == 3, **MARKS[symbol]}
            for n, symbol in enumerate(("none", "plan", "risk", "late"))
        ],
        "pieces": [
            {"op": "same", "text": "1.9.–"},
            {"op": "removed", "text": "31.12.2018"},
            {"op": "added", "text": "30.11.2018"},
        ],
        "menu": [{"label": _("Measures (Excel, 18 kB)"), "url": "#menu"}],
        "headings": [
            {"label": _("Number"), "url": "#sort", "sort": "ascending"},
            {"label": _("Measure"), "url": "#sort", "sort": "none"},
            {"label": _("Partners")},
        ],
    }


@require_safe
def parts(request: HttpRequest) -> HttpResponse:
    """Anyone, while developing and in a demo; elsewhere the page does not exist."""
    if not (settings.DEBUG or settings.DEMO):
        raise Http404
    bad = {"confidence": "risk", "due": "xx", "roles": ["lead"]}
    context = {"axes": AXES, "sample": sample(), "sample_form": Sample(bad if "errors" in request.GET else None)}
    return render(request, "about/parts.html", context)
