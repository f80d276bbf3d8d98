"""The suggester: what it always gives, what it learns, what it keeps, and that a bad file never stops intake."""

import subprocess
import sys
import threading
from collections import Counter
from itertools import accumulate
from pathlib import Path

import numpy as np
import pytest
import rjieba
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fengqiao.gateways.classifier import (
    Model,
    ModelFault,
    cold_start,
    installed,
    load,
    own_model_file,
    save,
    suggest,
    suggest_many,
    train_from_rows,
)
from fengqiao.gateways.classifier.fillers import _DROPPED, _KEPT, fillers
from fengqiao.gateways.classifier.phrases import clauses
from fengqiao.gateways.classifier.reading import read
from fengqiao.gateways.classifier.training import FEW_LABELS

first_day = sys.modules["fengqiao.gateways.classifier.cold_start"]  # the function of that name hides it

ROADS = ["路面坑洼不平车子颠", "道路塌了一个坑", "路口红绿灯不亮", "人行道砖松动绊脚", "公路边护栏断了"]
SCHOOLS = ["小学入学学位不够", "老师补课乱收费", "幼儿园招生怎么排", "高中教材费太贵", "学校食堂饭菜差"]
PLACES = ["东街", "西街", "南门", "北门", "中山", "解放", "人民", "光明"]
SMALL = [(f"{place}{text}", "交通") for place in PLACES for text in ROADS] + [
    (f"{place}{text}", "教育") for place in PLACES for text in SCHOOLS
]


@pytest.fixture(scope="module")
def data_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    cold_start(folder)
    return folder


@pytest.fixture(scope="module")
def first(data_folder: Path) -> Model:
    return cold_start(data_folder)


@pytest.fixture(scope="module")
def small() -> Model:
    return train_from_rows(SMALL)


@pytest.mark.parametrize(
    "text", ["", "   ", "。。。!!!", "\x00\x01", "asdf qwer", "👍👍", "1" * 50, "ה", "\ud800", "𠮷"]
)
def test_empty_and_odd_text_still_gets_three_categories(first: Model, text: str) -> None:
    said = suggest(text, model=first)
    assert len(said.suggestions) >= 3
    assert len({one.code for one in said.suggestions}) == len(said.suggestions)
    assert said.abstained


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(text=st.text(max_size=80) | st.text(alphabet="楼上漏水路灯不亮来电人反映,。 着火吵", max_size=60))
def test_chances_fall_and_words_stand_in_the_message(first: Model, text: str) -> None:
    said = suggest(text, model=first, most=5)
    scores = [one.score for one in said.suggestions]
    assert scores == sorted(scores, reverse=True)
    assert 0 <= scores[-1] <= scores[0] <= 1
    assert sum(scores) <= 1.001
    seen = read([text], bare=False).texts[0]
    assert all(word in seen for one in said.suggestions for word in one.words)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("路上井盖被人偷走了,晚上骑车掉进去怎么办", "P010"),
        ("楼上漏水把我家天花板泡了", "D0101"),
        ("老板拖欠我们三个月工资不发", "D03"),
        ("电梯把人关在里面了", "R0406"),
    ],
)
def test_the_first_day_knows_everyday_matters_and_says_by_which_words(
    first: Model, text: str, code: str
) -> None:
    said = suggest(text, model=first)
    assert any(one.code.startswith(code) for one in said.suggestions)
    assert said.suggestions[0].words
    assert said.model == first.name


EVERYDAY = [
    ("灯不亮", "灯不亮"),
    ("我们小区楼道的灯不亮了,晚上摸黑走路", "灯不亮"),
    ("路灯不亮三天没人修", "路灯不亮"),
    ("老板拖欠我们三个月工资不发", "三个月工资不发"),
    ("路口红绿灯坏了不亮", "路口红绿灯坏了"),
    ("隔壁半夜唱歌吵得睡不着", "睡不着"),
    ("路灯不太亮,看不清路", "看不清路"),
    ("邻居家的狗没拴绳,咬了我的腿", "没拴绳"),
    ("学校门口车停得乱七八糟,孩子过马路危险", "学校门口"),
    ("办身份证带什么材料", "办身份证"),
    ("楼上漏水把我家天花板泡了", "我家天花板泡了"),
]


@pytest.mark.parametrize(("text", "shown"), EVERYDAY)
def test_reasons_are_whole_words(first: Model, text: str, shown: str) -> None:
    said = suggest(text, model=first)
    words = [word for one in said.suggestions for word in one.words]
    assert shown in said.suggestions[0].words
    borders = {0, *accumulate(map(len, rjieba.cut(text, False)))}
    for word in words:
        whole = {at for at in range(len(text)) if text.startswith(word, at)}
        assert any({at, at + len(word)} <= borders for at in whole), word
        assert not word.endswith(("不", "没", "没有", "未", "无")), word


@pytest.mark.parametrize(
    ("text", "spoken", "shown"),
    [
        ("楼道灯不亮", "灯不", "灯不亮"),
        ("红绿灯坏了不亮", "亮", "不亮"),
        ("屋里没有人管", "管", "没有人管"),
        ("医院收费不给发票", "费不", "收费不给发票"),
        ("门口的灯坏了", "灯坏", "灯坏了"),
        ("车子停不了", "停", "停不了"),
        ("把我家泡了", "家泡", "我家泡了"),
        ("的了", "的", ""),
        ("电话13812345678打不通", "话13812345678打", "电话"),
        (
            "超过十二个字的一段话只取到第十二个字为止的整词",
            "超过十二个字的一段话只取到第",
            "超过十二个字的一段话只取",
        ),
    ],
)
def test_what_spoke_grows_to_the_words_around_it(text: str, spoken: str, shown: str) -> None:
    start = text.index(spoken)
    (clause,) = clauses([(0, text)])
    assert clause.around(start, start + len(spoken) - 1) == shown


def test_no_telephone_number_is_a_reason(first: Model) -> None:
    for text in ("路灯坏了打13812345678", "13812345678", "身份证110101199003070011办理"):
        said = suggest(text, model=first)
        assert not any(char.isdigit() for one in said.suggestions for word in one.words for char in word)


def test_urgent_content_is_told_beside_the_categories(first: Model) -> None:
    found = suggest("楼道着火了快来人", model=first).urgent
    assert found is not None
    assert found.prompt == "dial_119_now"


def test_a_clerks_opening_and_the_width_of_characters_change_nothing(first: Model) -> None:
    plain = suggest("路灯不亮,三天没人修", model=first).suggestions
    assert suggest("来电人反映:路灯不亮,三天没人修", model=first).suggestions == plain
    wide = suggest("路灯不亮,三天没人修", model=first).suggestions
    assert [(one.code, one.score) for one in wide] == [(one.code, one.score) for one in plain]


def test_many_are_answered_like_each_alone(first: Model) -> None:
    texts = ["路灯不亮", "", "邻居家狗咬人", "办身份证带什么"]
    assert list(suggest_many(texts, model=first)) == [suggest(text, model=first) for text in texts]


TALK = "本该的为什么怎么办业委会委员会自来水并没有不动产没收不但,。0 1A\n\ud800𠮷来电人反映:路灯漏水"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(texts=st.lists(st.text(max_size=40) | st.text(alphabet=TALK, max_size=40), max_size=70))
def test_what_is_said_of_a_message_hangs_on_no_other(first: Model, small: Model, texts: list[str]) -> None:
    for model in (first, small):
        assert list(suggest_many(texts, model=model)) == [suggest(text, model=model) for text in texts]


@settings(max_examples=300, deadline=None)
@given(text=st.text(alphabet="".join({*_KEPT, *_DROPPED, *"路灯 0"}), max_size=60))
def test_fillers_are_told_from_left_to_right_and_the_kept_word_first(text: str) -> None:
    words = [
        (word, stays)
        for listed, stays in ((_KEPT, True), (_DROPPED, False))
        for word in sorted(listed.split(), key=len, reverse=True)
    ]
    expected, at = [False] * len(text), 0
    while at < len(text):
        word, stays = next((one for one in words if text.startswith(one[0], at)), ("x", True))
        expected[at : at + len(word)] = [not stays] * len(word)
        at += len(word)
    found = fillers(text + "\0", np.array([ord(one) for one in text + "\0"], np.uint32))
    assert found.tolist() == [*expected, False]


@settings(deadline=None)
@given(asked=st.lists(st.integers(0, 2**32 - 1), max_size=50))
def test_the_model_finds_what_it_knows_and_nothing_else(first: Model, small: Model, asked: list[int]) -> None:
    for model in (first, small):
        ends = [0, 2**32 - 1, *(int(model.hashes[place]) for place in (0, 1, -1))]
        hashes = np.array([*asked, *ends, *model.hashes[::97].tolist()], np.uint32)
        at, known = model.find(hashes)
        assert known.tolist() == np.isin(hashes, model.hashes).tolist()
        assert model.hashes[at[known]].tolist() == hashes[known].tolist()


def test_every_leaf_has_its_messages() -> None:
    written = Counter(code for _, code in first_day.corpus())
    assert set(written) == first_day.leaves()
    assert min(written.values()) >= 20
    assert len(written) == 250


def test_a_model_learns_from_rows_and_is_sure_of_what_it_knows(small: Model) -> None:
    said = suggest("解放路路面塌了个坑", model=small)
    assert said.suggestions[0].code == "交通"
    assert any("路" in word or "坑" in word for word in said.suggestions[0].words)
    assert suggest("学校乱收补课费", model=small).suggestions[0].code == "教育"


def test_training_twice_gives_the_same_model(small: Model) -> None:
    again = train_from_rows(SMALL)
    assert again.name == small.name
    assert suggest("食堂", model=again) == suggest("食堂", model=small)


def test_a_message_of_nothing_known_makes_the_model_abstain(small: Model) -> None:
    assert suggest("猫", model=small).abstained


def test_many_labels_are_learned_too() -> None:
    signs = [chr(0x4E00 + 97 * number) * 2 for number in range(FEW_LABELS + 5)]
    rows = [(f"{sign}{place}", f"C{number:03}") for number, sign in enumerate(signs) for place in PLACES]
    model = train_from_rows(rows)
    assert suggest(f"{signs[7]}来了", model=model).suggestions[0].code == "C007"


def test_a_countys_history_speaks_louder_than_the_first_day(first: Model) -> None:
    text = "翡翠湾小区老问题"
    rows = [(f"{text}{place}", "R0406") for place in PLACES * 5]
    model = train_from_rows(rows, beside=[*first_day.corpus()[::10], *first_day.names()])
    assert suggest(text, model=model).suggestions[0].code == "R0406"
    assert set(model.labels) == set(first.labels)


@pytest.mark.parametrize(
    "rows", [[], [("路", "a")] * 50, [("路", "a"), ("灯", "b")], [("", "a"), (" ", "b")] * 50]
)
def test_too_little_to_learn_from_is_said_in_both_languages(rows: list[tuple[str, str]]) -> None:
    with pytest.raises(ModelFault) as caught:
        train_from_rows(rows)
    assert caught.value.why_zh
    assert caught.value.why_en


def test_a_saved_model_says_the_same(tmp_path: Path, small: Model, first: Model) -> None:
    for model in (small, first):
        save(model, tmp_path / "deep" / "m.npz")
        kept = load(tmp_path / "deep" / "m.npz")
        assert suggest("学校门口路灯坏了", model=kept) == suggest("学校门口路灯坏了", model=model)
    assert [path.name for path in (tmp_path / "deep").iterdir()] == ["m.npz"]


def test_a_file_that_is_no_model_is_refused(tmp_path: Path, small: Model) -> None:
    save(small, tmp_path / "good.npz")
    good = (tmp_path / "good.npz").read_bytes()
    np.savez(tmp_path / "pickled.npz", said=np.array([{"format": 1}], dtype=object))
    with np.load(tmp_path / "good.npz") as file:
        arrays = {name: file[name] for name in file.files}
    np.savez(tmp_path / "short.npz", **(arrays | {"rarity": arrays["rarity"][:-1]}))
    np.savez(tmp_path / "other.npz", **{name: arrays[name] for name in arrays if name != "said"})
    (tmp_path / "cut.npz").write_bytes(good[: len(good) // 2])
    (tmp_path / "empty.npz").write_bytes(b"")
    (tmp_path / "text.npz").write_text("not a model")
    for name in ("pickled", "short", "other", "cut", "empty", "text", "missing"):
        with pytest.raises(ModelFault):
            load(tmp_path / f"{name}.npz")


def test_the_countys_own_model_speaks_once_it_stands_there(
    tmp_path: Path, small: Model, first: Model, data_folder: Path
) -> None:
    save(first, tmp_path / "cache" / next((data_folder / "cache").glob("*.npz")).name)
    assert installed(tmp_path).name == first.name
    save(small, own_model_file(tmp_path))
    assert installed(tmp_path).name == small.name
    own_model_file(tmp_path).write_bytes(b"damaged")
    assert installed(tmp_path).name == first.name
    own_model_file(tmp_path).unlink()
    assert installed(tmp_path).name == first.name


def test_the_first_day_is_built_once_and_again_when_its_file_is_damaged(
    tmp_path: Path, small: Model, monkeypatch: pytest.MonkeyPatch
) -> None:
    built = []

    def build() -> Model:
        built.append(1)
        return small

    monkeypatch.setattr(first_day, "build", build)
    together = [threading.Thread(target=cold_start, args=(tmp_path,)) for _ in range(4)]
    for one in together:
        one.start()
    for one in together:
        one.join()
    assert len(built) == 1
    (file,) = (tmp_path / "cache").glob("cold-start-*.npz")
    file.write_bytes(b"damaged")
    assert cold_start(tmp_path).name == small.name
    assert len(built) == 2


def test_speaking_needs_neither_scikit_learn_nor_scipy(data_folder: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from fengqiao.gateways.classifier import installed, suggest\n"
        "suggest('路灯不亮', model=installed(Path(sys.argv[1])))\n"
        "print('sklearn' in sys.modules or 'scipy' in sys.modules)"
    )
    said = subprocess.run(
        [sys.executable, "-c", code, str(data_folder)], capture_output=True, text=True, check=True
    )
    assert said.stdout.strip() == "False"
