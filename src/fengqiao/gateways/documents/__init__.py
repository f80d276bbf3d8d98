"""Papers on their way out: from plain data to PDF/A (typst) and DOCX (docxtpl), with fonts of the own installation."""
