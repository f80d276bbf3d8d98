"""`fengqiao due`: the contract of the calendar vectors, and plain words about what cannot be read."""

import subprocess
import sys

import pytest

from fengqiao.cli.main import main

# DOMAIN 2.7 gives these by hand: make-up days, holidays, noon, weekends.
KNOWN = [
    ("2026-02-13 16:00", "3", "working_day", "2026-02-25 17:30"),
    ("2026-09-18 17:00", "3", "working_day", "2026-09-22 17:30"),
    ("2026-02-14 16:30", "4", "working_hour", "2026-02-24 11:30"),
    ("2026-10-10 11:30", "4", "working_hour", "2026-10-10 17:30"),
    ("2026-02-14 17:00", "24", "hour", "2026-02-15 17:00"),
    ("2026-01-30 10:00", "30", "calendar_day", "2026-03-02 17:30"),
    ("2026-10-27 09:10", "30", "minute", "2026-10-27 09:40"),
]


@pytest.mark.parametrize(("start", "amount", "unit", "at"), KNOWN)
def test_it_prints_the_due_moment_and_nothing_else(start, amount, unit, at, capsys):
    assert main(["due", start, amount, unit]) == 0
    said = capsys.readouterr()
    assert (said.out, said.err) == (f"{at}\n", "")


@pytest.mark.parametrize(
    ("start", "at"),
    [
        ("2026-02-13T16:00", "2026-02-25 17:30"),
        ("2026-02-13 16:00:00", "2026-02-25 17:30"),
        ("2026-02-13T08:00:00Z", "2026-02-25 17:30"),
        ("2026-02-13T17:00+09:00", "2026-02-25 17:30"),
    ],
)
def test_a_moment_may_be_written_as_iso_says(start, at, capsys):
    assert main(["due", start, "3", "working_day"]) == 0
    assert capsys.readouterr().out == f"{at}\n"


def test_seconds_are_kept(capsys):
    assert main(["due", "2026-02-13 16:00:30", "1", "hour"]) == 0
    assert capsys.readouterr().out == "2026-02-13 17:00:30\n"


def test_a_year_without_a_calendar_is_provisional(capsys):
    assert main(["due", "2026-12-31 16:00", "3", "working_day"]) == 0
    said = capsys.readouterr()
    assert said.out == "2027-01-05 17:30\n"
    assert said.err.startswith("provisional")
    assert "2027" in said.err
    assert "2026" not in said.err


def test_a_wall_clock_limit_never_is(capsys):
    assert main(["due", "2027-03-01 16:00", "5", "hour"]) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("words", "zh", "en"),
    [
        (["2026-02-30 16:00", "3", "working_day"], "起点", "start"),
        (["2026-02-13", "3", "working_day"], "起点", "start"),
        (["tomorrow", "3", "working_day"], "起点", "start"),
        (["", "3", "working_day"], "起点", "start"),
        (["2026-02-13 16:00", "0", "working_day"], "数量", "amount"),
        (["2026-02-13 16:00", "-3", "working_day"], "数量", "amount"),
        (["2026-02-13 16:00", "3.5", "working_day"], "数量", "amount"),
        (["2026-02-13 16:00", "٣", "working_day"], "数量", "amount"),
        (["2026-02-13 16:00", "99999999999999999999", "working_day"], "数量", "amount"),
        (["2026-02-13 16:00", "3", "day"], "单位", "unit"),
        (["2026-02-13 16:00", "3", ""], "单位", "unit"),
        (["9999-12-31 16:00", "3", "working_day"], "超出", "outside"),
        (["0001-01-01 00:00", "3", "hour"], "超出", "outside"),
    ],
)
def test_what_cannot_be_read_ends_with_2_and_both_languages(words, zh, en, capsys):
    assert main(["due", *words]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert zh in said.err
    assert en in said.err


def test_it_needs_neither_django_nor_a_database():
    words = "import sys; from fengqiao.cli.main import main\n"
    words += "code = main(['due', '2026-02-13 16:00', '3', 'working_day'])\n"
    words += "sys.exit(code or any(name in sys.modules for name in ('django', 'psycopg', 'numpy')))"
    done = subprocess.run([sys.executable, "-c", words], capture_output=True, check=False, text=True)
    assert (done.returncode, done.stdout) == (0, "2026-02-25 17:30\n")
