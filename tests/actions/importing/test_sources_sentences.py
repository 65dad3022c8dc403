"""Every finding of the sources has a sentence, and its facts fill it."""

import ast
import re
from pathlib import Path

import pytest

from actions.importing import saying, sources
from actions.importing.rows import Finding
from actions.importing.saying import sentence
from actions.importing.source_sentences import SENTENCES

MODULES = (
    *("csv_text", "decoding", "excel", "grids", "html_table", "sources", "tables", "typed_numbers"),
    "workbook_guard",
)
CODE = re.compile(r"[a-z0-9]+(_[a-z0-9]+)+")


def words_of(module):
    tree = ast.parse((Path(sources.__file__).parent / f"{module}.py").read_text("utf-8"))
    return {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def test_every_sentence_belongs_to_a_finding():
    used = {word for module in MODULES for word in words_of(module) if CODE.fullmatch(word)}
    assert set(SENTENCES) <= used


def test_every_finding_has_a_sentence():
    begins = ("file_", "workbook_", "cell_", "line_", "html_", "json_", "text_", "sheet_", "hidden_", "number_")
    used = {word for module in MODULES for word in words_of(module) if CODE.fullmatch(word)}
    other = {"cell_text", "html_table", "file_is_picture"}
    assert {word for word in used - other if word.startswith(begins)} <= set(saying.SENTENCES)


@pytest.mark.parametrize("code", SENTENCES)
def test_a_sentence_names_the_file_and_is_one_sentence(code):
    assert "%(file)s" in SENTENCES[code]
    assert SENTENCES[code].endswith(".")
    assert ". " not in SENTENCES[code].replace("%(file)s", "")


def test_a_place_in_a_text_is_a_line_and_in_a_workbook_a_cell():
    facts = {"file": "a.csv", "shown": "2.1", "number": "2.10"}
    line = Finding("doubt", "number_lost_zero", "rivi 7", facts, (7, 8))
    cell = Finding("doubt", "number_lost_zero", "B7", facts, (7, 7))
    assert sentence(line).startswith("a.csv, line 7: ")
    assert sentence(cell).startswith("a.csv, cell B7: ")
