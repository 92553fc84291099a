"""A province's list of a hundred thousand rows: read, planned, written, journaled and searchable, against reading and writing it bare."""

from __future__ import annotations

import gc
import json
import random
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from xml.sax.saxutils import escape

from models.intake.workbooks.apply import apply_plan
from models.intake.workbooks.cells import column_letter
from models.intake.workbooks.taking import plan_file
from models.office import Office
from models.registers.tasks.queries import count
from models.registers.tasks.rows import TaskQuery
from models.storage.database import connect_sqlite
from tests.benchmarks.measuring import Figure
from tests.benchmarks.offices import FOUNDING, TODAY, Offices

_MOST_TIMES = 5.0
_MOST_MB = 900.0
_ROWS, _FEW_ROWS = 100_000, 2_000
# Of the next list so many rows in a hundred say something else.
_CHANGED = 10
_HEADER = (
    "STT", "Mã nhiệm vụ", "Nội dung nhiệm vụ", "Văn bản giao", "Ngày văn bản", "Cơ quan giao", "Người giao", "Ngày giao",
    "Thời hạn hoàn thành", "Cơ quan chủ trì", "Cơ quan phối hợp", "Sản phẩm đầu ra", "Lĩnh vực", "Ghi chú",
)  # fmt: skip
_TEXT = (
    "rà soát tổng hợp báo cáo kết quả thực hiện công tác cải cách hành chính chuyển đổi số trên địa bàn xã gửi Sở Nội vụ theo quy định "
    "bảo đảm tiến độ chất lượng đôn đốc kiểm tra giám sát nông thôn mới phòng cháy rừng vệ sinh môi trường giảm nghèo bền vững"
)
_WORDS = _TEXT.split()
_BODIES = ("Phòng Kinh tế", "Phòng Văn hóa - Xã hội", "UBND các xã, phường", "UBND xã Hoài Ân", "Văn phòng HĐND và UBND")
_OTHERS = ("Công an xã", "Sở Nội vụ", "Sở Tài chính", "Sở Xây dựng, Sở Y tế", "")
_FIRST_DAY = date(1899, 12, 30)


def measure(offices: Offices, rounds: int) -> list[Figure]:
    """Each import goes into an office of its own, in a program of its own, so that its memory is seen."""
    number = _FEW_ROWS if offices.is_small else _ROWS
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        first, second = place / "quy 3.xlsx", place / "quy 4.xlsx"
        write_list(first, number)
        write_list(second, number, changed=_CHANGED)
        taken = [_one_round(place / f"office {turn}", first, second) for turn in range(min(rounds, 3))]
    middle = {name: sorted(found[name] for found in taken)[len(taken) // 2] for name in taken[0]}
    floor = f"calamine and executemany {middle['floor']:.1f} s"
    return [
        Figure(f"import {number:,} rows", middle["first"] / middle["floor"], _MOST_TIMES, detail=f"{middle['first']:.1f} s, {floor}"),
        Figure("import the next list", middle["second"] / middle["floor"], _MOST_TIMES, detail=f"{middle['second']:.1f} s, {floor}"),
        Figure("import: memory", middle["memory"], _MOST_MB, "MB", "the most of both processes, added up"),
    ]


def _one_round(office: Path, first: Path, second: Path) -> dict[str, float]:
    said = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.importing", str(office), str(first), str(second)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return json.loads(said.stdout)


def write_list(path: Path, number: int, *, changed: int = 0) -> None:
    """A list of tasks as a spreadsheet program writes it; `changed` in a hundred have another deadline than without."""
    texts: dict[str, int] = {}

    def text_cell(place: str, text: str) -> str:
        return f'<c r="{place}" t="s"><v>{texts.setdefault(text, len(texts))}</v></c>'

    def cell(place: str, value: object) -> str:
        if isinstance(value, date):
            return f'<c r="{place}" s="1"><v>{(value - _FIRST_DAY).days}</v></c>'
        return f'<c r="{place}"><v>{value}</v></c>' if isinstance(value, int) else text_cell(place, str(value))

    def lines() -> Iterator[str]:
        for row, values in enumerate([_HEADER, *_rows(number, changed)], 1):
            cells = "".join(cell(f"{column_letter(at)}{row}", value) for at, value in enumerate(values) if value != "")
            yield f'<row r="{row}">{cells}</row>'

    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    packed = "http://schemas.openxmlformats.org/package/2006/relationships"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        with package.open("xl/worksheets/sheet1.xml", "w") as part:
            part.write(f"<worksheet {main}><sheetData>".encode())
            for line in lines():
                part.write(line.encode())
            part.write(b"</sheetData></worksheet>")
        shared = "".join(f"<si><t>{escape(text)}</t></si>" for text in texts)
        package.writestr("xl/sharedStrings.xml", f"<sst {main}>{shared}</sst>")
        package.writestr(
            "xl/styles.xml",
            f'<styleSheet {main}><fonts><font/></fonts><fills><fill/></fills><borders><border/></borders><cellStyleXfs><xf/></cellStyleXfs>'
            '<cellXfs><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>',
        )  # fmt: skip
        package.writestr(
            "xl/workbook.xml",
            f'<workbook {main} xmlns:r="{links}"><sheets><sheet name="NhiemVu" sheetId="1" r:id="rId1"/></sheets></workbook>',
        )
        package.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{packed}"><Relationship Id="rId1" Type="{links}/worksheet" Target="worksheets/sheet1.xml"/>'
            f'<Relationship Id="rId2" Type="{links}/sharedStrings" Target="sharedStrings.xml"/>'
            f'<Relationship Id="rId3" Type="{links}/styles" Target="styles.xml"/></Relationships>',
        )
        package.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{packed}">'
            f'<Relationship Id="rId1" Type="{links}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        )
        package.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="text/xml"/>'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kind}.worksheet+xml"/>'
            f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}.sharedStrings+xml"/>'
            f'<Override PartName="/xl/styles.xml" ContentType="{kind}.styles+xml"/></Types>',
        )


def _rows(number: int, changed: int) -> Iterator[tuple[object, ...]]:
    chance = random.Random(7)
    for row in range(number):
        due = TODAY + timedelta(days=10 + row % 200)
        yield (
            row + 1,
            f"NV-{row:06}",
            f"{' '.join(chance.choices(_WORDS, k=18))} {row}".capitalize(),
            f"{row % 900 + 1}/KH-UBND",
            date(2026, 9, 1) + timedelta(days=row % 60),
            "UBND tỉnh Gia Lai",
            chance.choice(("Chủ tịch UBND tỉnh", "Phó Chủ tịch UBND tỉnh")),
            date(2026, 9, 3) + timedelta(days=row % 60),
            due + timedelta(days=5) if row % 100 < changed else due,
            chance.choice(_BODIES),
            chance.choice(_OTHERS),
            chance.choice(("Báo cáo", "Kế hoạch", "Tờ trình")),
            chance.choice(("Nội vụ", "Tài chính", "Y tế", "Giáo dục")),
            f"Ghi chú {row}" if row % 7 == 0 else "",
        )


def _floor(path: Path, folder: Path) -> float:
    """Seconds to read the file and to write its rows into a table without anything."""
    from python_calamine import CalamineWorkbook

    before = time.perf_counter()
    sheet = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0)
    rows = [[str(cell) if isinstance(cell, date) else cell for cell in row] for row in sheet.iter_rows()]
    with closing(connect_sqlite(folder / "bare.db", mode="rwc")) as connection:
        connection.execute(f"CREATE TABLE bare ({', '.join(f'c{at}' for at in range(len(_HEADER)))})")
        connection.execute("BEGIN")
        connection.executemany(f"INSERT INTO bare VALUES ({', '.join('?' * len(_HEADER))})", rows)
        connection.execute("COMMIT")
    return time.perf_counter() - before


def _import(office: Office, path: Path) -> float:
    before = time.perf_counter()
    apply_plan(office, plan_file(office, "tasks", path))
    taken = time.perf_counter() - before
    with office.read() as connection:
        assert count(connection, TaskQuery(text="cai cach"), office.when())
    return taken


def _alone(folder: Path, first: Path, second: Path) -> dict[str, float]:
    """One round, by itself: seconds, and the memory of this process and of those it started."""
    import resource

    # As the window and the command line do.
    gc.disable()
    office = Office.found(str(folder), FOUNDING, today=TODAY)
    taken = {"first": _import(office, first), "second": _import(office, second)}
    office.close()
    # The reading process has its most while this one has little; their sum is more than was ever used at once.
    most = sum(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024
    return {**taken, "memory": most, "floor": _floor(first, folder)}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(_alone(*map(Path, sys.argv[1:4]))))
