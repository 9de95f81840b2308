"""A finished PDF behind a password of its own (AES-256, PDF 2.0's sixth revision), all in memory."""

from __future__ import annotations

import unicodedata
from io import BytesIO

from supportdesk.report.errors import ReportError

LONGEST = 127  # bytes, by the standard


def check_password(password: str) -> bytes:
    """The password as the file takes it. Errors: ReportError "pdf_password_empty", "pdf_password_long"."""
    ready = unicodedata.normalize("NFKC", password)
    if not ready:
        raise ReportError("pdf_password_empty")
    try:
        told = ready.encode("utf-8")
    except UnicodeEncodeError:
        raise ReportError("pdf_password_odd") from None
    if len(told) > LONGEST:
        raise ReportError("pdf_password_long")
    return told


def locked(made: bytes, password: str) -> bytes:
    """The same pages, tags and marks, which open only with the password. Nobody can take it off again.

    Errors: ReportError "pdf_password_empty", "pdf_password_long", "pdf_password_odd".
    """
    check_password(password)
    from pypdf import PdfWriter

    ready = unicodedata.normalize("NFKC", password)
    writer = PdfWriter(clone_from=BytesIO(made))
    writer.pdf_header = "%PDF-1.7"
    writer.encrypt(ready, ready, algorithm="AES-256")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()
