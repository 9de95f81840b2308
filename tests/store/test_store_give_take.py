"""Give and receive counted in the file."""

from __future__ import annotations

from datetime import date, datetime

from supportdesk.domain.checkin import CheckIn, CheckInPerson, Outcome
from supportdesk.domain.contact import Contact, SupportType
from supportdesk.domain.give_take import Month, Tally
from supportdesk.store import Store

GOT, GAVE = (SupportType.EMOTIONAL,), (SupportType.SOCIAL,)


def test_counted_by_month_and_by_contact() -> None:
    store = Store.in_memory(lambda: date(2026, 11, 1))
    ana, bo = Contact(name="Ana"), Contact(name="Bo")
    store.contacts.add_many((ana, bo), change=None)

    def log(when: datetime, *people: Contact, **facts: object) -> CheckIn:
        who = tuple(CheckInPerson(contact_id=each.id) for each in people)
        checkin = CheckIn(when=when, people=who, **facts)  # type: ignore[arg-type]
        store.checkins.log(checkin)
        return checkin

    log(datetime(2026, 9, 5, 10), ana, got=GOT)
    log(datetime(2026, 10, 1), ana, bo, got=GOT, gave=GAVE)
    log(datetime(2026, 10, 31, 23, 59), ana, gave=GAVE)
    log(datetime(2026, 10, 20), ana, got=GOT, outcome=Outcome.DID_NOT_GO)
    gone = log(datetime(2026, 10, 21), ana, got=GOT)
    store.checkins.remove(gone.id)

    assert store.give_take.months(ana.id) == (
        Month(year=2026, month=9, tally=Tally(met=1, got=1)),
        Month(year=2026, month=10, tally=Tally(met=2, got=1, gave=2, both=1)),
    )
    assert store.give_take.months(bo.id) == (
        Month(year=2026, month=10, tally=Tally(met=1, got=1, gave=1, both=1)),
    )
    assert store.give_take.months()[1].tally == Tally(met=2, got=1, gave=2, both=1)
    assert [each.month for each in store.give_take.months(since=date(2026, 10, 1))] == [10]
    assert [each.month for each in store.give_take.months(ana.id, since=date(2026, 10, 1))] == [10]
    assert store.give_take.is_older(date(2026, 9, 6))
    assert not store.give_take.is_older(date(2026, 9, 5))
    assert store.give_take.by_contact(date(2026, 10, 1)) == {
        ana.id: Tally(met=2, got=1, gave=2, both=1),
        bo.id: Tally(met=1, got=1, gave=1, both=1),
    }
