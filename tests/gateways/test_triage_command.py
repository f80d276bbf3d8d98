"""`fengqiao triage` as other programs call it: files in, files and JSON out, exit codes 0, 1, 2."""

import json
from pathlib import Path

import pytest

from fengqiao.cli.main import main
from fengqiao.gateways.classifier import save, train_from_rows

ROADS = ["路面坑洼不平车子颠", "道路塌了一个坑", "路口红绿灯不亮", "人行道砖松动绊脚", "公路边护栏断了"]
SCHOOLS = ["小学入学学位不够", "老师补课乱收费", "幼儿园招生怎么排", "高中教材费太贵", "学校食堂饭菜差"]


def table(path: Path) -> Path:
    rows: list[dict[str, object]] = []
    for number, place in enumerate(("东街", "西街", "南门", "北门", "中山", "解放")):
        for texts, label in ((ROADS, "交通"), (SCHOOLS, "教育")):
            for text in texts:
                raw: dict[str, object] = (
                    {"title": place, "text": text} if number % 2 else {"title": "", "text": None}
                )
                rows.append(raw | {"words": " ".join(f"{place}{text}"), "label": label})
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    return path


def test_train_evaluate_and_suggest_go_together(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, model = table(tmp_path / "t.jsonl"), tmp_path / "m.npz"
    columns = ["--text", "title,text|words", "--label", "label"]
    assert main(["triage", "train", str(file), *columns, "--out", str(model)]) == 0
    assert json.loads(capsys.readouterr().out)["n"] == 60
    assert main(["triage", "evaluate", str(model), str(file), *columns]) == 0
    figures = json.loads(capsys.readouterr().out)
    assert figures["n"] == 60
    assert figures["macro_f1"] == figures["micro_f1"] == 1.0
    assert set(figures["per_class"]) == {"交通", "教育"}
    assert all(set(one) == {"threshold", "coverage", "precision"} for one in figures["thresholds"])
    coverage = [one["coverage"] for one in figures["thresholds"]]
    assert coverage == sorted(coverage, reverse=True)
    assert figures["messages_per_second"] > 0
    out = tmp_path / "o.jsonl"
    assert (
        main(["triage", "suggest", str(file), "--text", "words", "--out", str(out), "--model", str(model)])
        == 0
    )
    lines = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [line["line"] for line in lines] == list(range(1, 61))
    assert lines[0]["categories"][0]["code"] == "交通"


def test_wrong_answers_lower_the_figures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    model = tmp_path / "m.npz"
    save(
        train_from_rows([(text, "交通") for text in ROADS * 4] + [(text, "教育") for text in SCHOOLS * 4]),
        model,
    )
    file = tmp_path / "t.csv"
    file.write_text(f"text,label\n{ROADS[0]},交通\n{ROADS[1]},教育\n{SCHOOLS[0]},教育\n", encoding="utf-8")
    assert main(["triage", "evaluate", str(model), str(file), "--text", "text", "--label", "label"]) == 0
    figures = json.loads(capsys.readouterr().out)
    assert figures["micro_f1"] == 0.6667
    assert figures["per_class"]["交通"] == {"n": 1, "precision": 0.5, "recall": 1.0, "f1": 0.6667}
    assert figures["per_class"]["教育"] == {"n": 2, "precision": 1.0, "recall": 0.5, "f1": 0.6667}
    assert figures["macro_f1"] == 0.6667


def test_every_row_gets_three_categories_also_empty_and_broken_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FENGQIAO_DATA", str(tmp_path / "data"))
    file, out = tmp_path / "t.csv", tmp_path / "o.jsonl"
    file.write_text("id,text\n1,楼道着火了快来人\n2,\n3,👍\n4,路灯不亮,多了\n5,井盖没了\n", encoding="utf-8")
    assert main(["triage", "suggest", str(file), "--text", "text", "--out", str(out)]) == 1
    lines = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [line["line"] for line in lines] == [2, 3, 4, 5, 6]
    assert all(len(line["categories"]) >= 3 for line in lines)
    assert [line["urgent"] for line in lines] == ["dial_119_now", None, None, None, None]
    assert all(line["why"] for line in lines)
    assert "line 5" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words",
    [
        ["train", "{file}", "--text", "none", "--label", "label", "--out", "{out}"],
        ["train", "{file}", "--text", "words", "--label", "none", "--out", "{out}"],
        ["train", "{file}", "--text", "words|", "--label", "label", "--out", "{out}"],
        ["train", "{file}", "--text", "words", "--label", "label", "--out", "{file}/m.npz"],
        ["train", "{file}", "--text", "words", "--label", "label", "--out", "{file}"],
        ["train", "missing.csv", "--text", "a", "--label", "b", "--out", "{out}"],
        ["evaluate", "{file}", "{file}", "--text", "words", "--label", "label"],
        ["evaluate", "missing.npz", "{file}", "--text", "words", "--label", "label"],
        ["suggest", "{file}", "--text", "words", "--out", "{file}"],
        ["suggest", "{file}", "--text", "words", "--out", "{out}", "--model", "{file}"],
        ["suggest", "{file}", "--text", "", "--out", "{out}"],
    ],
)
def test_what_cannot_be_done_is_said_in_both_languages(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    file = table(tmp_path / "t.jsonl")
    before = file.read_bytes()
    filled = [word.format(file=file, out=tmp_path / "out") for word in words]
    assert main(["triage", *filled]) == 2
    said = capsys.readouterr()
    assert not said.out
    assert " / " in said.err
    assert any("一" <= character <= "鿿" for character in said.err)
    assert file.read_bytes() == before


def test_bad_usage_ends_with_two(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["triage", "train"])
    assert caught.value.code == 2
    capsys.readouterr()
