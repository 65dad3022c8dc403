"""A room imports only rooms to its right."""

import ast
from pathlib import Path

import pytest

HOME = Path(__file__).resolve().parent.parent
ROOMS = ["config", "api", "reports", "meetings", "updates", "projects", "actions", "strategy", "actors"]
FILES = sorted(file for room in ROOMS for file in (HOME / room).rglob("*.py"))


def imported(file):
    """(line, first name) of every absolute import of the file, those inside functions too."""
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name.split(".")[0]) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.lineno, node.module.split(".")[0]


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(HOME)))
def test_a_room_imports_only_rooms_to_its_right(file):
    own = ROOMS.index(file.relative_to(HOME).parts[0])
    climbing = [f"line {line}: {room}" for line, room in imported(file) if room in ROOMS and ROOMS.index(room) < own]
    assert not climbing


def test_the_walk_finds_files_and_imports():
    assert len(FILES) > 20
    assert "strategy" in {room for _, room in imported(HOME / "actions" / "models" / "measures.py")}


def test_no_row_with_history_is_written_past_its_history():
    """queryset.update() leaves no trace in the history; Standing has none and is the exception."""
    offenders = [
        f"{file.relative_to(HOME)}:{node.lineno}"
        for file in FILES
        if "migrations" not in file.parts and file.name != "querysets.py"
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "update"
        and isinstance(node.func.value, ast.Call)
        and isinstance(node.func.value.func, ast.Attribute)
        and node.func.value.func.attr in {"filter", "all", "exclude"}
    ]
    assert not offenders
