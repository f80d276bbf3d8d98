"""Keys: made once, readable by their owner, rotated without losing what they sealed; ids that only rise."""

import re
import stat
import threading
import uuid
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledger_stories import RING

from fengqiao.ledger.ids import earliest, made_at, uuid7
from fengqiao.ledger.keyring import open_ring, rotate
from fengqiao.ledger.sealed import Key, KeyRing, KeyRingError, Unsealable, normal_phone, secret_hash
from fengqiao.ledger.tokens import query_of, tokens_of


def test_a_ring_is_made_once_and_only_for_its_owner(tmp_path):
    folder = tmp_path / "keys"
    ring = open_ring(folder)
    assert open_ring(folder) == ring
    assert stat.S_IMODE((folder / "ring.json").stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert [path.name for path in folder.iterdir()] == ["ring.json"]


def test_two_who_start_at_once_have_the_same_ring(tmp_path):
    rings = []
    threads = [threading.Thread(target=lambda: rings.append(open_ring(tmp_path / "keys"))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({ring.current.id for ring in rings}) == 1


def test_a_ring_that_others_may_read_is_refused(tmp_path):
    open_ring(tmp_path)
    (tmp_path / "ring.json").chmod(0o640)
    with pytest.raises(KeyRingError, match="open to other accounts"):
        open_ring(tmp_path)


@pytest.mark.parametrize(
    "damage", ["", "{}", '{"current":"k","keys":{}}', '{"current":"k","keys":[]}', "\x00"]
)
def test_a_damaged_ring_is_named_as_such(tmp_path, damage):
    open_ring(tmp_path)
    (tmp_path / "ring.json").write_text(damage)
    with pytest.raises(KeyRingError, match="damaged"):
        open_ring(tmp_path)


def test_after_a_rotation_the_old_key_still_opens_what_it_sealed(tmp_path):
    before = open_ring(tmp_path)
    sealed = before.encrypt(b"x", bound_to="a")
    after = rotate(tmp_path)
    assert after.current.id != before.current.id
    assert set(after.keys) == {before.current.id, after.current.id}
    assert after.decrypt(sealed, key_id=before.current.id, bound_to="a") == b"x"
    assert open_ring(tmp_path) == after
    assert stat.S_IMODE((tmp_path / "ring.json").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "change",
    [
        lambda sealed: (sealed, "b"),
        lambda sealed: (sealed[:-1] + bytes([sealed[-1] ^ 1]), "a"),
        lambda sealed: (sealed[:5], "a"),
        lambda sealed: (b"", "a"),
    ],
)
def test_what_was_changed_or_moved_does_not_open(change):
    sealed, bound_to = change(RING.encrypt(b"secret", bound_to="a"))
    with pytest.raises(Unsealable):
        RING.decrypt(sealed, key_id="k1", bound_to=bound_to)


def test_a_lost_key_is_named():
    with pytest.raises(KeyRingError, match="no key 'k9'"):
        RING.decrypt(b"x" * 40, key_id="k9", bound_to="a")
    assert RING.verify(b"x" * 64, b"m", key_id="k9") is False
    assert RING.verify(b"x" * 64, b"m", key_id="k1") is False
    assert RING.verify(RING.current.signing.sign(b"m"), b"m", key_id="k1") is True


def test_every_purpose_has_a_key_of_its_own():
    key = RING.current
    assert len({key.lookup, key.tracking, key.files, key.secret}) == 4


def test_a_qr_secret_is_made_again_and_known_by_its_hash_only():
    row = RING.tracking("331181", "m1", typed="1234")
    secret = RING.query_secret("331181", "m1")
    assert len(secret) == 32
    assert secret_hash(secret) == row.secret_hash
    assert secret != RING.query_secret("331181", "m2")
    assert secret != RING.query_secret("330999", "m1")
    assert row.pin_hash in RING.pin_hashes("331181", "m1", "1234")
    assert row.pin_hash not in RING.pin_hashes("331181", "m2", "1234")
    assert RING.tracking("331181", "m1", typed="").pin_hash is None
    new = Key("k2", bytes(32))
    assert secret in KeyRing(new, {**RING.keys, "k2": new}).query_secrets("331181", "m1")


def test_a_file_has_one_name_in_a_county_and_another_elsewhere():
    assert RING.file_name("331181", b"h") == RING.file_name("331181", b"h")
    assert (
        len({RING.file_name("331181", b"h"), RING.file_name("330999", b"h"), RING.file_name("331181", b"i")})
        == 3
    )


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("138 0000-1234", "13800001234"),
        ("+86 13800001234", "13800001234"),
        ("008613800001234", "13800001234"),
        ("0578-1234567", "05781234567"),
        ("86138", "86138"),
        ("１３８", ""),
        ("无", ""),
    ],
)
def test_a_phone_number_has_one_form(written, number):
    assert normal_phone(written) == number


def test_ids_only_rise_and_say_when_they_were_made():
    before = datetime.now(UTC)
    ids = [uuid7() for _ in range(20_000)]
    assert ids == sorted(set(ids))
    assert all(
        uuid.UUID(each).version == 7 and uuid.UUID(each).variant == uuid.RFC_4122 for each in ids[:200]
    )
    assert before - timedelta(milliseconds=1) <= made_at(ids[0]) <= made_at(ids[-1]) <= datetime.now(UTC)
    assert (
        earliest(before - timedelta(milliseconds=1))
        < ids[0]
        < earliest(datetime.now(UTC) + timedelta(milliseconds=2))
    )


def test_ids_of_several_threads_are_all_different():
    ids: list[str] = []
    threads = [threading.Thread(target=lambda: ids.extend([uuid7() for _ in range(2000)])) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(ids)) == 8000


def test_words_are_pairs_of_characters_and_whole_words():
    assert tokens_of("枫桥路15号，A座WiFi", "灯", tenant="331181").split() == sorted(
        ["331181", "枫桥", "桥路", "15", "号", "a", "座", "wifi", "灯"]
    )
    assert query_of("枫桥路！") == "枫桥 & 桥路"
    assert query_of("，。!?") == ""
    assert tokens_of(tenant="331181") == "331181"


def words_asked(query):
    """The words of a query: what may be pinyin stands in brackets, as it was typed and then by its sounds."""
    asked, depth = [""], 0
    for part in re.split(r"( & |[()])", query):
        depth += {"(": 1, ")": -1}.get(part, 0)
        if part == " & " and depth == 0:
            asked.append("")
        else:
            asked[-1] += part
    return [each.lstrip("(").partition(" | ")[0] for each in asked if each]


@given(st.text(max_size=200))
def test_any_text_can_be_searched_and_searched_for(text):
    words = tokens_of(text, tenant="331181").split()
    asked = words_asked(query_of(text))
    assert set(asked) == set(words) - {"331181"} or set(asked) == set(words)
    assert all(word.isalnum() or all(c.isalnum() or not c.isascii() for c in word) for word in words)
