"""Brings a programme from one document to another, in one transaction: new facts in bulk, changed ones with history."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Model
from simple_history.utils import bulk_create_with_history

from actions.importing.comparing import PARTS, Change, code, compare, link_name, role_name
from actions.importing.document import Document, programme_document
from actions.models import Link, Measure, MeasureSearch, ProgrammeImport, Responsibility, ScheduleItem, Standing, Step
from actors.languages import CODES
from actors.models import Alias, Body
from strategy.models import Area, Phenomenon, Programme

# (code of a measure, kind of fact, its place) → first and last line in the source
Places = dict[tuple[str, str, str], tuple[int, int]]


def columns(stem: str, texts: dict[str, str]) -> dict[str, str]:
    """{"fi": …} as the columns stem_fi, stem_sv, stem_en; a language that is not there is emptied."""
    return {f"{stem}_{language}": texts.get(language, "") for language in CODES}


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@transaction.atomic
def apply(after: Document, on: date, brought_by: ProgrammeImport | None, places: Places) -> list[Change]:
    """Make the programme say what `after` says from the day on; returns what changed. Nothing to change, no write.

    What is gone is ended on the day before, never deleted; a fact that is new in a programme that existed before
    is in force from the day on.
    """
    slug = after["programme"]["slug"]
    programme = Programme.objects.select_for_update().filter(slug=slug).first()
    before = programme_document(programme, on) if programme else None
    changes = compare(before, after)
    if all(change.verb == "unchanged" for change in changes):
        return changes
    Applying(save_programme(programme, after["programme"]), after, before, on, brought_by, places).run(changes)
    return changes


def save_programme(programme: Programme | None, facts: Document) -> Programme:
    programme = programme or Programme(slug=facts["slug"])
    wanted: dict[str, Any] = columns("name", facts["name"]) | {"kind": facts["kind"]}
    wanted |= {f"measure_word_{language}": word for language, word in facts.get("measure_word", {}).items()}
    wanted |= columns("summary", facts.get("summary", {})) | {"adopted": day(facts.get("adopted"))}
    return save_if_changed(programme, wanted)


def save_if_changed(row: Any, wanted: dict[str, Any]) -> Any:
    """Write the row, with its history, only when one of the wanted values is new."""
    if row.pk is None or any(getattr(row, name) != value for name, value in wanted.items()):
        for name, value in wanted.items():
            setattr(row, name, value)
        row.save()
    return row


class Applying:
    """One run: the rows it found, by the names that documents use for them."""

    def __init__(
        self, programme: Programme, after: Document, before: Document | None, on: date,
        brought_by: ProgrammeImport | None, places: Places,
    ) -> None:  # fmt: skip
        self.programme, self.after, self.on, self.places = programme, after, on, places
        self.brought_by = brought_by
        self.since = on if before else None
        self.old = {code(measure): measure for measure in before["measures"]} if before else {}

    def run(self, changes: list[Change]) -> None:
        self.areas = {area["number"]: self.save_area(area) for area in self.after["areas"]}
        self.bodies = save_bodies(self.after["bodies"])
        self.phenomena = {facts["slug"]: save_phenomenon(facts) for facts in self.after.get("phenomena", [])}
        self.measures = {measure.code: measure for measure in self.programme.measures.select_related("area")}
        touched = {change.name.split("/")[0] for change in changes if change.verb != "unchanged"}
        new = {code(facts): facts for facts in self.after["measures"]}
        self.save_measures({name: facts for name, facts in new.items() if name in touched})
        for name in touched & (self.old.keys() - new.keys()):
            self.end(self.measures[name])
        self.save_parts({name: facts for name, facts in new.items() if name in touched})
        self.remove_empty_areas()
        rows = [self.measures[name] for name in new if name in touched]
        MeasureSearch.objects.bulk_create(
            [MeasureSearch(measure=row) for row in with_parts(rows)],
            update_conflicts=True, unique_fields=["measure"], update_fields=["text"],
        )  # fmt: skip
        Standing.objects.refresh_due(rows, self.on)

    def save_area(self, facts: Document) -> Area:
        area = Area.objects.filter(programme=self.programme, number=facts["number"]).first()
        area = area or Area(programme=self.programme, number=facts["number"])
        return save_if_changed(area, columns("name", facts["name"]))

    def remove_empty_areas(self) -> None:
        """An area that the source no longer has goes, unless measures of earlier days stand in it."""
        for area in self.programme.areas.exclude(number__in=self.areas).filter(measures=None):
            area.delete()

    def save_measures(self, wanted: dict[str, Document]) -> None:
        fresh = []
        for name, facts in wanted.items():
            source = facts.get("source") or {"document": "", "lines": [None, None]}
            row = {
                "area": self.areas.get(facts["area"]),
                "source_name": source["document"],
                "first_line": source["lines"][0],
                "last_line": source["lines"][-1],
                "until": None,
            } | columns("title", facts["title"]) | columns("text", facts["text"])  # fmt: skip
            if measure := self.measures.get(name):
                save_if_changed(measure, row)
            else:
                part = facts["part"] or ""
                measure = Measure(programme=self.programme, number=facts["number"], part=part, since=self.since, **row)
                measure.brought_by = self.brought_by
                fresh.append(measure)
        for measure in create(Measure, fresh):
            self.measures[measure.code] = measure
        for name, facts in wanted.items():
            tags = [self.phenomena[slug] for slug in facts.get("phenomena", []) if slug in self.phenomena]
            if name not in self.old or tags or self.old[name].get("phenomena"):
                self.measures[name].phenomena.set(tags)

    def save_parts(self, wanted: dict[str, Document]) -> None:
        """Steps first, since schedules and responsibilities point at them; links last, since they cross measures."""
        for rows, save in (
            ("steps", self.save_steps), ("schedule", self.save_schedule),
            ("responsibilities", self.save_responsibilities), ("links", self.save_links),
        ):  # fmt: skip
            key = next(key for name, _, key in PARTS if name == rows)
            for name, facts in wanted.items():
                old = {key(row): row for row in self.old.get(name, {}).get(rows, [])}
                new = {key(row): row for row in facts[rows]}
                differing = {k: row for k, row in new.items() if old.get(k) != row}
                save(name, differing, old.keys() - new.keys())

    def save_steps(self, name: str, wanted: dict[str, Document], gone: set[str]) -> None:
        found = self.open_rows(Step, name)
        for n in gone:
            self.end(found[n])
        fresh = []
        for n, facts in wanted.items():
            row = {"label": facts["label"] or ""} | columns("text", facts["text"])
            if step := found.get(n):
                save_if_changed(step, row)
            else:
                fresh.append(self.make(Step, name, "steps", n, n=facts["n"], **row))
        create(Step, fresh)

    def save_schedule(self, name: str, wanted: dict[str, Document], gone: set[str]) -> None:
        """New words are a revision: the old line ends and a new one begins; a new reading mends the line itself."""
        found, steps = self.open_rows(ScheduleItem, name), self.open_rows(Step, name)
        for n in gone:
            self.end(found[n])
        fresh = []
        for n, facts in wanted.items():
            row = {
                "label": facts["label"] or "", "step": steps.get(str(facts["step"])), "kind": facts["kind"],
                "edtf": facts["edtf"] or "", "earliest": day(facts["earliest"]), "latest": day(facts["latest"]),
                "parts": facts["parts"],
            } | columns("text", facts["text"])  # fmt: skip
            item = found.get(n)
            if item and (item.text_fi, item.text_sv, item.text_en) != tuple(row[f"text_{c}"] for c in CODES):
                self.end(item)
                item = None
            if item:
                save_if_changed(item, row)
            else:
                fresh.append(self.make(ScheduleItem, name, "schedule", n, n=facts["n"], **row))
        create(ScheduleItem, fresh)

    def save_responsibilities(self, name: str, wanted: dict[str, Document], gone: set[str]) -> None:
        steps = self.open_rows(Step, name)
        rows = self.measures[name].responsibilities.filter(until=None).select_related("body", "under", "step")
        found = {
            role_name(
                {"role": r.role, "body": r.body.key, "under": r.under and r.under.key, "step": r.step and r.step.n}
            ): r
            for r in rows
        }
        for key in gone:
            self.end(found[key])
        places = {role_name(row): n for n, row in enumerate(self.document_of(name)["responsibilities"], 1)}
        fresh = []
        for key, facts in wanted.items():
            row = {
                "qualifier": facts["qualifier"] or "", "as_printed": facts["as_printed"] or "",
                "until": day(facts["until"]), "n": places[key],
            }  # fmt: skip
            if responsibility := found.get(key):
                save_if_changed(responsibility, row | ({"since": day(facts["from"])} if facts["from"] else {}))
            else:
                step = steps.get(str(facts["step"])) if facts.get("step") else None
                body, under = self.bodies[facts["body"]], self.bodies[facts["under"]] if facts["under"] else None
                made = self.make(
                    Responsibility, name, "responsibilities", key,
                    body=body, role=facts["role"], under=under, step=step, **row,
                )  # fmt: skip
                made.since = day(facts["from"]) or made.since
                fresh.append(made)
        create(Responsibility, fresh)

    def save_links(self, name: str, wanted: dict[str, Document], gone: set[str]) -> None:
        measure = self.measures[name]
        if name in self.old and (wanted or gone):
            measure.links.all().delete()
            wanted = {link_name(row): row for row in self.document_of(name)["links"]}
        Link.objects.bulk_create(
            Link(
                measure=measure,
                to_measure=self.measures[facts["measure"]] if facts["measure"] else None,
                to_area=None if facts["measure"] else self.areas[facts["area"]],
                kind=facts["kind"],
                basis=facts["basis"],
            )
            for facts in wanted.values()
        )

    def document_of(self, name: str) -> Document:
        return next(facts for facts in self.after["measures"] if code(facts) == name)

    def open_rows(self, model: Any, name: str) -> dict[str, Any]:
        """The measure's open rows by their place."""
        return {str(row.n): row for row in model.objects.filter(measure=self.measures[name], until=None)}

    def make(self, model: Any, name: str, rows: str, key: str, /, **facts: Any) -> Any:
        """A new row of a measure, pointing to the import and the lines it came from."""
        first, last = self.places.get((name, rows, key), (None, None))
        return model(
            measure=self.measures[name], brought_by=self.brought_by, first_line=first, last_line=last,
            since=self.since if name in self.old else None, **facts,
        )  # fmt: skip

    def end(self, row: Any) -> None:
        """The row is in force no longer from the day on; a row that began that day never was and goes."""
        if row.since is not None and row.since >= self.on and not isinstance(row, Measure):
            row.delete()
            return
        row.until = self.on - timedelta(days=1)
        if row.since is not None and row.until < row.since:
            row.until = row.since
        row.save()


def create(model: type[Model], rows: list[Any]) -> list[Any]:
    """New rows with their first line of history, in few queries."""
    return bulk_create_with_history(rows, model, batch_size=500) if rows else []


def with_parts(measures: list[Measure]) -> Iterable[Measure]:
    """The measures with all that their search words are made of."""
    pks = [measure.pk for measure in measures]
    return Measure.objects.filter(pk__in=pks).prefetch_related("steps", "responsibilities__body")


def save_bodies(wanted: list[Document]) -> dict[str, Body]:
    """Bodies by key; those that are not in the register are made, parents first. Known ones are left as they are."""
    bodies = Body.objects.in_bulk([facts["key"] for facts in wanted], field_name="key")
    waiting = [facts for facts in wanted if facts["key"] not in bodies]
    while waiting:
        ready = [facts for facts in waiting if facts["parent"] is None or facts["parent"] in bodies]
        if not ready:
            raise ValueError(
                f"bodies stand under one another in a ring: {', '.join(facts['key'] for facts in waiting)}"
            )
        for facts in ready:
            bodies[facts["key"]] = make_body(facts, bodies)
        waiting = [facts for facts in waiting if facts["key"] not in bodies]
    return bodies


def make_body(facts: Document, bodies: dict[str, Body]) -> Body:
    name = facts["name"].get("fi") or next(iter(facts["name"].values()), facts["key"])
    body = Body(
        key=facts["key"], abbreviation=facts.get("abbreviation", ""), kind=facts["kind"],
        parent=bodies[facts["parent"]] if facts["parent"] else None, is_checked=facts.get("is_known", True),
        since=day(facts.get("since")), until=day(facts.get("until")),
        **columns("name", facts["name"]) | {"name_fi": name},
    )  # fmt: skip
    body.save()
    Alias.objects.bulk_create([Alias(body=body, name=alias) for alias in facts["aliases"]], ignore_conflicts=True)
    if facts["aliases"]:
        body.save_without_historical_record()
    return body


def save_phenomenon(facts: Document) -> Phenomenon:
    found = Phenomenon.objects.filter(slug=facts["slug"]).first()
    return found or save_if_changed(Phenomenon(slug=facts["slug"]), columns("name", facts["name"]))
