"""A reading in the keys that programs outside know."""

from datetime import date

from models.intake.documents.as_json import GUESS, reading_as_json, told_more
from models.intake.documents.document_text import DocumentText, Span, TextDoubt
from models.intake.documents.found import Deadline, Found, FoundTask, Head, Reading

TEXT = "Số: 5/CT-UBND\nGiao Sở Y tế báo cáo trước ngày 10/12/2026."


def reading(**head):
    deadline = Deadline("trước ngày 10/12/2026", Span(35, 56), date(2026, 12, 9))
    task = FoundTask("Giao Sở Y tế " + "báo cáo " * 20, Span(14, 57), "Khoản 1", (Found("Sở Y tế", (Span(19, 26),)),), (), deadline)
    text = DocumentText(TEXT, doubts=(TextDoubt("scan_read"),))
    return Reading(text, Head(is_document=True, **head), (task,))


def test_values_and_their_places():
    told = reading_as_json(reading(number=Found("5/CT-UBND", (Span(4, 13),)), urgency=Found("flash", (Span(0, 2), Span(4, 5)))))
    assert told["number"] == "5/CT-UBND"
    assert told["urgency"] == "Hỏa tốc"
    assert told["subject"] is None
    assert told["recipients"] == []
    assert told["evidence"]["number"] == {"start": 4, "end": 13}
    assert told["evidence"]["urgency"] == {"start": 0, "end": 5, "parts": [[0, 2], [4, 5]]}
    assert "subject" not in told["evidence"]


def test_a_task_is_told_whole_with_its_first_twelve_words():
    (task,) = reading_as_json(reading())["tasks"]
    assert task["text"].count("báo cáo") == 20
    assert len(task["text_start"].split()) == 12
    assert (task["assignees"], task["coordinating"]) == (["Sở Y tế"], [])
    assert (task["deadline_text"], task["deadline_iso"], task["recurring"]) == ("trước ngày 10/12/2026", "2026-12-09", None)
    assert TEXT[task["evidence"]["assignees"][0]["start"] : task["evidence"]["assignees"][0]["end"]] == "Sở Y tế"


def test_a_guess_is_no_value_but_told_beside():
    guess = reading(issuing_agency=Found("UBND tỉnh", (), GUESS - 0.1, "from_body"), number=Found("5", (), 0.6, "noisy"))
    told, more = reading_as_json(guess), told_more(guess)
    assert (told["issuing_agency"], told["number"]) == (None, "5")
    assert more["guesses"] == {"issuing_agency": "UBND tỉnh"}
    assert more["confidence"] == {"issuing_agency": 0.4, "number": 0.6}
    assert more["reason"] == {"issuing_agency": "from_body", "number": "noisy"}


def test_the_text_and_what_is_doubtful_about_it_are_told():
    more = told_more(reading(secrecy=Found("secret"), addressees=(Found("Sở Y tế"),), unreadable={"issue_date": Found("ngày 0Ÿ")}))
    assert (more["text"], more["kind"], more["doubts"]) == (TEXT, "text", ["scan_read"])
    assert (more["secrecy"], more["addressees"], more["unreadable"]) == ("secret", ["Sở Y tế"], {"issue_date": "ngày 0Ÿ"})
