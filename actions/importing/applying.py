"""Brings a programme to what a document says of it: new facts in bulk, what is gone ended, all with its history."""

from datetime import date, timedelta
from typing import Any

from actions.importing.applying_parts import Bringing, Run
from actions.importing.comparing import Change
from actions.importing.document import Document, code
from actions.importing.newcomers import bodies_by_key, phenomena_by_slug
from actions.importing.preparing import Prepared
from actions.importing.writing import Batch, Writer, columns, day
from actions.models import Measure, MeasureSearch, ProgrammeImport, Standing
from strategy.models import Area, Programme

Tagged = Measure.phenomena.through


def apply(prepared: Prepared, on: date, brought_by: ProgrammeImport) -> Programme:
    """Make the programme say what the document says, from the day on; to be called in a transaction.

    What is gone is ended on the day before, never deleted; a fact that is new in a programme that existed before
    is in force from the day on. Every fact that is new or changed points to the import.
    """
    facts = (prepared.document or {})["programme"]
    writer = Writer(brought_by.made_at, brought_by.made_by)
    programme = Programme.objects.filter(slug=facts["slug"]).first()
    since = on if programme else None
    programme = save_programme(programme or Programme(slug=facts["slug"]), facts, writer)
    Applying(Run(programme, prepared, on, since, brought_by, writer)).apply()
    return programme


def save_programme(programme: Programme, facts: Document, writer: Writer) -> Programme:
    wanted: dict[str, Any] = {"kind": facts["kind"], "adopted": day(facts.get("adopted"))}
    for stem in ("name", "measure_word", "summary"):
        wanted |= columns(stem, facts.get(stem, {}))
    batch = Batch()
    batch.assign(programme, wanted)
    if batch.changed or programme.pk is None:
        writer.save(programme)
    return programme


class Applying:
    """The measures of one run, with what they stand in and are tagged with."""

    def __init__(self, run: Run) -> None:
        self.run, self.writer, self.document = run, run.writer, run.prepared.document or {}

    def apply(self) -> None:
        bodies = bodies_by_key(self.document["bodies"], self.run.prepared.unknown, self.writer)
        areas = self.save_areas()
        measures = self.save_measures(areas)
        touched = {change.measure: measures[change.measure] for change in self.run.prepared.differing if change.measure}
        self.tag(touched)
        Bringing(self.run, measures, areas, bodies).bring_all()
        self.remove_areas()
        named = {code(facts) for facts in self.document["measures"]}
        follow([measure for name, measure in touched.items() if name in named], self.run.on)

    def differing(self, subject: str) -> list[Change]:
        return [change for change in self.run.prepared.differing if change.subject == subject]

    def save_areas(self) -> dict[str, Area]:
        """The programme's areas by number."""
        areas, batch = {area.number: area for area in self.run.programme.areas.all()}, Batch()
        for change in self.differing("area"):
            if not change.after:
                continue
            wanted = columns("name", change.after["name"])
            if area := areas.get(change.key):
                batch.assign(area, wanted)
            else:
                areas[change.key] = Area(programme=self.run.programme, number=change.key, **wanted)
                batch.fresh.append(areas[change.key])
        self.writer.write(batch)
        return areas

    def remove_areas(self) -> None:
        """An area that the source no longer has goes, unless measures or links of earlier days need it. A measure may
        leave it only now: therefore all areas are looked at, not the changed ones alone."""
        kept = [area["number"] for area in self.document["areas"]]
        gone = self.run.programme.areas.exclude(number__in=kept).filter(measures=None, links_here=None)
        if gone:
            self.writer.remove(gone)

    def save_measures(self, areas: dict[str, Area]) -> dict[str, Measure]:
        """The programme's measures by code. One that had ended and is named again goes on as if it had not ended."""
        in_order = sorted(self.run.programme.measures.all(), key=lambda measure: measure.until is None)
        measures, batch = {measure.code: measure for measure in in_order}, Batch()
        for change in self.differing("measure"):
            measure = measures.get(change.measure)
            if change.after is None:
                batch.assign(measure, {"until": self.run.on - timedelta(days=1)})
                continue
            wanted = self.columns_of(change.after, areas)
            if measure:
                has_ended = measure.until is not None and measure.until < self.run.on
                batch.assign(measure, wanted | ({"until": None} if has_ended else {}))
            else:
                measures[change.measure] = Measure(programme=self.run.programme, since=self.run.since, **wanted)
                batch.fresh.append(measures[change.measure])
        self.writer.write(batch)
        return measures

    def columns_of(self, facts: Document, areas: dict[str, Area]) -> dict[str, Any]:
        """A measure's columns, with the import and the lines that they come from."""
        source = facts.get("source") or {"document": "", "lines": [None, None]}
        return {
            "number": facts["number"], "part": facts["part"] or "",
            "area_id": areas[facts["area"]].pk if facts["area"] else None,
            "brought_by_id": self.run.brought_by.pk, "source_name": source["document"],
            "first_line": source["lines"][0], "last_line": source["lines"][1],
        } | columns("title", facts["title"]) | columns("text", facts["text"])  # fmt: skip

    def tag(self, touched: dict[str, Measure]) -> None:
        """The phenomena of the touched measures, no more and no fewer than the document has."""
        phenomena = phenomena_by_slug(self.document.get("phenomena", []), self.writer)
        wanted = {
            (touched[code(facts)].pk, phenomena[slug].pk)
            for facts in self.document["measures"] if code(facts) in touched for slug in facts.get("phenomena", [])
        }  # fmt: skip
        rows = Tagged.objects.filter(measure__in=list(touched.values()))
        found = {(row.measure_id, row.phenomenon_id): row.pk for row in rows}
        gone = [pk for pair, pk in found.items() if pair not in wanted]
        if gone:
            Tagged.objects.filter(pk__in=gone).delete()
        new = sorted(wanted - found.keys())
        Tagged.objects.bulk_create(Tagged(measure_id=measure, phenomenon_id=tag) for measure, tag in new)


def follow(measures: list[Measure], on: date) -> None:
    """What follows from the parts of measures: the words they are found by, and their due days."""
    MeasureSearch.renew([measure.pk for measure in measures])
    Standing.objects.refresh_due(measures, on)
