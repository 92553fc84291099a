"""The settings as the person sees them: groups, kinds and remarks. Fields are those of `models.registers.settings.Settings`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from models.labels import tr

Kind = Literal["text", "time", "time_or_none", "flag", "number", "percent", "choice", "folder"]


@dataclass(frozen=True, slots=True)
class SettingField:
    """One setting: its field (named in `ui.field_names`), how it is entered, a remark, and the choices as (code, words)."""

    field: str
    kind: Kind = "text"
    remark: str = ""
    choices: tuple[tuple[str, str], ...] = ()


def setting_groups() -> tuple[tuple[str, tuple[SettingField, ...]], ...]:
    """All settings that people change, in groups."""
    return (
        (
            tr("Cơ quan"),
            (
                SettingField("office_name"),
                SettingField(
                    "level",
                    "choice",
                    choices=(("commune", tr("xã")), ("ward", tr("phường")), ("special_zone", tr("đặc khu"))),
                ),
                SettingField("province"),
                SettingField("agency_code", remark=tr("đứng đầu mã hồ sơ, ví dụ H21.88")),
                SettingField("user_name", remark=tr("tên ghi vào lịch sử mỗi lần sửa")),
            ),
        ),
        (
            tr("Giờ làm việc và cách tính hạn"),
            (
                SettingField("morning_start", "time"),
                SettingField("morning_end", "time"),
                SettingField("afternoon_start", "time"),
                SettingField("afternoon_end", "time"),
                SettingField("saturday_morning", "flag"),
                SettingField("half_day_counts", "flag"),
                SettingField(
                    "cutoff_time",
                    "time_or_none",
                    tr("NĐ 309/2026/NĐ-CP: 15:00; để trống nếu không áp dụng"),
                ),
                SettingField("late_receipt_counts_from_next_day", "flag"),
                SettingField("appointment_time", "time"),
                SettingField("soon_days", "number", tr("ngày làm việc")),
                SettingField("dossier_extension_limit", "number"),
            ),
        ),
        (
            tr("Nhắc việc"),
            (
                SettingField("remind_before_days", remark=tr("ngày làm việc, cách nhau bằng dấu phẩy; 0 là đúng ngày hạn")),
                SettingField("remind_after_days", remark=tr("ngày làm việc quá hạn, cách nhau bằng dấu phẩy")),
                SettingField("remind_repeat_days", "number", tr("ngày làm việc; 0 là thôi nhắc")),
            ),
        ),
        (
            tr("Báo cáo"),
            (
                SettingField("cutoff_day", "number", tr("NĐ 09/2019/NĐ-CP: 15; chọn 1 để tính tròn tháng")),
                SettingField("report_receiver"),
                SettingField("signer_title"),
                SettingField("signer_name"),
                SettingField(
                    "closed_without_result_counts_as",
                    "choice",
                    choices=(("on_time", tr("tính là giải quyết đúng hạn")), ("excluded", tr("không đưa vào báo cáo"))),
                ),
                SettingField("on_time_target_percent", "percent", "%"),
            ),
        ),
        (
            tr("Sao lưu"),
            (
                SettingField("backup_second_folder", "folder", tr("ổ USB hoặc thư mục trên máy khác")),
                SettingField("backup_hours", "number", tr("giờ làm việc")),
                SettingField("backup_keep", "number", tr("bản gần nhất, và mỗi ngày, mỗi tháng một bản")),
            ),
        ),
    )
