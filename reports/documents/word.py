"""A document as Word: built-in headings, header rows that repeat, every run in its language, page numbers."""

from io import BytesIO
from typing import Any

from reports.documents import word_parts as parts
from reports.documents.definition import Block, Cell, Document, Facts, Line, Section, Table
from reports.documents.word_styles import furnish, set_properties, set_styles


def as_word(document: Document) -> bytes:
    """The .docx file's bytes."""
    from docx import Document as new_file  # imported where it is used, so that the start stays quick

    made = new_file()
    set_properties(made, document)
    set_styles(made, document.language)
    furnish(made, document)
    Drawing(made, document).everything()
    file = BytesIO()
    made.save(file)
    return file.getvalue()


class Drawing:
    """Puts the parts of a document into a Word file, one after the other."""

    def __init__(self, made: Any, document: Document) -> None:
        self.document, self.place = document, made.element.body
        self.last = self.place.sectPr  # what is put in stands before the settings of the page
        self.marks = 0

    def everything(self) -> None:
        body = self.document.body
        if body.above.words:
            self.put(parts.paragraph("Eyebrow", (body.above,)))
        title = Line(f"{body.number} {body.title.words}".strip(), body.title.language)
        self.put(parts.paragraph("Heading1", (title,)))
        self.blocks(body.blocks)
        if body.contents:
            self.contents()
        for section in body.sections:
            self.section(section, 2)
        self.put(parts.paragraph("Closing", ()))  # a paragraph between a last table and the end, too
        self.facts(self.document.stamp.facts)

    def contents(self) -> None:
        """A field that Word can bring up to date, filled already: links to the sections, without page numbers."""
        self.put(parts.paragraph("TOCHeading", (Line(self.document.body.contents),)))
        entries = [
            parts.paragraph("TOC2", (Line(section.heading.words, section.heading.language, to=mark_of(n, section)),))
            for n, section in enumerate(self.document.body.sections, 1)
        ]
        parts.make_field(entries, 'TOC \\o "2-2" \\n \\h \\z \\u')
        for entry in entries:
            self.put(entry)

    def section(self, section: Section, level: int) -> None:
        heading = parts.paragraph(f"Heading{level}", (section.heading,))
        if level == 2:
            self.marks += 1
            parts.bookmark(heading, mark_of(self.marks, section), self.marks)
        self.put(heading)
        self.blocks(section.blocks)
        for inner in section.sections:
            self.section(inner, level + 1)

    def blocks(self, blocks: tuple[Block, ...]) -> None:
        for n, block in enumerate(blocks):
            if n:
                self.put(parts.paragraph("Space", ()))
            if isinstance(block, Table):
                self.put(parts.table(block))
            elif isinstance(block, Facts):
                self.facts(block)
            else:
                self.lines(block.lines, "Quote" if block.is_official else "Normal")

    def facts(self, block: Facts) -> None:
        """A label, a tab and what is said; further lines stand under the first."""
        for fact in block.facts:
            self.put(parts.paragraph("Fact", fact.lines[:1], label=fact.label))
            self.lines(fact.lines[1:], "FactContinued")

    def lines(self, lines: Cell, style: str) -> None:
        for line in lines:
            self.put(parts.paragraph(style, (line,)))

    def put(self, element: Any) -> None:
        self.last.addprevious(element)


def mark_of(n: int, section: Section) -> str:
    """The bookmark of the n-th section."""
    return section.anchor or f"section{n}"
