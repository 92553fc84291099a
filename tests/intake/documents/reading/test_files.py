"""Files of every kind: told by their content, read by a process of their own, refused with one sentence."""

import os
import struct
import subprocess
import sys
import time
import unicodedata
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.errors import Cancelled, OfficeError
from models.intake.documents.document_text import TextDoubt
from models.intake.documents.found import Reading
from models.intake.documents.reading import contents, files, office_files
from models.intake.documents.reading.files import read_document_text, read_file
from tests.code_pages import in_cp1258
from tests.intake.documents.reading.made_docx import docx, p
from tests.programs import needs

TEXT = "ỦY BAN NHÂN DÂN\nTỈNH HÒA AN\n\nSố: 12/CT-UBND\n\nGiao Sở Nội vụ chủ trì."
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def put(tmp_path, content, name="văn bản.docx"):
    path = tmp_path / name
    path.write_bytes(content)
    return path


def refusal(path, **options):
    with pytest.raises(OfficeError) as caught:
        read_file(path, **options)
    return caught.value


def compound(*names):
    """A compound file with empty streams of these names (an OLE container, as .doc and locked .docx are)."""
    head = bytearray(OLE + bytes(504))
    struct.pack_into("<HHHHH", head, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<IIIIIIIII", head, 44, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0)
    struct.pack_into("<109I", head, 76, 0, *[0xFFFFFFFF] * 108)
    table = struct.pack("<128I", 0xFFFFFFFD, 0xFFFFFFFE, *[0xFFFFFFFF] * 126)
    directory = b""
    for place, name in enumerate(("Root Entry", *names)):
        written = name.encode("utf-16-le")
        entry = bytearray(128)
        entry[: len(written)] = written
        struct.pack_into("<HB", entry, 64, len(written) + 2, 5 if place == 0 else 2)
        struct.pack_into("<II", entry, 116, 0xFFFFFFFE, 0)
        directory += bytes(entry)
    return bytes(head) + table + directory.ljust(512, b"\0")


@pytest.mark.parametrize("name", ["a.txt", "a.docx", "a.pdf", "a"])
def test_a_text_is_read_letter_for_letter_whatever_its_name(tmp_path, name):
    reading = read_file(put(tmp_path, TEXT.encode(), name))
    assert isinstance(reading, Reading)
    assert (reading.text.text, reading.text.kind, reading.text.doubts) == (TEXT, "text", ())
    assert reading == read_file(put(tmp_path, TEXT.encode(), name))


@pytest.mark.parametrize(
    ("content", "doubts"),
    [
        (TEXT.encode("utf-8-sig"), ()),
        (TEXT.encode("utf-16"), ()),
        (TEXT.encode("utf-16-le"), ()),
        (TEXT.replace("\n", "\r\n").encode(), ()),
        (unicodedata.normalize("NFD", TEXT).encode(), ()),
        (in_cp1258(TEXT), ()),
    ],
    ids=["marked", "utf-16", "unmarked utf-16", "windows lines", "decomposed", "windows-1258"],
)
def test_codings_of_texts(tmp_path, content, doubts):
    text = read_document_text(put(tmp_path, content))
    assert (text.text, text.doubts) == (TEXT, doubts)


def test_old_letters_are_mended_and_told(tmp_path):
    old = "Uû ban nh©n d©n tØnh yªu cÇu c¸c së, ban, ngµnh\ntriÓn khai thùc hiÖn nghiªm tóc."
    for content in (old.encode("latin-1"), old.encode()):
        text = read_document_text(put(tmp_path, content))
        assert text.text == "Uỷ ban nhân dân tỉnh yêu cầu các sở, ban, ngành\ntriển khai thực hiện nghiêm túc."
        assert text.doubts == (TextDoubt("old_font_mended"),)
    vni = "UÛy ban nhaân daân tænh yeâu caàu caùc sôû, ban, ngaønh trieån khai thöïc hieän."
    assert read_document_text(put(tmp_path, vni.encode())).text.startswith("Ủy ban nhân dân tỉnh yêu cầu các sở")


def test_a_few_strange_words_in_a_text_of_today_are_no_old_letters(tmp_path):
    text = "Ủy ban nhân dân tỉnh đề nghị các sở.\n" * 40 + "Müller und Söhne GmbH, Großstraße, Señor\n"
    assert read_document_text(put(tmp_path, text.encode())).text == text


@pytest.mark.parametrize("coding", ["utf-8", "cp1258"])
def test_marks_without_end_on_a_letter_take_no_time(tmp_path, coding):
    began = time.monotonic()
    text = read_document_text(put(tmp_path, ("Lời e" + "\u0301\u0323" * 100_000).encode(coding, "replace")))
    assert text.text.startswith("L")
    assert time.monotonic() - began < 5


def test_form_feeds_begin_pages_and_the_end_of_an_endless_text_is_told(tmp_path, monkeypatch):
    text = read_document_text(put(tmp_path, b"Trang mot\n\x0cTrang hai"))
    assert (text.pages, text.page_of(12)) == ((0, 11), 1)
    monkeypatch.setattr("models.intake.documents.reading.plain_text.MOST_LETTERS", 5)
    text = read_document_text(put(tmp_path, b"Trang mot"))
    assert (text.text, text.doubts) == ("Trang", (TextDoubt("text_cut"),))


def test_word_and_pages_by_their_content(tmp_path):
    assert read_file(put(tmp_path, docx(p("Lời")), "a.txt")).text.kind == "docx"
    assert read_file(put(tmp_path, b"<html><body><p>L\xe1\xbb\x9di</p></body></html>", "a.doc")).text.text == "Lời"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "document_empty"),
        (b" \n\0", "document_empty"),
        (docx(), "document_empty"),
        (docx(p("Lời"))[:-200], "document_damaged"),
        (docx("<w:p>"), "document_damaged"),
        (b"PK\x03\x04" + b"x" * 100, "document_damaged"),
        (OLE + b"x" * 600, "document_damaged"),
        (compound("EncryptedPackage", "EncryptionInfo"), "document_password"),
        (compound("Workbook"), "document_is_workbook"),
        (compound("PowerPoint Document"), "not_a_document"),
        (docx(main="xl/workbook.xml"), "document_is_workbook"),
        (docx(main="ppt/presentation.xml"), "not_a_document"),
        (b"MZ\x90\0" + bytes(range(256)) * 20, "not_a_document"),
        (b"<?xml version='1.0'?><gpx/>", "not_a_document"),
    ],
)
def test_what_cannot_be_read_is_one_refusal(tmp_path, content, code):
    path = put(tmp_path, content)
    error = refusal(path)
    assert (error.code, error.facts["path"]) == (code, str(path))


def test_paths_that_are_no_readable_file(tmp_path):
    assert refusal(tmp_path / "không có").code == refusal(tmp_path).code == refusal(tmp_path / "a\0b").code == "cannot_read_file"
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        assert refusal(tmp_path / "pipe").code == "cannot_read_file"


def test_too_large_files_and_bombs(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    with path.open("wb") as stream:
        stream.truncate(contents.MOST_BYTES + 1)
    assert (refusal(path).code, refusal(path).facts["limit_mb"]) == ("file_too_large", 100)
    with zipfile.ZipFile(tmp_path / "bomb.docx", "w", zipfile.ZIP_DEFLATED) as bomb, bomb.open("word/document.xml", "w") as part:
        part.write(b"<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body>")
        for _ in range(100):
            part.write(b" " * (1 << 20))
    assert refusal(tmp_path / "bomb.docx").code == "document_unpacks_too_large"


def test_entities_are_refused(tmp_path):
    laughs = (
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><w:document xmlns:w="w"><w:body>&b;</w:body></w:document>'
    )
    path = put(tmp_path, docx(main="word/other.xml", more=[("word/document.xml", laughs)]))
    assert refusal(path).code == "document_damaged"


@pytest.fixture
def child(tmp_path, monkeypatch):
    """Puts another script in place of the one that reads."""

    def made(script):
        path = tmp_path / "child.py"
        path.write_text(script, encoding="utf-8")
        monkeypatch.setattr(files, "_CHILD", path)
        return put(tmp_path, b"x")

    return made


PART = (
    "import sys, pickle, struct\ndef tell(part):\n    b = pickle.dumps(part)\n    sys.stdout.buffer.write(struct.pack('<I', len(b)) + b)\n"
)


@pytest.mark.parametrize(
    "script",
    ["", "import os; os.abort()", PART + "tell(('reading', 5))", PART + "tell(('x',))", PART + "import os; tell(('reading', os.system))"],
    ids=["says nothing", "crashes", "no reading", "no part", "a function"],
)
def test_a_process_that_breaks_is_one_refusal(child, script):
    assert refusal(child(script)).code == "document_gave_up"


def test_one_that_hangs_is_given_up_or_stopped(child):
    path = child("import time; time.sleep(60)")
    began = time.monotonic()
    error = refusal(path, patience=0.3)
    assert (error.code, error.facts["seconds"]) == ("document_stalled", 0)

    def stop(done, total):
        raise Cancelled

    with pytest.raises(Cancelled):
        read_file(path, report=stop)
    assert time.monotonic() - began < 10


@pytest.mark.skipif(sys.platform == "win32", reason="there a job object ends what the process started")
def test_what_the_process_started_ends_with_it(child, tmp_path):
    path = child(
        "import subprocess, sys, time\n"
        f"helper = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
        f"open({str(tmp_path / 'id')!r}, 'w').write(str(helper.pid))\ntime.sleep(60)"
    )

    def stop_when_started(done, total):
        if (tmp_path / "id").exists() and (tmp_path / "id").read_text():
            raise Cancelled

    with pytest.raises(Cancelled):
        read_file(path, report=stop_when_started)
    number = int((tmp_path / "id").read_text())
    for _ in range(200):
        state = subprocess.run(["ps", "-o", "stat=", "-p", str(number)], capture_output=True, check=False, text=True).stdout.strip()
        if not state or state.startswith("Z"):
            return
    pytest.fail("it still runs")


def test_pages_are_told_and_scratch_is_removed(child, tmp_path, monkeypatch):
    monkeypatch.setattr("models.intake.processes.process.LOOK_EVERY", 0.0001)
    path = child(
        "import pathlib, time\n" + PART + "(pathlib.Path(sys.argv[2]) / 'left.docx').write_text('x')\n"
        "for page in range(5):\n    tell(('progress', page, 5))\n    sys.stdout.flush()\n    time.sleep(0.02)\n"
        "tell(('refused', 'document_empty', {'path': sys.argv[2]}))"
    )
    told = []
    scratch = refusal(path, report=lambda done, total: told.append((done, total))).facts["path"]
    assert (4, 5) in told
    assert not os.path.exists(scratch)


def test_the_process_knows_nothing_heavy(tmp_path):
    path = put(tmp_path, TEXT.encode())
    script = (
        "import sys, runpy; sys.argv = ['child.py', sys.argv[1], sys.argv[2]]; "
        f"sys.path.insert(0, {str(files._CHILD.parents[4])!r}); runpy.run_path({str(files._CHILD)!r}, run_name='__main__'); "
        "heavy = ('PySide6', 'sqlalchemy', 'openpyxl', 'ui', 'models.storage', 'hypothesis'); "
        "print([name for name in heavy if name in sys.modules], file=sys.__stderr__)"
    )
    done = subprocess.run([sys.executable, "-c", script, str(path), str(tmp_path)], capture_output=True, check=False, timeout=60)
    assert done.stderr.decode().strip() == "[]"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=400), st.sampled_from([b"", b"PK\x03\x04", OLE, b"<html>", b"\xff\xfe"]))
def test_whatever_comes_is_a_text_or_a_refusal(tmp_path, content, head):
    text = told = ""
    try:
        text = read_document_text(put(tmp_path, head + content)).text
    except OfficeError as error:
        told = error.code
    assert text.strip() or told.startswith(("document_", "not_a_document"))


# Old documents, by LibreOffice


@pytest.mark.parametrize(("content", "name"), [(b"{\\rtf1 Loi}", "a.rtf"), (compound("WordDocument"), "a.doc")])
def test_without_libreoffice_it_is_said_what_to_do(tmp_path, monkeypatch, content, name):
    monkeypatch.setattr(office_files, "find_libreoffice", lambda: None)
    with pytest.raises(OfficeError) as caught:
        read_document_text(put(tmp_path, content, name))
    assert caught.value.code == "document_needs_libreoffice"


def test_a_program_that_makes_nothing_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(office_files, "find_libreoffice", lambda: sys.executable)
    with pytest.raises(OfficeError) as caught:
        read_document_text(put(tmp_path, b"{\\rtf1 Loi}"))
    assert caught.value.code == "document_not_converted"


@needs("soffice")
def test_old_documents_are_read_through_libreoffice(tmp_path):
    rtf = "{\\rtf1\\ansi\\ansicpg1252 {\\b S\\u7889?: 12/CT-UBND}\\par Giao S\\u7903? N\\u7897?i v\\u7909?.}"
    try:
        text = read_file(put(tmp_path, rtf.encode(), "không đuôi")).text
    except OfficeError as error:
        if error.code == "document_not_converted":
            pytest.skip("LibreOffice is here without Writer")
        raise
    assert text.kind == "doc"
    assert text.text == "Số: 12/CT-UBND\n\nGiao Sở Nội vụ."
