"""No sentence of the published documents stands in the fixtures: facts carry over, sentences do not."""

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

HOUSE = Path(__file__).resolve().parent.parent
SEEDS = HOUSE.parent / "shared" / "seeds"
RUN = 8


def words(text: str) -> list[str]:
    return [word.casefold() for word in re.findall(r"\w+", text)]


def runs(text: str) -> Iterator[tuple[str, ...]]:
    """Every run of eight consecutive words."""
    found = words(text)
    yield from (tuple(found[start : start + RUN]) for start in range(len(found) - RUN + 1))


def texts(path: Path) -> Iterator[str]:
    """The texts of a fixture: strings of a JSON file, cells of a CSV file, anything else whole."""
    if path.suffix == ".json":
        yield from strings(json.loads(path.read_text(encoding="utf-8")))
    elif path.suffix == ".csv":
        with path.open(encoding="utf-8", newline="") as file:
            yield from (cell for row in csv.reader(file) for cell in row)
    else:
        yield path.read_text(encoding="utf-8")


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from strings(inner)


def test_eight_words_of_a_document_would_be_found():
    sentence = "Luodaan ensin yksi, sitten kaksi; lopuksi vielä kolme asiaa."
    assert next(runs(sentence.upper())) in set(
        runs("Alkuun: luodaan ensin yksi sitten kaksi lopuksi vielä kolme asiaa")
    )


def test_no_eight_words_in_a_row_are_those_of_a_published_document():
    documents = sorted(SEEDS.glob("*_*.txt"))
    if not documents:
        pytest.skip("the published documents are not beside this repository (../shared/seeds)")
    published = {run: document.name for document in documents for run in runs(document.read_text(encoding="utf-8"))}
    files = [path for path in (HOUSE / "fixtures").rglob("*") if path.is_file()]
    copied = {run for path in files for text in texts(path) for run in runs(text) if run in published}
    assert not copied
