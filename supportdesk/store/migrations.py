"""The schema as numbered, frozen steps; a fresh file runs every one of them.

A step is SQL text and never names a record or row of today, so renaming one cannot rewrite history.
"""

from __future__ import annotations

from collections.abc import Callable

Execute = Callable[[str], object]

_FIRST = """
CREATE TABLE contact (
  id TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL, nickname TEXT NOT NULL, kinds TEXT NOT NULL,
  role TEXT NOT NULL, in_hard_times INTEGER NOT NULL, in_daily_life INTEGER NOT NULL, leaves_me TEXT,
  recovery TEXT, phones TEXT NOT NULL, emails TEXT NOT NULL, address TEXT NOT NULL, web TEXT NOT NULL,
  preferred_way TEXT, reachable TEXT NOT NULL, reachable_note TEXT NOT NULL, night_ok INTEGER NOT NULL,
  time_zone TEXT NOT NULL, known_since TEXT, rhythm TEXT, next_meeting TEXT, members TEXT NOT NULL,
  my_boundaries TEXT NOT NULL, their_boundaries TEXT NOT NULL, learned TEXT NOT NULL,
  important_dates TEXT NOT NULL, notes TEXT NOT NULL, asked TEXT NOT NULL, asked_what TEXT NOT NULL,
  asked_on TEXT, created_on TEXT NOT NULL, deleted_on TEXT);
CREATE TABLE standing (
  "row" INTEGER PRIMARY KEY, contact_id TEXT NOT NULL REFERENCES contact(id) ON DELETE CASCADE,
  valid_from TEXT NOT NULL, valid_to TEXT, ring TEXT NOT NULL, angle REAL, distance REAL,
  line TEXT NOT NULL, stressful INTEGER NOT NULL, state TEXT NOT NULL);
CREATE UNIQUE INDEX standing_now ON standing(contact_id) WHERE valid_to IS NULL;
CREATE INDEX standing_past ON standing(valid_from);
CREATE TABLE support (
  "row" INTEGER PRIMARY KEY, contact_id TEXT NOT NULL REFERENCES contact(id) ON DELETE CASCADE,
  valid_from TEXT NOT NULL, valid_to TEXT, type TEXT NOT NULL, strength TEXT NOT NULL,
  direction TEXT NOT NULL, details TEXT NOT NULL);
CREATE UNIQUE INDEX support_now ON support(contact_id, type) WHERE valid_to IS NULL;
CREATE TABLE tie (
  "row" INTEGER PRIMARY KEY, id TEXT NOT NULL, a TEXT NOT NULL REFERENCES contact(id) ON DELETE CASCADE,
  b TEXT NOT NULL REFERENCES contact(id) ON DELETE CASCADE, close INTEGER NOT NULL,
  valid_from TEXT NOT NULL, valid_to TEXT);
CREATE UNIQUE INDEX tie_now ON tie(a, b) WHERE valid_to IS NULL;
CREATE INDEX tie_b ON tie(b);
CREATE TABLE photo (
  contact_id TEXT NOT NULL PRIMARY KEY REFERENCES contact(id) ON DELETE CASCADE, image BLOB NOT NULL);
CREATE TABLE goal (
  id TEXT NOT NULL PRIMARY KEY, what TEXT NOT NULL, contact_ids TEXT NOT NULL, cadence TEXT,
  smallest TEXT NOT NULL, if_moment TEXT NOT NULL, then_action TEXT NOT NULL, if_obstacle TEXT NOT NULL,
  plan_b TEXT NOT NULL, helper_id TEXT, "start" TEXT, "by" TEXT, "end" TEXT, state TEXT NOT NULL,
  state_since TEXT, steps TEXT NOT NULL, marks TEXT NOT NULL, pauses TEXT NOT NULL,
  counts_checkins INTEGER NOT NULL, note TEXT NOT NULL, created_on TEXT NOT NULL, deleted_on TEXT);
CREATE TABLE checkin (
  id TEXT NOT NULL PRIMARY KEY, "when" TEXT NOT NULL, way TEXT NOT NULL, outcome TEXT NOT NULL, began TEXT,
  got TEXT NOT NULL, gave TEXT NOT NULL, felt_before INTEGER, felt_after INTEGER, thanked INTEGER NOT NULL,
  minutes INTEGER, note TEXT NOT NULL, deleted_on TEXT);
CREATE INDEX checkin_live ON checkin("when") WHERE deleted_on IS NULL;
CREATE TABLE checkin_person (
  "row" INTEGER PRIMARY KEY, checkin_id TEXT NOT NULL REFERENCES checkin(id) ON DELETE CASCADE,
  contact_id TEXT NOT NULL REFERENCES contact(id) ON DELETE CASCADE, note TEXT NOT NULL,
  "when" TEXT NOT NULL, met INTEGER NOT NULL);
CREATE INDEX checkin_person_contact ON checkin_person(contact_id, met, "when");
CREATE INDEX checkin_person_checkin ON checkin_person(checkin_id);
CREATE TABLE plan_part (
  id TEXT NOT NULL PRIMARY KEY, part TEXT NOT NULL, title TEXT NOT NULL, hidden INTEGER NOT NULL,
  items TEXT NOT NULL, position INTEGER NOT NULL);
CREATE TABLE page (name TEXT NOT NULL PRIMARY KEY, body TEXT NOT NULL);
CREATE TABLE note (
  id TEXT NOT NULL PRIMARY KEY, kind TEXT NOT NULL, body TEXT NOT NULL, position INTEGER NOT NULL)
"""


def _run(text: str) -> Callable[[Execute], None]:
    def step(execute: Execute) -> None:
        for statement in text.split(";"):
            execute(statement)

    return step


# What is searched: one row for each record that can be found, and an index over their words that keeps
# nothing of what was taken out of it ("secure-delete"). `finding_rule` says by which rule it was filled.
# The text is folded already; the tokenizer parts it at blanks and keeps every other character.
_FINDING = """
CREATE TABLE finding (
  "row" INTEGER PRIMARY KEY, kind TEXT NOT NULL, record TEXT NOT NULL, text TEXT NOT NULL);
CREATE UNIQUE INDEX finding_record ON finding(kind, record);
CREATE VIRTUAL TABLE finding_words USING fts5(
  text, content='finding', content_rowid='row', detail=none, columnsize=0, prefix='1 2',
  tokenize="unicode61 remove_diacritics 2 categories 'L* N* M* P* S* C*'");
INSERT INTO finding_words(finding_words, rank) VALUES('secure-delete', 1);
CREATE TABLE finding_rule (version INTEGER NOT NULL)
"""

_TRASH = 'CREATE INDEX checkin_trash ON checkin(deleted_on, "when") WHERE deleted_on IS NOT NULL'
# Whose rows: without these every contact that goes (Undo of an import, delete for good) reads whole tables.
_WHOSE = """
CREATE INDEX standing_contact ON standing(contact_id);
CREATE INDEX support_contact ON support(contact_id);
CREATE INDEX tie_a ON tie(a)
"""

# The beginnings of words are typed letter by letter: those up to four have an index of their own, so that
# each is found at once among tens of thousands. The index is filled anew when the file is opened.
_BEGINNINGS = """
DROP TABLE finding_words;
CREATE VIRTUAL TABLE finding_words USING fts5(
  text, content='finding', content_rowid='row', detail=none, columnsize=0, prefix='1 2 3 4',
  tokenize="unicode61 remove_diacritics 2 categories 'L* N* M* P* S* C*'");
INSERT INTO finding_words(finding_words, rank) VALUES('secure-delete', 1);
DELETE FROM finding_rule
"""

STEPS: tuple[Callable[[Execute], None], ...] = tuple(
    map(_run, (_FIRST, _FINDING, _TRASH, _WHOSE, _BEGINNINGS))
)
NEWEST = len(STEPS)
