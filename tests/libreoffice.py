"""A real LibreOffice, that opens files and saves them as people do."""

import shutil
import subprocess

import pytest

SOFFICE = shutil.which("soffice")
needs_libreoffice = pytest.mark.skipif(not SOFFICE, reason="needs LibreOffice")


def converted(content, folder, *kinds):
    """The workbook after LibreOffice has opened and saved it as each of the kinds in turn."""
    file = folder / "tyokirja.xlsx"
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
