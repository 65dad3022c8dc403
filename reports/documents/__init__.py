"""Documents: a report said once, and drawn as a page, as Excel, Word and PDF.

    document = Document(...)        what is said, in order: see reports.documents.definition, and lines for its texts
    draw.answer(document, "pdf")    the file as an answer to a request: "xlsx", "docx" or "pdf"

The page is templates/reports/_document.html. A drawer takes the definition and nothing else, so that every format says
the same; a new report writes a definition and no drawer.
"""
