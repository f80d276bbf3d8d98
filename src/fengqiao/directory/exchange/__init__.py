"""Tables in and out: CSV and XLSX files with headers in two languages, errors by row and field."""
