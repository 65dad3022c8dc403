"""Every finding of the reading has a sentence, and every sentence a finding."""

import re
from pathlib import Path

from actions.importing import reading_sentences, source_sentences

MODULES = ("areas", "flat_text", "printed_line", "measures_of_rows", "bodies_cell", "doubts", "reading", "balance")
FACTS = {"file", "place", "measure", "number", "name", "words", "first", "label", "step", "body", "most"}


def codes_in_the_code():
    folder = Path(reading_sentences.__file__).parent
    source = "\n".join((folder / f"{module}.py").read_text(encoding="utf-8") for module in MODULES)
    return {code for code in reading_sentences.SENTENCES if f'"{code}"' in source}


def test_every_sentence_is_of_a_finding_that_the_reading_makes():
    assert codes_in_the_code() == set(reading_sentences.SENTENCES)


def test_no_code_has_two_sentences():
    assert set(reading_sentences.SENTENCES).isdisjoint(set(source_sentences.SENTENCES))


def test_sentences_name_the_file_and_use_known_facts_only():
    for code, sentence in reading_sentences.SENTENCES.items():
        used = set(re.findall(r"%\((\w+)\)s", sentence))
        assert "file" in used, code
        assert used <= FACTS, code
        assert sentence.endswith((".", "check.")), code
