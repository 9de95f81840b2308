"""What a person can see and do in the first steps: one question after the other."""

from __future__ import annotations

from tests.screens.gate import SheetScreen


class FirstStepsScreen(SheetScreen):
    """The five questions and the page at their end."""

    @property
    def step(self) -> str:
        """The line that tells how far one is."""
        return self.frame.place.text()

    def walk(self, *words: str) -> None:
        """Press one button after the other."""
        for each in words:
            self.press(each)
