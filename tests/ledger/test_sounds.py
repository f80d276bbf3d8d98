"""How titles sound, and what letters in a search may ask for."""

import pytest

from fengqiao.ledger.sounds import LONGEST, sounds_asked, sounds_of, syllables_in
from fengqiao.ledger.tokens import query_of, tokens_of


def found(title: str, typed: str) -> bool:
    """Whether a search by sound finds a title, as the database matches words."""
    heard = sounds_of(title)
    return any(heard.issuperset(asked) for asked in sounds_asked(typed))


@pytest.mark.parametrize("typed", ["jgsd", "jg", "gsdl", "jinggai", "jinggaisongdong", "songdong", "cyg"])
def test_a_title_is_found_by_initials_and_by_syllables(typed):
    assert found("井盖松动了，车一过就响", typed)


@pytest.mark.parametrize("typed", ["jgsx", "songgai", "lucheng", "dlcy", "j", "jgsd1"])
def test_what_it_does_not_sound_like_does_not_find_it(typed):
    assert not found("井盖松动了，车一过就响", typed)


@pytest.mark.parametrize(
    ("word", "cut"),
    [
        ("jinggai", ("jing", "gai")),
        ("xian", ("xian",)),
        ("lvhua", ("lv", "hua")),
        ("nvren", ("nv", "ren")),
        ("jgss", ()),
        ("hello", ()),
    ],
)
def test_letters_are_cut_into_syllables_or_are_no_pinyin(word, cut):
    assert tuple(syllables_in(word)) == cut


def test_a_sound_is_no_word_that_a_text_could_hold():
    assert sounds_of("路灯坏了")
    assert all(sound.startswith("_") for sound in sounds_of("路灯坏了"))
    assert not any(word.startswith("_") for word in tokens_of("_ld 路灯 _lu_deng", tenant="330999").split())


def test_only_the_beginning_is_heard_and_only_chinese():
    assert not found("路" * LONGEST + "井盖松动", "jgsd")
    assert sounds_of("LED 2026 abc") == set()


def test_a_latin_word_is_still_itself():
    assert query_of("LED").startswith("(led |")
    assert query_of("路灯") == "路灯"
    assert query_of("3号") == "3 & 号"
