"""The settings as the person sees them: groups, names, kinds and remarks. Fields are those of `models.registers.settings.Settings`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from models.labels import tr

Kind = Literal["text", "time", "time_or_none", "flag", "number", "percent", "choice", "folder"]


@dataclass(frozen=True, slots=True)
class SettingField:
    """One setting: its field, its name on the screen, how it is entered, a remark, and the choices as (code, words)."""

    field: str
    name: str
    kind: Kind = "text"
    remark: str = ""
    choices: tuple[tuple[str, str], ...] = ()


def setting_groups() -> tuple[tuple[str, tuple[SettingField, ...]], ...]:
    """All settings that people change, in groups."""
    return (
        (
            tr("Cơ quan"),
            (
                SettingField("office_name", tr("Tên cơ quan")),
                SettingField(
                    "level",
                    tr("Cấp"),
                    "choice",
                    choices=(("commune", tr("xã")), ("ward", tr("phường")), ("special_zone", tr("đặc khu"))),
                ),
                SettingField("province", tr("Tỉnh, thành phố")),
                SettingField("agency_code", tr("Mã định danh"), remark=tr("đứng đầu mã hồ sơ, ví dụ H21.88")),
                SettingField("user_name", tr("Người dùng máy này"), remark=tr("tên ghi vào lịch sử mỗi lần sửa")),
            ),
        ),
        (
            tr("Giờ làm việc và cách tính hạn"),
            (
                SettingField("morning_start", tr("Sáng từ"), "time"),
                SettingField("morning_end", tr("Sáng đến"), "time"),
                SettingField("afternoon_start", tr("Chiều từ"), "time"),
                SettingField("afternoon_end", tr("Chiều đến"), "time"),
                SettingField("saturday_morning", tr("Làm việc sáng thứ Bảy"), "flag"),
                SettingField("half_day_counts", tr("Nửa ngày tính là một ngày làm việc"), "flag"),
                SettingField(
                    "cutoff_time",
                    tr("Nhận sau giờ này thì chuyển ngày sau"),
                    "time_or_none",
                    tr("NĐ 309/2026/NĐ-CP: 15:00; để trống nếu không áp dụng"),
                ),
                SettingField("late_receipt_counts_from_next_day", tr("Nhận muộn thì tính như nhận ngày làm việc sau"), "flag"),
                SettingField("appointment_time", tr("Giờ hẹn trả"), "time"),
                SettingField("soon_days", tr("Báo sắp đến hạn trước"), "number", tr("ngày làm việc")),
                SettingField("dossier_extension_limit", tr("Số lần gia hạn một hồ sơ"), "number"),
            ),
        ),
        (
            tr("Báo cáo"),
            (
                SettingField("cutoff_day", tr("Kỳ báo cáo bắt đầu ngày"), "number", tr("NĐ 09/2019/NĐ-CP: 15; chọn 1 để tính tròn tháng")),
                SettingField("report_receiver", tr("Đơn vị nhận báo cáo")),
                SettingField("signer_title", tr("Chức vụ người ký")),
                SettingField("signer_name", tr("Họ tên người ký")),
                SettingField(
                    "closed_without_result_counts_as",
                    tr("Hồ sơ rút, dừng (không có kết quả)"),
                    "choice",
                    choices=(("on_time", tr("tính là giải quyết đúng hạn")), ("excluded", tr("không đưa vào báo cáo"))),
                ),
                SettingField("on_time_target_percent", tr("Chỉ tiêu hồ sơ đúng hạn"), "percent", "%"),
            ),
        ),
        (
            tr("Sao lưu"),
            (
                SettingField("backup_second_folder", tr("Nơi sao lưu thứ hai"), "folder", tr("ổ USB hoặc thư mục trên máy khác")),
                SettingField("backup_hours", tr("Sao lưu sau mỗi"), "number", tr("giờ làm việc")),
                SettingField("backup_keep", tr("Giữ lại"), "number", tr("bản gần nhất, và mỗi ngày, mỗi tháng một bản")),
            ),
        ),
    )
