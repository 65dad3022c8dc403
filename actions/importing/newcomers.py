"""Bodies and phenomena that an import names and nobody knows yet; those that are known stay as they are."""

from collections.abc import Collection

from django.db.models import Model, prefetch_related_objects

from actions.importing.document import Document
from actions.importing.writing import Writer, columns, day
from actors import wording
from actors.models import Alias, Body
from strategy.models import Phenomenon


def bodies_by_key(wanted: list[Document], unknown: Collection[str], writer: Writer) -> dict[str, Body]:
    """Bodies by key; those that are not there are made, parents first. `unknown` ones wait for an administrator."""
    bodies = Body.objects.in_bulk([facts["key"] for facts in wanted], field_name="key")
    waiting = [facts for facts in wanted if facts["key"] not in bodies]
    made: list[Body] = []
    slugs = taken(Body, "slug") if waiting else set()
    while waiting:
        ready = [facts for facts in waiting if facts["parent"] is None or facts["parent"] in bodies]
        if not ready:
            raise ValueError(f"bodies stand under one another in a ring: {', '.join(each['key'] for each in waiting)}")
        generation = [new_body(facts, bodies, facts["key"] not in unknown, slugs) for facts in ready]
        writer.create(generation)
        bodies |= {body.key: body for body in generation}
        made += generation
        waiting = [facts for facts in waiting if facts["key"] not in bodies]
    add_aliases(made, {facts["key"]: facts["aliases"] for facts in wanted}, writer)
    return bodies


def new_body(facts: Document, bodies: dict[str, Body], is_checked: bool, slugs: set[str]) -> Body:
    slug = wording.free_slug(facts["key"], facts["name"].get("en", ""), taken=slugs)
    slugs.add(slug)
    return Body(
        key=facts["key"], slug=slug, abbreviation=facts["abbreviation"], kind=facts["kind"],
        parent=bodies[facts["parent"]] if facts["parent"] else None, is_checked=is_checked,
        since=day(facts.get("since")), until=day(facts.get("until")), **columns("name", facts["name"]),
    )  # fmt: skip


def add_aliases(made: list[Body], aliases: dict[str, list[str]], writer: Writer) -> None:
    """The aliases of the new bodies; a name that is another body's alias stays with that one."""
    if not made:
        return
    used = taken(Alias, "folded")
    rows = [Alias(body=body, name=name) for body in made for name in aliases[body.key]]
    writer.create([alias for alias in rows if wording.fold(alias.name)[:250] not in used])
    prefetch_related_objects(made, "aliases")
    writer.change(made, [], with_history=False)


def phenomena_by_slug(wanted: list[Document], writer: Writer) -> dict[str, Phenomenon]:
    """Every phenomenon by its address; those of the document that are not there are made."""
    known = {phenomenon.slug: phenomenon for phenomenon in Phenomenon.objects.all()}
    new = [facts for facts in wanted if facts["slug"] not in known]
    made = [Phenomenon(slug=facts["slug"], **columns("name", facts["name"])) for facts in new]
    writer.create(made)
    return known | {phenomenon.slug: phenomenon for phenomenon in made}


def taken(model: type[Model], column: str) -> set[str]:
    return set(model._default_manager.order_by().values_list(column, flat=True))
