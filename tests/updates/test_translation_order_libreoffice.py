"""A Word order comes back from a real LibreOffice: opened there, saved there, and from its own format."""

import shutil
import subprocess

import docx
import pytest
from docx.oxml.ns import qn

from tests.factories import make_measure, make_update
from tests.updates.translation_files import fill, findings, lines, make, take
from updates.models import Update

SOFFICE = shutil.which("soffice")
pytestmark = pytest.mark.skipif(not SOFFICE, reason="needs LibreOffice")
TEXT = "=Opas  on valmis.\n\n\tToinen kappale – ”näin” <b>&amp;</b> _x0041_\n- viiva"


@pytest.fixture
def updates(cast, measure):
    first = make_update(measure, state="submitted", public_fi=TEXT, public_sv="")
    other = make_measure(measure.programme, "2.3", lead=cast.outside)
    return first, make_update(other, state="submitted", public_fi="Koulutus on pidetty.", public_sv="")


def converted(content, folder, *kinds):
    """The file after LibreOffice has opened and saved it as each of the kinds in turn."""
    folder.mkdir(exist_ok=True)
    file = folder / "order.docx"
    file.write_bytes(content)
    for n, kind in enumerate(kinds):
        out = folder / f"saved-{n}"
        subprocess.run(
            [SOFFICE, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", kind,
             "--outdir", out, file],
            check=True, capture_output=True, timeout=180,
        )  # fmt: skip
        (file,) = out.iterdir()
    return file.read_bytes()


@pytest.mark.parametrize("kinds", [("docx",), ("odt", "docx")], ids=["saved there", "through its own format"])
def test_it_comes_back_filled_without_a_word_lost(cast, updates, tmp_path, kinds):
    first, second = updates
    opened = converted(make(), tmp_path / "empty", *kinds)
    assert (lines(opened), findings(opened)) == ({}, [])
    back = converted(fill(opened, {first: f"{TEXT}\n\u2011på svenska"}), tmp_path / "filled", *kinds)
    assert lines(back) == {first.pk: (f"{TEXT}\n\u2011på svenska", ())}
    assert findings(back) == []
    take(back, cast.office)
    assert Update.objects.get(pk=first.pk).public_sv == f"{TEXT}\n\u2011på svenska"
    assert Update.objects.get(pk=second.pk).public_sv == ""


def test_heads_repeat_there_and_languages_stay(updates, tmp_path):
    (tmp_path / "order.docx").write_bytes(converted(make(), tmp_path / "empty", "docx"))
    table = docx.Document(tmp_path / "order.docx").tables[0]
    assert table._tbl.tr_lst[0].find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
    told = {lang.get(qn("w:val")) for lang in table._tbl.iter(qn("w:lang"))}
    assert {"fi-FI", "sv-FI"} <= told
