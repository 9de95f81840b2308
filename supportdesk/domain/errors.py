"""The one error of the domain: a code and values, never a sentence and never what was typed."""

from __future__ import annotations


class DomainError(ValueError):
    """A value the domain refuses. `code` names the sentence, `values` fill it in."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values
