"""A small made-up profile and a placeholder map for the tests of the printed plan."""

from __future__ import annotations

from datetime import date, datetime

from supportdesk.content.helplines import Emergency, load
from supportdesk.domain.contact import (
    Asked,
    Contact,
    Direction,
    Energy,
    Kind,
    Phone,
    RecoveryEffect,
    Ring,
    State,
    Strength,
    Support,
    SupportType,
)
from supportdesk.domain.goal import Cadence, Goal, GoalState, Per
from supportdesk.domain.growth import Need
from supportdesk.domain.plan import Part, Plan, PlanItem, PlanPart, Review
from supportdesk.domain.rhythm import Rhythm
from supportdesk.domain.snapshot import Me, Notes, Snapshot
from supportdesk.report.network import MapPicture

TODAY = date(2026, 11, 22)
EMERGENCY = Emergency(number="999", country="GB")
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="1000" height="820" viewBox="0 0 1000 820">'
    + "".join(
        f'<circle cx="500" cy="400" r="{r}" fill="#dfeae5" fill-opacity=".5" stroke="#b9c9c3"/>'
        for r in (370, 280, 180)
    )
    + '<circle cx="500" cy="400" r="38" fill="#1d6a5e"/></svg>'
).encode()
PICTURE = MapPicture(svg=SVG)


HELPLINES = load().for_country("GB")[:5]

_E, _I, _P, _S = SupportType
_OFTEN, _SOMETIMES = Strength.OFTEN, Strength.SOMETIMES


def _supports(text: str) -> tuple[Support, ...]:
    types = {"E": _E, "I": _I, "P": _P, "S": _S}
    return tuple(
        Support(
            type=types[each[0]],
            strength=_OFTEN if each[1] == "2" else _SOMETIMES,
            direction=Direction.BOTH if each.endswith("b") else Direction.RECEIVE,
            details=("lifts to appointments", "feeds Biscuit", "spare key") if each[0] == "P" else (),
        )
        for each in text.split()
    )


def _contact(
    key: str, name: str, kind: Kind, role: str, ring: Ring, supports: str, days: int, phone: str = "", **more: object
) -> Contact:
    return Contact(
        id=key,
        name=name,
        kinds=(kind,),
        role=role,
        ring=ring,
        supports=_supports(supports),
        rhythm=Rhythm.about(days),
        phones=(Phone(number=phone),) if phone else (),
        leaves_me=Energy.GIVES,
        recovery=RecoveryEffect.EASIER,
        **more,  # type: ignore[arg-type]
    )


def _contacts() -> tuple[Contact, ...]:
    inner, middle, outer = Ring.INNER, Ring.MIDDLE, Ring.OUTER
    yes = {"asked": Asked.AGREED, "in_hard_times": True}
    return (
        _contact("c01", "Mina Avery", Kind.FAMILY, "older sister", inner, "E2b P2", 7, "01632 960101", **yes),
        _contact("c02", "Deniz Kaya", Kind.FRIEND, "close friend since college", inner, "E2b S2b", 7, "07700 900102", **yes),
        _contact("c03", "Ruth Avery", Kind.FAMILY, "mother", middle, "E1b", 14, "01632 960103", reachable_note="Prefers calls before 8 pm"),
        _contact("c04", "Tomasz Wójcik", Kind.FRIEND, "running friend", middle, "S2b", 14, "07700 900104"),
        _contact("c05", "Priya Nair", Kind.NEIGHBOUR, "neighbour upstairs", outer, "S1", 30, "07700 900105"),
        _contact("c06", "Kwame Mensah", Kind.PEER, "recovery mentor", middle, "E2 I2", 4, "07700 900106", reachable_note="Any time before 11 pm", asked_what="ring me on Fridays", **yes),
        _contact("c07", "Leila Haddad", Kind.PEER, "friend from peer group", middle, "E1b S2b", 14, "07700 900107", their_boundaries="No calls at work"),
        _contact("c08", "Marcus Bell", Kind.FRIEND, "old friend from the bar job", middle, "S1", 30, "07700 900108", state=State.SEEING_LESS),
        _contact("c09", "Sofía Ruiz", Kind.WORK, "team lead", outer, "I1", 30, "01632 960109"),
        _contact("c10", "Dr Hannah Lindqvist", Kind.PROFESSIONAL, "family doctor", outer, "I2", 60, "01632 960110"),
        _contact("c11", "Ben Castellanos", Kind.PROFESSIONAL, "counsellor", middle, "E2 I2", 14, "01632 960111", next_meeting=datetime(2026, 11, 25, 16)),
        _contact("c12", "Yuki Tanaka", Kind.PROFESSIONAL, "recovery worker, Port Alder Community Recovery", outer, "I2", 30, "01632 960112"),
        _contact("c13", "Thursday Circle", Kind.GROUP, "peer support group", middle, "E2b S2", 14, "", address="Library, room 2", next_meeting=datetime(2026, 11, 26, 18, 30)),
        _contact("c14", "Harbour Striders", Kind.GROUP, "beginners' running group", outer, "S2b", 7),
        _contact("c15", "Repair Café", Kind.GROUP, "volunteering", outer, "S2", 30),
        _contact("c16", "Quiet Corner", Kind.ONLINE, "moderated online forum", outer, "I1 S1", 14),
    )  # fmt: skip


def _part(part: Part, *items: str | tuple[str, str]) -> PlanPart:
    made = [
        PlanItem(contact_id=each[0], text=each[1]) if isinstance(each, tuple) else PlanItem(text=each)
        for each in items
    ]
    return PlanPart(part=part, items=tuple(made))


def plan() -> Plan:
    """The plan texts of the made-up person."""
    return Plan(
        parts=(
            _part(Part.SIGNS, "cancelling runs", "not opening post", "“what is the point” thoughts", "Fridays after 5 pm"),
            _part(Part.ON_MY_OWN, "shower and clean clothes", "10-minute walk", "Biscuit on lap", "the repair box", "breathing track"),
            _part(Part.DISTRACTION, ("c04", "a run"), ("c02", "films"), "library reading room", "harbour wall"),
            _part(Part.PEOPLE, ("c01", ""), ("c02", ""), ("c06", "")),
            _part(Part.PROFESSIONALS, ("c11", "appointments"), ("c10", ""), ("c12", "weekdays")),
            _part(Part.SAFER, "no alcohol at home", "Mina looks after anything I would rather not keep here", "not alone on hard Friday nights"),
            _part(Part.MATTERS, "Biscuit", "Mina’s kids", "the lamp I fixed", "morning light on the harbour"),
            _part(Part.PLEASE_DO, "sit with me", "make tea", "ask straight"),
            _part(Part.PLEASE_DO_NOT, "do not lecture", "do not tell Ruth first"),
            _part(Part.HELPS, "run", "cook", "fix", "call", "group", "sleep by 11"),
            _part(Part.SETS_OFF, "payday Fridays", "arguments", "the bar street", "two bad nights of sleep"),
            _part(Part.AFTERWARDS, "food and sleep first", "tell Kwame and Ben", "one small goal", "thank whoever helped"),
        ),
        made_on=date(2026, 5, 20),
        made_with="Ben",
        reviews=(Review(day=date(2026, 7, 30)), Review(day=date(2026, 9, 23), with_whom="Ben")),
        next_review=date(2026, 12, 23),
        shared_with="Mina and Ben",
    )  # fmt: skip


def _goals() -> tuple[Goal, ...]:
    week, month = Cadence(per=Per.WEEK), Cadence(per=Per.MONTH)
    return (
        Goal(id="g1", what="Call Deniz", contact_ids=("c02",), cadence=week, smallest="Send one line", if_moment="it is Tuesday and I have washed up", then_action="I ring Deniz", if_obstacle="he is busy", plan_b="I send a voice note", helper_id="c02", start=date(2026, 5, 12)),
        Goal(id="g2", what="Go to Thursday Circle", contact_ids=("c13",), cadence=month, if_moment="it is a Thursday Circle week", then_action="I pack my bag on Wednesday night", if_obstacle="I feel shaky", plan_b="I go for 20 minutes and sit near the door", helper_id="c07", start=date(2026, 5, 14)),
        Goal(id="g3", what="Ask one more person for practical help", contact_ids=("c05",), by=date(2026, 12, 6), if_moment="I meet Priya on the stairs", then_action="I ask about feeding Biscuit", plan_b="I ask Tomasz", helper_id="c12", start=date(2026, 9, 20)),
        Goal(id="g6", what="Thank someone properly", cadence=week, if_moment="it is Sunday evening", then_action="I write one line", state=GoalState.PAUSED, start=date(2026, 6, 1)),
    )  # fmt: skip


PROGRESS = {"g1": "3 of the last 4 weeks", "g2": "each of the last 6 months", "g3": "started"}


def snapshot() -> Snapshot:
    """The made-up person with people, plan, goals and two needs."""
    return Snapshot(
        me=Me(name="Jordan Avery", country="GB", is_sample=True),
        contacts=_contacts(),
        plan=plan(),
        goals=_goals(),
        notes=Notes(
            needs=(
                Need(text="A lift to the clinic", type=_P, contact_ids=("c01",)),
                Need(text="Someone to feed Biscuit, 16 to 19 November", type=_P),
            )
        ),
    )
