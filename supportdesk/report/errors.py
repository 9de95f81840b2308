"""The one error of the printed plan: a code and values, never a sentence and never what was typed."""

from __future__ import annotations


class ReportError(Exception):
    """Something could not be set or saved. `code` names the sentence, `values` fill it in.

    Codes: "templates_missing", "cannot_set" (the page could not be made), "folder_missing",
    "folder_unwritable", "disk_full", "is_open_elsewhere", "name_not_allowed", "cannot_save",
    "pdf_password_empty", "pdf_password_long", "pdf_password_odd".
    """

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values
