"""The JSON of everything: lossless both ways, and foreign files are refused by name."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supportdesk.domain.errors import DomainError
from supportdesk.exchange.whole import Whole, from_json, to_json
from supportdesk.sample import sample_store


def test_the_sample_comes_back_as_it_was() -> None:
    store = sample_store(lambda: date(2026, 11, 1))
    store.contacts.set_photo("c01", b"\x00\xff picture")
    whole = Whole(**store.whole())
    store.close()
    assert whole.photos == (("c01", b"\x00\xff picture"),)
    assert from_json(to_json(whole)) == whole
    assert to_json(from_json(to_json(whole))) == to_json(whole)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "export_format"),
        (b"[]", "export_format"),
        (b"\xff\xfe", "export_format"),
        (b'{"format": "other", "version": 1}', "export_format"),
        (b'{"format": "supportdesk-export", "version": 99}', "export_newer"),
        (b'{"format": "supportdesk-export", "version": 1, "contacts": {}}', "record_shape"),
        (b'{"format": "supportdesk-export", "version": 1, "contacts": [{"name": 5}]}', "record_shape"),
        (b'{"format": "supportdesk-export", "version": 1, "contacts": [{"name": ""}]}', "name_empty"),
        (b'{"format": "supportdesk-export", "version": 1, "photos": {"a": "%"}}', "record_shape"),
    ],
)
def test_what_cannot_be_read_has_a_name(data: bytes, code: str) -> None:
    with pytest.raises(DomainError) as told:
        from_json(data)
    assert told.value.code == code


@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda text: text.encode("utf-8", "replace")))
def test_no_file_brings_anything_but_a_named_error(data: bytes) -> None:
    with pytest.raises(DomainError):
        from_json(data)
