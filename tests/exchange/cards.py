"""Cards in the manner of the programs that people have, made up by us; and contacts that fill every field."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from datetime import date

from hypothesis import strategies as st

from supportdesk.domain.contact import Contact, ImportantDate, Kind, Phone, State, Way
from supportdesk.domain.errors import DomainError
from supportdesk.domain.text import tidy, tidy_line
from supportdesk.exchange.incoming import Incoming

JPEG = b"\xff\xd8\xff\xe0" + bytes(range(256)) * 2


def _wrapped(text: str, width: int, start: str = " ") -> str:
    return f"\r\n{start}".join(text[at : at + width] for at in range(0, len(text), width))


IPHONE = (
    "BEGIN:VCARD\r\n"
    "VERSION:3.0\r\n"
    "PRODID:-//Apple Inc.//iPhone OS 18.1//EN\r\n"
    "N:Haddad;Leila;Nour;Dr.;\r\n"
    "FN:Dr. Leila Nour Haddad\r\n"
    "NICKNAME:Lulu\r\n"
    "ORG:City Clinic;Ward 4;\r\n"
    "TITLE:Nurse\r\n"
    "EMAIL;type=INTERNET;type=HOME;type=pref:leila@example.org\r\n"
    "item1.EMAIL;type=INTERNET:lh@example.com\r\n"
    "item1.X-ABLabel:clinic\r\n"
    "TEL;type=CELL;type=VOICE;type=pref:+44 7700 900107\r\n"
    "item2.TEL:01632 960107\r\n"
    "item2.X-ABLabel:at her mother's\r\n"
    "TEL;type=HOME;type=FAX:01632 960108\r\n"
    "item3.ADR;type=HOME;type=pref:;;12 Mill Lane\\nFlat 3;Anytown;Shire;AB1 2CD;United Kingdom\r\n"
    "item3.X-ABADR:gb\r\n"
    "NOTE:Likes tea\\, not coffee.\\nRing twice\\; wait.\r\n"
    "item4.URL;type=pref:https\\://example.org/leila\r\n"
    "item4.X-ABLabel:_$!<HomePage>!$_\r\n"
    "BDAY;value=date;X-APPLE-OMIT-YEAR=1604:1604-02-29\r\n"
    "item5.X-ABDATE;type=pref:2015-06-20\r\n"
    "item5.X-ABLabel:_$!<Anniversary>!$_\r\n"
    "IMPP;X-SERVICE-TYPE=Signal;type=HOME:x-apple:%2B447700900107\r\n"
    "PHOTO;ENCODING=b;TYPE=JPEG:" + _wrapped(b64encode(JPEG).decode(), 74) + "\r\n"
    "CATEGORIES:Peers,Book club\r\n"
    "END:VCARD\r\n"
    "BEGIN:VCARD\r\nVERSION:3.0\r\nN:;;;;\r\nFN:Anytown Taxis\r\nORG:Anytown Taxis;\r\n"
    "TEL;type=MAIN:01632 960111\r\nX-ABShowAs:COMPANY\r\nEND:VCARD\r\n"
).encode()

ANDROID = (
    "BEGIN:VCARD\r\n"
    "VERSION:2.1\r\n"
    "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D0=97=D0=B0=D0=B3=D0=BE=D1=80=D1=81=D1=8C=D0=BA=D0=B8=D0=B9;=\r\n"
    "=D0=86=D0=B3=D0=BE=D1=80;;;\r\n"
    "FN;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:=D0=86=D0=B3=D0=BE=D1=80=20=\r\n"
    "=D0=97=D0=B0=D0=B3=D0=BE=D1=80=D1=81=D1=8C=D0=BA=D0=B8=D0=B9\r\n"
    "X-ANDROID-CUSTOM:vnd.android.cursor.item/nickname;Ihor;1;;;;;;;;;;;;;\r\n"
    "X-ANDROID-CUSTOM:vnd.android.cursor.item/contact_event;2012-09-01;0;First met;;;;;;;;;;;;\r\n"
    "X-ANDROID-CUSTOM:vnd.android.cursor.item/relation;Olha;13;;;;;;;;;;;;;\r\n"
    "TEL;CELL;PREF:07700 900120\r\n"
    "TEL;WORK;FAX:01632960121\r\n"
    "TEL;X-Chat:123,456\r\n"
    "EMAIL;HOME:ihor@example.org\r\n"
    "ADR;HOME;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:;;=D0=92=D1=83=D0=BB=2E=20=31;=D0=9B=D1=8C=D0=B2=D1=96=D0=B2;;=\r\n"
    "79000;\r\n"
    "NOTE;ENCODING=QUOTED-PRINTABLE:Line one=0D=0ALine two =3D 2\r\n"
    "BDAY:19840229\r\n"
    "PHOTO;ENCODING=BASE64;JPEG:" + _wrapped(b64encode(JPEG).decode(), 72) + "\r\n\r\n"
    "END:VCARD\r\n"
).encode()

GOOGLE = (
    b"BEGIN:VCARD\nVERSION:3.0\nFN:Kwame Mensah\nN:Mensah;Kwame;;;\n"
    b"EMAIL;TYPE=INTERNET;TYPE=HOME:kwame@example.org\nTEL;TYPE=CELL:+447700900106\n"
    b"item1.TEL:+441632960106\nitem1.X-ABLabel:evenings\nBDAY:--0713\n"
    b"item2.URL:https\\://example.org/profile\nitem2.X-ABLabel:PROFILE\n"
    b"NOTE:Mentor. A very long line that Google folds after seventy-five characters\\, so th\n"
    b" at it goes on here.\nCATEGORIES:myContacts,Friends\n"
    b"PHOTO:https://example.org/photo.jpg\nEND:VCARD\n"
)

OUTLOOK = (
    b"BEGIN:VCARD\r\nVERSION:2.1\r\nN;LANGUAGE=de;CHARSET=Windows-1252:M\xfcller;J\xfcrgen;;Herr\r\n"
    b"FN;CHARSET=Windows-1252:Herr J\xfcrgen M\xfcller\r\n"
    b"ORG:B\xe4ckerei M\xfcller;Verkauf\r\nTITLE:B\xe4cker\r\nTEL;WORK;VOICE:+49 (0)30 123456\r\n"
    b"TEL;CELL;VOICE:0170 123456\r\n"
    b"ADR;WORK;PREF;ENCODING=QUOTED-PRINTABLE;CHARSET=Windows-1252:"
    b";;Hauptstra=DFe 1=0D=0AHinterhof;Berlin;;10115;Deutschland\r\n"
    b"LABEL;WORK;PREF;ENCODING=QUOTED-PRINTABLE:Hauptstra=DFe 1=0D=0A=\r\n10115 Berlin\r\n"
    b"X-MS-OL-DEFAULT-POSTAL-ADDRESS:2\r\nURL;WORK:http://www.example.org\r\n"
    b"NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=ISO-8859-1:F=FCr =93immer=94=0D=0A=\r\nbis 18 Uhr \x80 5\r\n"
    b"BDAY:19700105\r\nEMAIL;PREF;INTERNET:jm@example.org\r\n"
    b"PHOTO;TYPE=JPEG;ENCODING=BASE64:\r\n " + b64encode(JPEG) + b"\r\n\r\n"
    b'X-MS-OL-DESIGN;CHARSET=utf-8:<card xmlns="http://example.org"/>\r\nREV:20260101T100000Z\r\nEND:VCARD\r\n'
)

THUNDERBIRD = (
    "BEGIN:VCARD\r\nVERSION:4.0\r\nEMAIL;PREF=1:priya@example.org\r\nEMAIL;TYPE=work:pn@example.com\r\n"
    "FN:Priya Nair\r\nNICKNAME:Pri,Pip\r\nN:Nair;Priya;;;\r\n"
    'TEL;TYPE="cell,voice";VALUE=uri:tel:+44-7700-900105;ext=7\r\nTEL;TYPE=work;VALUE=TEXT:01632 960105\r\n'
    'ADR;TYPE=home;LABEL="1 High St^nAnytown: UK":;;1 High St;Anytown;;AB1 2CD;UK\r\n'
    "BDAY;VALUE=DATE:19851122\r\nANNIVERSARY;VALUE=DATE:2010-05-01\r\nTZ;VALUE=TEXT:Europe/London\r\n"
    "URL;VALUE=URL:https://example.org/a;b,c\r\nNOTE:See https://example.org: it is \\\\ there\r\n"
    "RELATED;TYPE=friend;VALUE=text:Deniz\r\nRELATED;TYPE=contact:urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6\r\n"
    "GENDER:F\r\nUID:urn:uuid:1\r\nPHOTO;VALUE=URI:data:image/jpeg;base64\\,"
    + b64encode(JPEG).decode()
    + "\r\n"
    "END:VCARD\r\n"
).encode()

# Folded by bytes, in the middle of a character, as older servers do.
_NEXTCLOUD = (
    "BEGIN:VCARD\nVERSION:3.0\nPRODID:-//Sabre//Sabre VObject 4.5.4//EN\nUID:2f\nFN:Zoë Wójcik\n"
    "N:Wójcik;Zoë;;;\nTEL;TYPE=HOME,VOICE:01632 960150\nEMAIL;TYPE=HOME:zoe@example.org\n"
    "CATEGORIES:Family,Running\nX-SOCIALPROFILE;TYPE=mastodon:https://example.org/@zoe\n"
    "BDAY;VALUE=DATE:1990-12-24\nREV;VALUE=DATE-AND-OR-TIME:20260101T100000Z\nNOTE:@\nEND:VCARD\n"
).encode()
NEXTCLOUD = _NEXTCLOUD.replace(b"@\n", "żółw".encode()[:3] + b"\n " + "żółw".encode()[3:] + b"\n")

ALL = {
    "iphone": IPHONE,
    "android": ANDROID,
    "google": GOOGLE,
    "outlook": OUTLOOK,
    "thunderbird": THUNDERBIRD,
    "nextcloud": NEXTCLOUD,
}


def outcome(read: Callable[[bytes], Incoming], data: bytes, refusals: set[str]) -> Incoming | None:
    """What a reader makes of `data`; None for a refusal, which has to be one of these."""
    try:
        return read(data)
    except DomainError as error:
        if error.code not in refusals:
            raise
        return None


# ---- contacts as they may be


def _settled(tidied: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return tidied.filter(lambda text: tidy(text) == text)


_any = st.text(st.characters(exclude_categories=["Cs"]), max_size=40) | st.text(
    "\\,;:'\"=+-@\n \tñ😀a", max_size=40
)
lines = _settled(_any.map(tidy_line))
full_lines = lines.filter(bool)
blocks = _settled(_any.map(lambda text: tidy(text).strip()))


def _some(values: st.SearchStrategy) -> st.SearchStrategy:  # type: ignore[type-arg]
    return st.lists(values, max_size=3, unique=True).map(tuple)


phones = st.builds(
    Phone,
    number=full_lines.filter(lambda text: not text.lower().startswith("tel:")),
    label=lines | st.sampled_from(["home", "mobile", "work"]),
)
days = st.builds(
    lambda day, label, has_year: ImportantDate(
        label=label, month=day.month, day=day.day, year=day.year if has_year else None
    ),
    st.dates(date.min, date.max) | st.just(date(2000, 2, 29)),
    lines | st.just("Birthday"),
    st.booleans(),
)
emails = full_lines.filter(lambda text: not text.lower().startswith("mailto:"))


@st.composite
def contacts(draw: st.DrawFn) -> Contact:
    """Any contact with all that vCard and CSV carry, tidy as the windows make it."""
    return Contact(
        name=draw(full_lines),
        nickname=draw(lines),
        kinds=draw(_some(st.sampled_from(Kind))),
        role=draw(lines),
        phones=draw(_some(phones)),
        emails=draw(_some(emails)),
        address=draw(blocks),
        web=draw(lines),
        preferred_way=draw(st.none() | st.sampled_from(Way)),
        reachable_note=draw(lines),
        night_ok=draw(st.booleans()),
        time_zone=draw(st.sampled_from(["", "Europe/London", "America/Argentina/Ushuaia"])),
        known_since=draw(st.none() | st.dates(date.min, date.max)),
        important_dates=draw(_some(days)),
        notes=draw(blocks),
        state=draw(st.sampled_from(State)),
    )
