"""The first sheet: the three registers on one page, with the change against the period before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from models.clock.periods import Period
from models.labels import printed_date, tr
from models.registers.directives import statistics as directive_statistics
from models.registers.directives.statistics import DirectiveTotals
from models.registers.dossiers.statistics import FieldTotals
from models.registers.tasks.totals import WorkTotals
from models.reports.counting import Counted
from models.reports.dossier_sheets import LATE as LATE_DOSSIERS
from models.reports.dossier_sheets import dossier_ids, dossier_rules
from models.reports.report import Column, Figure, Line, Sheet
from models.reports.task_sheets import LATE as LATE_TASKS
from models.reports.task_sheets import figure_of, task_rules, work_ids

_LATE_DIRECTIVES = frozenset({"replied_late", "open_late"})
_CHANGE = "D{row}-E{row}"
_CHANGE_OF_SHARE = 'IF(OR(D{row}="",E{row}=""),"",D{row}-E{row})'


@dataclass(frozen=True, slots=True)
class _Side:
    """One of the two periods beside each other, with its totals and the letter of its column."""

    letter: str
    period: Period
    last: date
    directives: DirectiveTotals
    tasks: WorkTotals
    dossiers: FieldTotals


def summary_sheet(counted: Counted) -> Sheet:
    """The figures of directives, tasks and dossiers, of this period and the one before."""
    sides = (
        _Side("D", counted.period, counted.as_of, counted.directives, counted.tasks, counted.dossiers),
        _Side("E", counted.before, counted.before.last, counted.directives_before, counted.tasks_before, counted.dossiers_before),
    )
    before = tr(
        "Ghi chú: Kỳ trước là từ ngày {first} đến ngày {last}, tính cùng một cách từ sổ hiện nay.",
        first=printed_date(counted.before.first),
        last=printed_date(counted.before.last),
    )
    return Sheet(
        tab=tr("Tổng hợp"),
        title=tr("BÁO CÁO TỔNG HỢP CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH"),
        columns=(
            Column((tr("TT"),), 6, "name"),
            Column((tr("Chỉ tiêu"),), 56),
            Column((tr("Đơn vị tính"),), 13, "name"),
            Column((tr("Kỳ này"),), 11, "number"),
            Column((tr("Kỳ trước"),), 11, "number"),
            Column((tr("Tăng (+), giảm (-)"),), 13, "number", "(6)=(4)-(5)"),
        ),
        lines=(*_directives(sides, counted), *_tasks(sides, counted), *_dossiers(sides, counted)),
        notes=(before,),
    )


def _section(number: str, heading: str) -> Line:
    return Line((number, heading, None, None, None, None), "section")


def _line(number: int, words: str, unit: str, figures: list[Figure], name: str = "") -> Line:
    """A line of counts, with the change between its two figures."""
    now, then = (figure.value or 0 for figure in figures)
    return Line((number, words, unit, *figures, Figure(now - then, tr("Kỳ này trừ kỳ trước."), formula=_CHANGE)), name=name)


def _share_line(number: int, words: str, rule: str, shares: list[float | None], formula: str, sides: tuple[_Side, ...]) -> Line:
    """A line of shares; `formula` has {letter} for the column of its side. Where nothing was to share, nothing stands."""
    figures = [Figure(share, rule, formula=formula.replace("{letter}", side.letter)) for share, side in zip(shares, sides, strict=True)]
    now, then = shares
    change = None if now is None or then is None else now - then
    return Line(
        (number, words, tr("Tỷ lệ %"), *figures, Figure(change, tr("Kỳ này trừ kỳ trước, điểm phần trăm."), formula=_CHANGE_OF_SHARE)),
        "share",
    )


def _directives(sides: tuple[_Side, ...], counted: Counted) -> Iterator[Line]:
    yield _section("I", tr("VĂN BẢN ĐẾN"))
    unit = tr("Văn bản")
    words = {
        "received": tr("Văn bản đến trong kỳ"),
        "forwarded": tr("Đã chuyển đơn vị, người xử lý"),
        "with_due": tr("Văn bản có hạn phải trả lời trong kỳ"),
        "replied_on_time": tr("Đã trả lời đúng hạn"),
        "replied_late": tr("Đã trả lời trễ hạn"),
        "open_in_time": tr("Chưa trả lời, trong hạn"),
        "open_late": tr("Chưa trả lời, quá hạn"),
    }
    for number, (name, text) in enumerate(words.items(), start=1):
        figures = [
            Figure(
                getattr(side.directives, name),
                _directive_rules(side.period.first, side.last)[name],
                "directives",
                partial(directive_statistics.ids_behind, figure=name, period=side.period, today=counted.when.today),
                late=name in _LATE_DIRECTIVES,
            )
            for side in sides
        ]
        yield _line(number, text, unit, figures)


def _directive_rules(first: date, last: date) -> dict[str, str]:
    days = {"first": printed_date(first), "last": printed_date(last)}
    return {
        "received": tr("Văn bản có ngày đến từ {first} đến {last}, không kể văn bản mật và văn bản đã hủy.", **days),
        "forwarded": tr("Văn bản có ngày đến từ {first} đến {last}, đã chuyển đến hết {last}.", **days),
        "with_due": tr("Văn bản có hạn, đến hết {last} đã vào sổ mà trước {first} chưa trả lời.", **days),
        "replied_on_time": tr("Văn bản có hạn, trả lời từ {first} đến {last}, không sau hạn.", **days),
        "replied_late": tr("Văn bản có hạn, trả lời từ {first} đến {last}, sau hạn.", **days),
        "open_in_time": tr("Văn bản có hạn từ ngày {last} trở đi, chưa trả lời khi hết ngày {last}.", **days),
        "open_late": tr("Văn bản có hạn trước ngày {last}, chưa trả lời khi hết ngày {last}.", **days),
    }


def _tasks(sides: tuple[_Side, ...], counted: Counted) -> Iterator[Line]:
    yield _section("II", tr("NHIỆM VỤ ĐƯỢC GIAO"))
    unit = tr("Nhiệm vụ")
    words = {
        "assigned": tr("Nhiệm vụ phải thực hiện trong kỳ"),
        "done_on_time": tr("Hoàn thành đúng hạn"),
        "done_late": tr("Hoàn thành quá hạn"),
        "open_in_time": tr("Đang thực hiện, trong hạn"),
        "open_late": tr("Đang thực hiện, quá hạn"),
        "no_due_date": tr("Đang thực hiện, không có hạn"),
        "suspended": tr("Tạm dừng"),
    }
    for number, (name, text) in enumerate(words.items(), start=1):
        figures = [
            Figure(
                figure_of(side.tasks, name),
                task_rules(side.period.first, side.last)[name],
                "tasks",
                work_ids(name, side.period, counted.when),
                late=name in LATE_TASKS,
            )
            for side in sides
        ]
        yield _line(number, text, unit, figures, f"task_{name}")
    yield _share_line(
        len(words) + 1,
        tr("Tỷ lệ hoàn thành đúng hạn trên số nhiệm vụ đã hoàn thành"),
        tr("Nhiệm vụ hoàn thành đúng hạn chia nhiệm vụ đã hoàn thành."),
        [_share(side.tasks.done_on_time, side.tasks.done_on_time + side.tasks.done_late) for side in sides],
        'IF({letter}{task_done_on_time}+{letter}{task_done_late}=0,"",'
        "{letter}{task_done_on_time}/({letter}{task_done_on_time}+{letter}{task_done_late}))",
        sides,
    )


def _dossiers(sides: tuple[_Side, ...], counted: Counted) -> Iterator[Line]:
    yield _section("III", tr("HỒ SƠ THỦ TỤC HÀNH CHÍNH"))
    unit = tr("Hồ sơ")
    words = {
        "received_total": tr("Hồ sơ phải giải quyết trong kỳ"),
        "received_online": tr("Tiếp nhận trực tuyến"),
        "received_direct_or_post": tr("Tiếp nhận trực tiếp, qua dịch vụ bưu chính"),
        "carried_over": tr("Từ kỳ trước chuyển sang"),
        "resolved_total": tr("Hồ sơ đã giải quyết"),
        "resolved_early": tr("Đã giải quyết trước hạn"),
        "resolved_on_time": tr("Đã giải quyết đúng hạn"),
        "resolved_late": tr("Đã giải quyết quá hạn"),
        "pending_total": tr("Hồ sơ đang giải quyết"),
        "pending_within_due": tr("Đang giải quyết, trong hạn"),
        "pending_overdue": tr("Đang giải quyết, quá hạn"),
    }
    number = 0
    for number, (name, text) in enumerate(words.items(), start=1):
        figures = [
            Figure(
                getattr(side.dossiers, name),
                dossier_rules(side.period.first, side.last)[name],
                "dossiers",
                dossier_ids(counted, name, side.period.first, side.last),
                late=name in LATE_DOSSIERS,
            )
            for side in sides
        ]
        yield _line(number, text, unit, figures, name)
    yield _share_line(
        number + 1,
        tr("Tỷ lệ giải quyết trước hạn và đúng hạn trên số hồ sơ đã giải quyết"),
        tr("Biểu II.06a: cột (8) + (9) chia cột (7)."),
        [_share(side.dossiers.resolved_early + side.dossiers.resolved_on_time, side.dossiers.resolved_total) for side in sides],
        'IF({letter}{resolved_total}=0,"",({letter}{resolved_early}+{letter}{resolved_on_time})/{letter}{resolved_total})',
        sides,
    )
    yield _share_line(
        number + 2,
        tr("Tỷ lệ đúng tiến độ theo Bộ chỉ số 766, kể cả hồ sơ đang giải quyết trong hạn"),
        tr("Quyết định 766/QĐ-TTg, chỉ số 2.1: biểu II.06a, cột (8) + (9) + (12) chia cột (3)."),
        [
            _share(each.resolved_early + each.resolved_on_time + each.pending_within_due, each.received_total)
            for each in (side.dossiers for side in sides)
        ],
        'IF({letter}{received_total}=0,"",'
        "({letter}{resolved_early}+{letter}{resolved_on_time}+{letter}{pending_within_due})/{letter}{received_total})",
        sides,
    )
    yield _share_line(
        number + 3,
        tr("Tỷ lệ hồ sơ nộp trực tuyến trên số hồ sơ tiếp nhận trong kỳ"),
        tr("Biểu II.06a: cột (4) chia cột (4) + (5)."),
        [_share(side.dossiers.received_online, side.dossiers.received_online + side.dossiers.received_direct_or_post) for side in sides],
        'IF({letter}{received_online}+{letter}{received_direct_or_post}=0,"",'
        "{letter}{received_online}/({letter}{received_online}+{letter}{received_direct_or_post}))",
        sides,
    )


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
