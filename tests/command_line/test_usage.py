"""Wrong usage is told in the person's language with status 2; what is not there yet with status 1."""

from __future__ import annotations

import re

import pytest

from ui import command_line
from ui.command_line import main


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["frob"], "không có lệnh frob"),
        (["list"], "còn thiếu KIND"),
        (["list", "frob"], "KIND: không có frob; hãy chọn một trong: tasks, directives, dossiers, procedures, staff, calendar"),
        (["list", "tasks", "--limit", "-1"], "--limit"),
        (["list", "tasks", "--limit", "9" * 30], "cần một số từ 0 đến 2147483647"),
        (["list", "tasks", "--lim", "3"], "không hiểu --lim 3"),
        (["list", "tasks", "--limit"], "--limit cần một giá trị"),
        (["show", "staff", "x"], "không có staff"),
        (["show", "tasks"], "còn thiếu KEY"),
        (["import", "tasks"], "còn thiếu FILE"),
        (["init", "--name", "x", "--level", "city", "--province", "y"], "không có city; hãy chọn một trong: commune, ward, special-zone"),
        (["init", "--level", "ward"], "còn thiếu --name, --province"),
        (["report", "monthly", "--period", "2026-11"], "còn thiếu --out"),
        (["record", "--urgency", "soon"], "không có soon"),
        (["record", "--arrival-date", "31/12/2026"], "ngày phải viết YYYY-MM-DD, không phải 31/12/2026"),
        (["--today", "2026-W47-7", "list", "tasks"], "ngày phải viết YYYY-MM-DD"),
        (["--today", "2026-02-30", "list", "tasks"], "ngày phải viết YYYY-MM-DD"),
        (["--today", "9999-12-31", "list", "tasks"], "năm phải từ 1900 đến 2199"),
        (["--lang", "fr", "list", "tasks"], "không có fr"),
        (["generate", "--tasks", "nhiều"], "cần một số"),
        ([], "còn thiếu COMMAND"),
    ],
)
def test_wrong_usage_is_told_in_vietnamese(words, told, capsys):
    with pytest.raises(SystemExit) as usage:
        main(words)
    said = capsys.readouterr()
    assert usage.value.code == 2
    assert said.out == ""
    assert told in said.err
    assert "lệnh viết chưa đúng" in said.err


def test_what_is_not_there_yet_says_so(run, tmp_path):
    said = run(tmp_path, "merge", "tasks", "file", "--out", "other")
    assert (said.status, said.out) == (1, "")
    assert said.err == "Lệnh merge chưa có trong bản này.\n"


def test_the_words_of_a_search_are_no_command(run, plain):
    for word in ("fault-writer", "read"):
        assert run(plain, "list", "tasks", "--text", word).status == 0
    assert "read" in run(plain, "show", "tasks", "read").err


@pytest.mark.parametrize(
    ("words", "position"),
    [
        (["list", "tasks"], 0),
        (["--office", "read", "list"], 2),
        (["--today", "2026-11-20", "--lang=en", "check"], 3),
        (["--office"], None),
        ([], None),
    ],
)
def test_the_command_is_the_first_word_that_is_no_option(words, position):
    assert command_line.command_at(words) == position


def test_the_usage_is_spoken_in_english_when_asked(capsys):
    for words in (["--lang", "en", "list"], ["--lang=en", "list"]):
        with pytest.raises(SystemExit):
            main(words)
        told = capsys.readouterr().err
        assert "KIND" in told
        assert not re.search("[ăâđêôơưạ-ỹ]", told)


def test_the_help_names_every_command_of_the_contract(capsys):
    with pytest.raises(SystemExit) as usage:
        main(["--help"])
    assert usage.value.code == 0
    told = capsys.readouterr().out
    for command in (
        "init", "read", "record", "import", "list", "show", "report", "reports", "reply", "reconcile", "merge",
        "undo", "history", "backup", "restore", "check", "generate",
    ):  # fmt: skip
        assert re.search(rf"^ +{command} ", told, re.MULTILINE), command
    assert "fault-" not in told
