"""What a process remembers of a record is what its bytes say."""

from dataclasses import replace

import pytest
from ledger_values import example

from fengqiao.ledger import snapshots
from fengqiao.ledger.codec import CodecError
from fengqiao.ledger.snapshots import known_record, packed, remember, unpacked
from fengqiao.matters.matter import Matter


@pytest.fixture(autouse=True)
def nothing_remembered(monkeypatch):
    monkeypatch.setattr(snapshots, "_latest", type(snapshots._latest)())


@pytest.fixture
def matter():
    return example(Matter, full=True)


def test_a_record_is_read_once(matter):
    first = known_record(packed(matter))
    assert first == unpacked(packed(matter))
    assert known_record(packed(matter)) is first


def test_another_version_is_another_record(matter):
    later = replace(matter, version=matter.version + 1)
    known_record(packed(matter))
    assert known_record(packed(later)).version == later.version
    assert known_record(packed(matter)).version == matter.version


def test_what_was_written_need_not_be_read(matter):
    snapshot = packed(matter)
    remember(snapshot, matter)
    assert known_record(snapshot) == unpacked(snapshot)


def test_the_one_that_was_not_asked_for_longest_is_forgotten(matter, monkeypatch):
    monkeypatch.setattr(snapshots, "MOST", 2)
    first, second, third = (packed(replace(matter, version=version)) for version in (1, 2, 3))
    kept, lost = known_record(first), known_record(second)
    known_record(first)
    known_record(third)
    assert known_record(first) is kept
    assert known_record(second) is not lost
    assert len(snapshots._latest) == 2


def test_a_large_record_is_read_again(matter, monkeypatch):
    monkeypatch.setattr(snapshots, "LARGEST", 10)
    assert known_record(packed(matter)) is not known_record(packed(matter))
    assert not snapshots._latest


def test_bytes_of_another_program_are_no_record(matter):
    with pytest.raises(CodecError):
        known_record(snapshots.zlib.compress(b'{"of": "another program"}'))
    assert not snapshots._latest
