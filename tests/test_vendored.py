"""Other people's files are the ones that were listed, and what a page loads stays within its budget (P-03)."""

import gzip
import hashlib
import json
from pathlib import Path

import django_htmx
import pytest

STATIC = Path(__file__).parent.parent / "static"
VENDOR = STATIC / "vendor"
LISTED = json.loads((VENDOR / "vendored.json").read_text("utf-8"))
OURS = {"VENDORED.md", "vendored.json", "bootstrap/parts.scss"}
HTMX = Path(django_htmx.__file__).parent / "static/django_htmx/htmx-2.min.js"


def compressed(*files: Path) -> int:
    """Bytes that travel, each file compressed on its own."""
    return sum(len(gzip.compress(file.read_bytes(), 9)) for file in files)


@pytest.mark.parametrize("entry", LISTED, ids=lambda entry: entry["file"])
def test_a_vendored_file_is_the_one_that_was_listed(entry):
    assert hashlib.sha256((VENDOR / entry["file"]).read_bytes()).hexdigest() == entry["sha256"]
    assert all(entry[key] for key in ("package", "version", "licence"))


def test_every_vendored_file_is_listed():
    present = {file.relative_to(VENDOR).as_posix() for file in VENDOR.rglob("*") if file.is_file()}
    assert present - OURS == {entry["file"] for entry in LISTED}


def test_bootstrap_says_in_its_first_line_which_version_it_is():
    version = next(entry["version"] for entry in LISTED if entry["file"] == "bootstrap/parts.css")
    assert f"v{version}" in (VENDOR / "bootstrap/parts.css").read_text("utf-8").splitlines()[0]


def test_the_stylesheets_fit_in_30_kilobytes():
    assert compressed(VENDOR / "bootstrap/parts.css", STATIC / "etenee.css") <= 30_000


def test_the_scripts_fit_in_40_kilobytes():
    assert compressed(STATIC / "etenee.js", HTMX) <= 40_000


def test_the_font_of_a_first_view_fits_in_60_kilobytes():
    assert (VENDOR / "source-sans-3/source-sans-3-latin-wght-normal.woff2").stat().st_size <= 60_000


def test_nothing_is_loaded_from_elsewhere():
    sheets = (VENDOR / "bootstrap/parts.css", STATIC / "etenee.css", STATIC / "etenee.js")
    assert not [
        sheet.name
        for sheet in sheets
        for word in ("url(//", "@import", "url(http", "fetch(")
        if word in sheet.read_text("utf-8")
    ]
