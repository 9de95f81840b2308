"""A contact in the making: what a card or row says, gathered bit by bit, then tidied into a record."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from supportdesk.domain.contact import Contact, ImportantDate, Kind, Phone, State, Way
from supportdesk.domain.errors import DomainError
from supportdesk.domain.text import LINE_LIMIT, NAME_LIMIT, NOTE_LIMIT, tidy, tidy_line
from supportdesk.exchange.days import Day
from supportdesk.exchange.incoming import Candidate
from supportdesk.words.exchange import kind_of, labelled


@dataclass(slots=True, kw_only=True)
class Draft:
    """Gathers raw text in the order of the file; `left` names what finds no place."""

    name: str = ""
    name_parts: str = ""
    nicknames: list[str] = field(default_factory=list)
    jobs: list[str] = field(default_factory=list)
    organisation: str = ""
    kinds: list[Kind] = field(default_factory=list)
    phones: list[tuple[str, str]] = field(default_factory=list)
    emails: list[str] = field(default_factory=list)
    addresses: list[tuple[str, str]] = field(default_factory=list)
    webs: list[tuple[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    also: list[tuple[str, str]] = field(default_factory=list)
    days: list[tuple[str, Day]] = field(default_factory=list)
    way: Way | None = None
    reachable_note: str = ""
    night_ok: bool = False
    time_zone: str = ""
    since: date | None = None
    state: State = State.ACTIVE
    photo: bytes | None = None
    left: dict[str, None] = field(default_factory=dict)

    def leave_out(self, name: str) -> None:
        """Say that something under this name finds no place."""
        self.left[name] = None

    def add_kind(self, word: str) -> bool:
        """Take a word for a kind; False where it is the word for none."""
        found = kind_of(word)
        if found is not None and found not in self.kinds:
            self.kinds.append(found)
        return found is not None

    def called(self) -> str:
        """The name, or what comes nearest to one; empty where there is nothing."""
        numbers = [number for number, _label in self.phones]
        options = (
            self.name, self.name_parts, self.organisation, *self.nicknames, *self.emails, *numbers,
        )  # fmt: skip
        return next((name for each in options if (name := tidy_line(each))), "")

    def finish(self, number: int) -> Candidate:
        """The contact. Errors: DomainError "import_no_name" where nothing could serve as a name."""
        name = self.called()
        if not name:
            raise DomainError("import_no_name")
        if len(name) > NAME_LIMIT:
            self.leave_out("FN")
        contact = Contact(
            name=name[:NAME_LIMIT].strip(),
            nickname=self._line(", ".join(self.nicknames), "NICKNAME", NAME_LIMIT),
            kinds=tuple(self.kinds),
            role=self._role(name),
            phones=self._phones(),
            emails=self._emails(),
            address=self._address(),
            web=self._web(),
            preferred_way=self.way,
            reachable_note=self._line(self.reachable_note, "NOTE"),
            night_ok=self.night_ok,
            time_zone=self._line(self.time_zone, "TZ"),
            known_since=self.since,
            important_dates=self._dates(),
            notes=self._notes(),
            state=self.state,
        )
        return Candidate(number=number, contact=contact, photo=self.photo, left_out=tuple(self.left))

    def _line(self, text: str, name: str, limit: int = LINE_LIMIT) -> str:
        line = tidy_line(text)
        if len(line) <= limit:
            return line
        self.leave_out(name)
        return ""

    def _text(self, text: str, name: str) -> str:
        block = tidy(text).strip()
        if len(block) <= NOTE_LIMIT:
            return block
        self.leave_out(name)
        return ""

    def _role(self, name: str) -> str:
        company = tidy_line(self.organisation)
        parts = [*(tidy_line(each) for each in self.jobs), "" if company == name else company]
        return self._line(", ".join(dict.fromkeys(each for each in parts if each)), "TITLE")

    def _phones(self) -> tuple[Phone, ...]:
        found: dict[Phone, None] = {}
        for number, label in self.phones:
            line = self._line(number, "TEL")
            if line:
                found[Phone(number=line, label=self._line(label, "TEL"))] = None
        return tuple(found)

    def _emails(self) -> tuple[str, ...]:
        lines = dict.fromkeys(self._line(each, "EMAIL") for each in self.emails)
        return tuple(each for each in lines if each)

    def _address(self) -> str:
        found = dict.fromkeys((tidy_line(label), tidy(text).strip()) for label, text in self.addresses)
        blocks = [(label, text) for label, text in found if text]
        if len(blocks) == 1:
            return self._text(blocks[0][1], "ADR")
        return self._text("\n\n".join(f"{label}\n{text}".strip() for label, text in blocks), "ADR")

    def _web(self) -> str:
        first = next((line for _label, web in self.webs if (line := tidy_line(web))), "")
        return self._line(first, "URL")

    def _dates(self) -> tuple[ImportantDate, ...]:
        found = [
            ImportantDate(label=self._line(label, "BDAY"), month=month, day=day, year=year)
            for label, (year, month, day) in self.days
        ]
        return tuple(dict.fromkeys(found))

    def _notes(self) -> str:
        """The notes, and below them what has no field of its own but may help to reach someone."""
        more = [web for web in self.webs if tidy_line(web[1])][1:]
        lines = [
            labelled(tidy_line(label), tidy_line(text))
            for label, text in (*more, *self.also)
            if tidy_line(text)
        ]
        blocks = [block for each in self.notes if (block := tidy(each).strip())]
        if lines:
            blocks.append("\n".join(dict.fromkeys(lines)))
        return self._text("\n\n".join(blocks), "NOTE")
