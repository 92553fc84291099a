"""Who must do an item and who takes part, as offices say it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.intake.documents.document_text import DocumentText, Span
from models.intake.documents.found import Found, Head
from models.intake.documents.rules import Rule
from models.intake.documents.tasks.bodies import assignees_of, listed, of_words
from models.intake.documents.tasks.bodies_rules import RULES
from models.intake.documents.tasks.body_mending import mended
from models.intake.documents.tasks.body_names import names_at
from models.intake.documents.tasks.items import Context, Item
from models.intake.documents.tasks.one_line import line_of, plain_letters
from models.intake.documents.tasks.structure import items_of

NAMES = [
    ("Thủ trưởng các sở, ban, ngành, Chủ tịch Ủy ban nhân dân các huyện, thị xã, thành phố quán triệt",
     ["Thủ trưởng các sở, ban, ngành", "Chủ tịch Ủy ban nhân dân các huyện, thị xã, thành phố"]),
    ("Sở Văn hóa, Thể thao và Du lịch, Sở Giáo dục và Đào tạo theo chức năng",
     ["Sở Văn hóa, Thể thao và Du lịch", "Sở Giáo dục và Đào tạo"]),
    ("Các Bộ: Quốc phòng, Nông nghiệp và Môi trường, Công an kịp thời xuất cấp",
     ["Bộ Quốc phòng", "Bộ Nông nghiệp và Môi trường", "Bộ Công an"]),
    ("các Sở: Tài chính, Y tế; Công an tỉnh; UBND các xã: Hoài Ân, Ân Hảo chủ động",
     ["Sở Tài chính", "Sở Y tế", "Công an tỉnh", "UBND xã Hoài Ân", "UBND xã Ân Hảo"]),
    ("Cơ quan Uỷ ban Kiểm tra Đảng uỷ xã", ["Cơ quan Uỷ ban Kiểm tra Đảng uỷ xã"]),
    ("Các ông/bà Chánh Văn phòng, Trưởng các phòng chuyên môn và các đơn vị liên quan chịu trách nhiệm",
     ["Chánh Văn phòng", "Trưởng các phòng chuyên môn", "các đơn vị liên quan"]),
    ("Cục trưởng Cục Nhà giáo và Cán bộ quản lý cơ sở giáo dục, Giám đốc các sở Giáo dục và Đào tạo chịu trách nhiệm",
     ["Cục trưởng Cục Nhà giáo và Cán bộ quản lý cơ sở giáo dục", "Giám đốc các sở Giáo dục và Đào tạo"]),
    ("Trưởng phòng Hành chính Quản trị, Đào tạo, Chủ nhiệm khoa Công nghệ Thông tin, các cán bộ và sinh viên có tên ở Điều 1 chịu",
     ["Trưởng phòng Hành chính Quản trị, Đào tạo", "Chủ nhiệm khoa Công nghệ Thông tin", "các cán bộ và sinh viên có tên ở Điều 1"]),
    ("Giám đốc Khối Nhân sự, Trưởng khoa Công nghệ Thông tin, Trưởng bộ phận Văn thư - Lưu trữ gửi báo cáo",
     ["Giám đốc Khối Nhân sự", "Trưởng khoa Công nghệ Thông tin", "Trưởng bộ phận Văn thư - Lưu trữ"]),
    ("Các sở ngành liên quan, Viện Nghiên cứu phát triển Thành phố", ["Các sở ngành liên quan", "Viện Nghiên cứu phát triển Thành phố"]),
    ("Trung tâm Dịch vụ tổng hợp xã cấp phát hóa chất", ["Trung tâm Dịch vụ tổng hợp xã"]),
    ("Vụ trưởng Vụ Giáo dục Đại học, Giám đốc các đại học, học viện, Hiệu trưởng các trường đại học thành viên chịu trách nhiệm",
     ["Vụ trưởng Vụ Giáo dục Đại học", "Giám đốc các đại học, học viện", "Hiệu trưởng các trường đại học thành viên"]),
    ("Các xã, phường ủy, đảng ủy trực thuộc Tỉnh ủy lãnh đạo", ["Các xã, phường ủy", "đảng ủy trực thuộc Tỉnh ủy"]),
    ("Phòng Thương mại và Công nghiệp Việt Nam, Hội doanh nghiệp nhỏ và vừa; Thanh tra Chính phủ, Thanh tra các Bộ, ngành rà soát",
     ["Phòng Thương mại và Công nghiệp Việt Nam", "Hội doanh nghiệp nhỏ và vừa", "Thanh tra Chính phủ", "Thanh tra các Bộ, ngành"]),
    ("Ông/Bà Nguyễn Văn Bình - Trưởng phòng: Theo dõi", ["Ông/Bà Nguyễn Văn Bình - Trưởng phòng"]),
    ("Báo và phát thanh, truyền hình Lâm Đồng thông tin, tuyên truyền", ["Báo và phát thanh, truyền hình Lâm Đồng"]),
    ("các bệnh viện, phòng khám đa khoa trên địa bàn trực cấp cứu", ["các bệnh viện, phòng khám đa khoa trên địa bàn"]),
    ("Đồng chí Phó chủ tịch Thường trực, phụ trách lĩnh vực Giám sát và Phản biện xã hội",
     ["Đồng chí Phó chủ tịch Thường trực, phụ trách lĩnh vực Giám sát và Phản biện xã hội"]),
    ("Đồng chí Ủy viên Ban Thường vụ Đảng ủy, Chủ tịch Uỷ ban MTTQ Việt Nam xã lãnh đạo",
     ["Đồng chí Ủy viên Ban Thường vụ Đảng ủy, Chủ tịch Uỷ ban MTTQ Việt Nam xã"]),
    ("Chuyên viên phụ trách lĩnh vực Hành chính, Văn phòng", ["Chuyên viên phụ trách lĩnh vực Hành chính, Văn phòng"]),
    ("Ban công tác Mặt trận các thôn trên địa bàn xã", ["Ban công tác Mặt trận các thôn trên địa bàn xã"]),
    ("Cán bộ phụ trách thú y báo cáo", ["Cán bộ phụ trách thú y"]),
    ("Trưởng, Phó các phòng, ban thuộc Sở; Lãnh đạo các khoa, phòng, trung tâm; các Chi đoàn, Liên đội trực thuộc tổ chức",
     ["Trưởng, Phó các phòng, ban thuộc Sở", "Lãnh đạo các khoa, phòng, trung tâm", "các Chi đoàn, Liên đội trực thuộc"]),
    ("Công ty Cổ phần Môi trường đô thị thu gom rác", ["Công ty Cổ phần Môi trường đô thị"]),
    ("Ban Công tác Mặt trận 21 Khu phố; các Đơn vị trực thuộc, Đài Viễn thông, Xưởng Viễn thông rà soát",
     ["Ban Công tác Mặt trận 21 Khu phố", "các Đơn vị trực thuộc", "Đài Viễn thông", "Xưởng Viễn thông"]),
    ("các sở, ban, ngành: Xây dựng kế hoạch năm 2026", ["các sở, ban, ngành"]),
    ("UBND các xã, phường: Tổ chức tuyên truyền", ["UBND các xã, phường"]),
    ("Giám đốc các Sở: Tài chính, Xây dựng; Chủ tịch UBND các xã, phường và Thủ trưởng các đơn vị có liên quan",
     ["Giám đốc Sở Tài chính", "Giám đốc Sở Xây dựng", "Chủ tịch UBND các xã, phường", "Thủ trưởng các đơn vị có liên quan"]),
    ("Đồng chí Bí thư tỉnh ủy và Chủ tịch Ủy ban nhân dân các tỉnh: Khánh Hòa, Gia Lai tập trung",
     ["Đồng chí Bí thư tỉnh ủy và Chủ tịch Ủy ban nhân dân tỉnh Khánh Hòa",
      "Đồng chí Bí thư tỉnh ủy và Chủ tịch Ủy ban nhân dân tỉnh Gia Lai"]),
    ("Chủ tịch UBND thành phố Huế, các tỉnh: Quảng Trị, Quảng Ngãi chỉ đạo",
     ["Chủ tịch UBND thành phố Huế", "Chủ tịch UBND tỉnh Quảng Trị", "Chủ tịch UBND tỉnh Quảng Ngãi"]),
    ("Chủ tịch Ủy ban nhân dân các tỉnh, thành phố từ Hà Tĩnh đến Lâm Đồng, trong đó",
     ["Chủ tịch Ủy ban nhân dân các tỉnh, thành phố từ Hà Tĩnh đến Lâm Đồng"]),
    ("Phòng Nội vụ - cơ quan thường trực Cải cách hành chính thành phố triển khai", ["Phòng Nội vụ"]),
    ("Chánh Văn phòng HĐND và UBND thành phố", ["Chánh Văn phòng HĐND và UBND thành phố"]),
    ("Ban Quản lý dự án đầu tư xây dựng các công trình giao thông và nông nghiệp tỉnh khẩn trương",
     ["Ban Quản lý dự án đầu tư xây dựng các công trình giao thông và nông nghiệp tỉnh"]),
    ("đồng chí Nguyễn Văn Hùng, Phó Chủ tịch UBND xã chủ trì", ["đồng chí Nguyễn Văn Hùng, Phó Chủ tịch UBND xã"]),
    ("Trưởng thôn Tây Nam 1 thông báo", ["Trưởng thôn Tây Nam 1"]),
    ("Văn phòng Đoàn ĐBQH và HĐND tỉnh phối hợp", ["Văn phòng Đoàn ĐBQH và HĐND tỉnh"]),
    ("Báo và Phát thanh, Truyền hình tỉnh; Sở Tư pháp", ["Báo và Phát thanh, Truyền hình tỉnh", "Sở Tư pháp"]),
    ("Thuế tỉnh, Kho bạc Nhà nước khu vực XIII, Điện lực Quy Nhơn chủ động",
     ["Thuế tỉnh", "Kho bạc Nhà nước khu vực XIII", "Điện lực Quy Nhơn"]),
    ("VP HĐND-UBND xã, CA xã, BCHQS xã; TYT xã", ["VP HĐND-UBND xã", "CA xã", "BCHQS xã", "TYT xã"]),
    ("Công ty Điện lực Phú Thọ khẩn trương di chuyển", ["Công ty Điện lực Phú Thọ"]),
    ("các công ty thủy lợi vận hành hồ chứa", ["các công ty thủy lợi"]),
    ("Cán bộ, công chức, viên chức và người lao động nghiêm túc thực hiện", ["Cán bộ, công chức, viên chức và người lao động"]),
    ("Tổ chức hội nghị triển khai", []),
    ("Ban hành văn bản hướng dẫn", []),
    ("Báo cáo kết quả", []),
    ("các trường hợp nhũng nhiễu phải được phân loại", []),
    ("văn phòng cho thuê", []),
]  # fmt: skip


@pytest.mark.parametrize(("words", "names"), NAMES)
def test_names_of_bodies_are_told_apart_and_end_where_the_deed_begins(words: str, names: list[str]) -> None:
    assert [name.value for name in names_at(line_of(words, 0), 0)[0]] == names


# Names that have small letters, commas and deeds in them, and what may follow any name.
WHOLE = (
    "Trung tâm Xúc tiến đầu tư, thương mại và du lịch", "Ban Quản lý dự án đầu tư xây dựng", "Quỹ Bảo trì đường bộ", "Vụ Tổ chức cán bộ",
    "Phòng Đấu thầu, thẩm định và giám sát đầu tư", "Trung tâm dịch vụ đấu giá tài sản", "Ban Thi đua khen thưởng", "Phòng Tổ chức cán bộ",
    "Phòng Cảnh sát phòng cháy, chữa cháy và cứu nạn, cứu hộ", "Trạm Quản lý khai thác công trình thủy lợi", "Trường Trung cấp y tế",
    "Đội Quản lý trật tự đô thị", "Hội đồng phối hợp phổ biến, giáo dục pháp luật", "Ban Giám sát đầu tư của cộng đồng", "Thư viện tỉnh",
    "Phòng An ninh mạng và phòng, chống tội phạm sử dụng công nghệ cao", "Chi cục Trồng trọt và Bảo vệ thực vật", "Ban Tiếp công dân",
    "Trung tâm Kiểm soát bệnh tật tỉnh", "Cục Thi hành án dân sự tỉnh", "Ban Kinh tế - Ngân sách HĐND tỉnh",
    "Công ty Cổ phần Cấp thoát nước",
)  # fmt: skip
DEEDS = (
    "tuần tra", "trực ban", "kiểm đếm", "tiêm phòng", "khử trùng", "treo cờ", "ra quân", "chăm sóc", "đấu tranh", "xử phạt", "cưỡng chế",
    "nghiệm thu", "giải trình", "trả lời", "sửa chữa", "nạo vét", "tiêu hủy", "tham dự", "vận chuyển", "bảo trì", "lắp đặt", "ngăn chặn",
    "bổ nhiệm", "khen thưởng", "diễn tập", "tiêu thụ", "quảng bá", "biểu dương", "khắc phục", "thanh tra", "quy hoạch", "đo đạc", "kê khai",
)  # fmt: skip


@pytest.mark.parametrize("name", WHOLE)
def test_a_name_is_read_whole(name: str) -> None:
    assert [found.value for found in names_at(line_of(f"{name} chủ trì, phối hợp", 0), 0)[0]] == [name]


@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize("name", ["Phòng Nội vụ", "Đoàn Thanh niên xã", "các đơn vị", "Hội Nông dân", "Văn phòng Đảng ủy", "Công an xã"])
def test_a_name_ends_where_a_deed_begins(name: str, deed: str) -> None:
    assert [found.value for found in names_at(line_of(f"{name} {deed} kịp thời", 0), 0)[0]] == [name]


@pytest.mark.parametrize(
    ("name", "deed"),
    [
        ("Phòng Cảnh sát giao thông", "bảo trì"), ("Trung tâm Phục vụ hành chính công", "bố trí"),
        ("Phòng Chăm sóc khách hàng", "quy định"),
        ("Tổ bảo vệ an ninh trật tự", "kiểm tra"), ("Ban Chỉ đạo chuyển đổi số", "hòa giải"), ("Tổ Công nghệ số cộng đồng", "bố trí"),
        ("Tổ Đề án 06", "số hóa"), ("Sở Nội vụ", "chủ động bố trí"), ("các đơn vị", "đồng bộ triển khai"),
    ],
)  # fmt: skip
def test_no_deed_is_read_over_the_edge_of_a_name(name: str, deed: str) -> None:
    assert [found.value for found in names_at(line_of(f"{name} {deed} kịp thời", 0), 0)[0]] == [name]


SAID = [
    ("Sở Tài chính chủ trì, phối hợp với các cơ quan có liên quan tiến hành rà soát", ["Sở Tài chính"], ["các cơ quan có liên quan"]),
    ("Giao Công an tỉnh chủ trì, phối hợp với Sở Y tế và UBND các xã, phường tuần tra", ["Công an tỉnh"],
     ["Sở Y tế", "UBND các xã, phường"]),
    ("Đối với hồ sơ bị trả lại từ 02 lần trở lên, giao Văn phòng Ủy ban nhân dân tỉnh tổng hợp", ["Văn phòng Ủy ban nhân dân tỉnh"], []),
    ("Trên cơ sở báo cáo của Sở Xây dựng và Ban Dân tộc tỉnh, Sở Tài chính theo dõi, tổng hợp", ["Sở Tài chính"], []),
    ("Từ thực tế quản lý ngành, địa phương, các cơ quan, đơn vị tiến hành rà soát", ["các cơ quan, đơn vị"], []),
    ("Về đề nghị Bộ Nội vụ tham mưu ban hành cơ chế: Bộ Nội vụ nghiên cứu đề xuất", ["Bộ Nội vụ"], []),
    ("Phó Thủ tướng Chính phủ Trần Hồng Hà giao Bộ Y tế chủ trì nghiên cứu", ["Bộ Y tế"], []),
    ("Thống nhất chủ trương theo đề xuất của Sở Xây dựng. Giao Sở Tài chính thẩm định, trình UBND tỉnh", ["Sở Tài chính"], []),
    ("Đối với các Sở, ban, ngành: Rà soát văn bản, gửi về Sở Nội vụ", ["các Sở, ban, ngành"], []),
    ("Trách nhiệm của Sở Văn hóa, Thể thao và Du lịch", ["Sở Văn hóa, Thể thao và Du lịch"], []),
    ("Báo cáo tổng kết của các cơ quan, đơn vị gửi về Sở Nội vụ trước ngày 05/12/2025", ["các cơ quan, đơn vị"], []),
    ("Tổ chức diễn tập do Sở Khoa học và Công nghệ chủ trì", ["Sở Khoa học và Công nghệ"], []),
    ("Chủ tịch UBND xã chuyển đơn đến Phòng Kinh tế để kiểm tra, tham mưu giải quyết", ["Phòng Kinh tế"], []),
    ("Phối hợp chặt chẽ với Kho bạc nhà nước, ngân hàng thương mại, cơ quan thuế, cơ quan Công an để thu hồi nợ", [],
     ["Kho bạc nhà nước", "ngân hàng thương mại", "cơ quan thuế", "cơ quan Công an"]),
    ("Các đoàn thanh tra, kiểm tra thuế theo dõi, đẩy mạnh đôn đốc", ["Các đoàn thanh tra, kiểm tra thuế"], []),
    ("Tuyên truyền nâng cao nhận thức (Sở Y tế, Báo Bình Định).", ["Sở Y tế", "Báo Bình Định"], []),
    ("Gửi báo cáo về UBND tỉnh (Sở Nội vụ).", [], []),
    ("Xác định tình trạng cư trú của người nộp thuế (cá nhân và doanh nghiệp).", [], []),
    ("Tổ chức tập huấn (Phòng Nội vụ xã phối hợp).", [], ["Phòng Nội vụ xã"]),
    ("Chuyển hồ sơ đầy đủ, kịp thời đến cơ quan có thẩm quyền giải quyết", [], []),
    ("Thanh tra, kiểm tra hoạt động thương mại điện tử", [], []),
    ("Thanh tra tỉnh, Công an tỉnh kiểm tra việc thực hiện", ["Thanh tra tỉnh", "Công an tỉnh"], []),
    ("Trên đây là Kế hoạch, UBND Thành phố yêu cầu các sở, ngành, đơn vị triển khai", ["các sở, ngành, đơn vị"], []),
    ("Gửi báo cáo về: Trung tâm Kiểm soát bệnh tật tỉnh", [], []),
    ("Quyết định có hiệu lực kể từ ngày ký. Phòng Kế toán, Phòng Hành chính — Nhân sự chịu trách nhiệm thi hành quyết định này",
     ["Phòng Kế toán", "Phòng Hành chính — Nhân sự"], []),
    ("Hiệu trưởng Trường Tiểu học Tân Dĩnh yêu cầu các Tổ chuyên môn và giáo viên thực hiện", ["các Tổ chuyên môn và giáo viên"], []),
    ("Trong thời hạn 10 ngày kể từ ngày ký, các đơn vị có tên tại Điều 1 phải nộp lại Giấy phép", ["các đơn vị có tên tại Điều 1"], []),
    ("Toàn thể CBCCVC nghiêm túc thực hiện", ["Toàn thể CBCCVC"], []),
    ("Ba là, các cơ quan tổ chức gặp mặt cán bộ hưu trí", ["các cơ quan"], []),
    ("Đề nghị Khối Dân vận, Ủy ban MTTQ phối hợp chặt chẽ với Cấp ủy các Chi bộ khu phố đẩy mạnh tuyên truyền",
     ["Khối Dân vận", "Ủy ban MTTQ"], ["Cấp ủy các Chi bộ khu phố"]),
    ("Yêu cầu Hội đồng bồi thường, giải phóng mặt bằng và UBND phường khẩn trương công khai",
     ["Hội đồng bồi thường, giải phóng mặt bằng", "UBND phường"], []),
    ("Giao đồng chí Hải theo dõi, đôn đốc; giao Ban 1, Ban 2 rà soát", ["đồng chí Hải"], []),
    ("Yêu cầu doanh nghiệp khẩn trương nộp ngân sách", ["doanh nghiệp"], []),
    ("Yêu cầu tổ chức thực hiện nghiêm", [], []),
    ("Chủ tịch UBND tỉnh kết luận: các sở, ngành khai thác số liệu trên Kho dữ liệu", ["các sở, ngành"], []),
    ("Giao TT CNTT đánh giá tác động", ["TT CNTT"], []),
    ("Định kỳ hàng năm hoặc khi giá biến động, Sở Tài chính chủ trì phối hợp với Cục Thuế khảo sát", ["Sở Tài chính"], ["Cục Thuế"]),
    ("Thường trực HĐND, các Ban HĐND, Tổ đại biểu HĐND và đại biểu HĐND xã giám sát",
     ["Thường trực HĐND", "các Ban HĐND", "Tổ đại biểu HĐND", "đại biểu HĐND xã"], []),
    ("1 Đề nghị Tổng Liên đoàn lao động Việt Nam theo thẩm quyền chỉ đạo", ["Tổng Liên đoàn lao động Việt Nam"], []),
    ("Chủ động phối hợp với các cơ quan liên quan như: Công an, Quản lý thị trường kiểm tra", [], ["các cơ quan liên quan"]),
    ("UBND tỉnh có ý kiến: Chuyển Sở Xây dựng nghiên cứu, phúc đáp. Báo cáo UBND tỉnh", ["Sở Xây dựng"], []),
    ("Chuyển đổi số là nhiệm vụ của các cơ quan", [], []),
    ("Thực hiện phối hợp với các ngân hàng thương mại, các công ty tài chính, các công ty cung cấp dịch vụ trung gian thanh toán để", [],
     ["các ngân hàng thương mại", "các công ty tài chính", "các công ty cung cấp dịch vụ trung gian thanh toán"]),
    ("Trên cơ sở kế hoạch, phân tích rủi ro để lựa chọn, các doanh nghiệp nhiều năm chưa được thanh tra", [], []),
    ("Chủ các hồ chứa thủy điện trên lưu vực sông Mã vận hành đúng quy trình", ["Chủ các hồ chứa thủy điện"], []),
    ("Tập đoàn Xăng dầu Việt Nam, các thương nhân đầu mối bảo đảm nguồn cung",
     ["Tập đoàn Xăng dầu Việt Nam", "các thương nhân đầu mối"], []),
    ("Căn cứ Kế hoạch này, các sở, ban, ngành; UBND các xã, phường, đặc khu xây dựng kế hoạch chi tiết",
     ["các sở, ban, ngành", "UBND các xã, phường, đặc khu"], []),
    ("Đối với các dự án chậm tiến độ, các chủ đầu tư, nhà thầu vi phạm, Sở Xây dựng tham mưu xử lý", ["Sở Xây dựng"], []),
    ("Với vai trò cơ quan thường trực, Sở Nội vụ tổng hợp báo cáo", ["Sở Nội vụ"], []),
    ("Trên tinh thần đó, đề nghị Thường trực Đảng ủy, Ban Thường vụ các xã lãnh đạo", ["Thường trực Đảng ủy", "Ban Thường vụ các xã"], []),
    ("Trưởng các đơn vị phân công trực, gửi lịch trực", ["Trưởng các đơn vị"], []),
    ("Đảng đoàn HĐND tỉnh lãnh đạo ban hành nghị quyết", ["Đảng đoàn HĐND tỉnh"], []),
    ("Giảng viên chủ nhiệm thông báo cho sinh viên", ["Giảng viên chủ nhiệm"], []),
    ("Định kỳ, Thường trực Ủy ban KH,CN&MT của Quốc hội chủ trì, phối hợp với Tổng Thư ký Quốc hội, Văn phòng Đảng đoàn Quốc hội giúp",
     ["Thường trực Ủy ban KH,CN&MT của Quốc hội"], ["Tổng Thư ký Quốc hội", "Văn phòng Đảng đoàn Quốc hội"]),
    ("Lãnh đạo, chỉ đạo rà soát, hoàn thiện pháp luật", [], []),
    ("Đề nghị Mặt trận Tổ quốc và các tổ chức thành viên phối hợp với chính quyền vận động nhân dân",
     ["Mặt trận Tổ quốc", "các tổ chức thành viên"], ["chính quyền"]),
    ("Tiếp tục hoàn thiện quy chế phối hợp với Ủy ban MTTQ cùng cấp", [], []),
    ("Chỉ đạo các đơn vị trực thuộc rà soát, phối hợp Phòng Nội vụ tham mưu", [], ["Phòng Nội vụ"]),
    ("Sớ Tài chính chù trì, phối hợp vói Sờ Xây dụng và Uý ban nhân đân các xã, phưòng tham mưu", ["Sở Tài chính"],
     ["Sở Xây dựng", "Ủy ban nhân dân các xã, phường"]),
]  # fmt: skip


@pytest.mark.parametrize(("words", "leads", "partners"), SAID)
def test_who_is_told_to_act_and_with_whom(words: str, leads: list[str], partners: list[str]) -> None:
    who = of_words(words, 0)
    assert [found.value for found in who.leads] == leads
    assert [found.value for found in who.coordinating] == partners


def test_a_cell_names_each_body_once_with_its_place() -> None:
    cell = "Sở Nội vụ,\nSở Y tế; Sở Nội vụ"
    who = listed(cell, 100)
    assert [(found.value, found.spans[0]) for found in who.leads] == [("Sở Nội vụ", Span(100, 109)), ("Sở Y tế", Span(111, 118))]


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("Sở Kê hoạch và Đâu tư", "Sở Kế hoạch và Đầu tư"),
        ("UBND các huyện, thành phó", "UBND các huyện, thành phố"),
        ("SỜ NỘI VỤ", "SỞ NỘI VỤ"),
        ("Uỷ ban nhân dân tỉnh Nghệ An", "Uỷ ban nhân dân tỉnh Nghệ An"),
        ("Công ty Tân Hưng", "Công ty Tân Hưng"),
        ("cát Vụ, Cục, đơn vị", "các Vụ, Cục, đơn vị"),
    ],
)
def test_letters_that_a_scan_mistook_are_mended_where_nothing_else_can_be_meant(written: str, right: str) -> None:
    assert mended(written) == right


@pytest.mark.parametrize(
    ("cell", "leads", "partners"),
    [
        ("Chủ trì: Sở Nội vụ; phối hợp: Sở Y tế, Sở Tài chính", ["Sở Nội vụ"], ["Sở Y tế", "Sở Tài chính"]),
        ("Sở Nội vụ (chủ trì), Sở Y tế (phối hợp), Công an tỉnh (phối hợp)", ["Sở Nội vụ"], ["Sở Y tế", "Công an tỉnh"]),
        ("Sở Nội vụ chủ trì, phối hợp với các đơn vị liên quan", ["Sở Nội vụ"], ["các đơn vị liên quan"]),
        ("Tổ Đề án 06", ["Tổ Đề án 06"], []),
        (
            "Các đ/c Phó chỉ tịch, Trưởng đoàn thể xã, các đồng chí Chuyên viên cơ quan MTTQ xã.",
            ["Các đ/c Phó chỉ tịch", "Trưởng đoàn thể xã", "các đồng chí Chuyên viên cơ quan MTTQ xã"],
            [],
        ),
    ],
)
def test_a_cell_tells_the_share_of_each(cell: str, leads: list[str], partners: list[str]) -> None:
    who = listed(cell, 0)
    assert ([found.value for found in who.leads], [found.value for found in who.coordinating]) == (leads, partners)


def _items(body: str) -> tuple[Context, tuple[Item, ...]]:
    text = DocumentText(body)
    items = items_of(text, Span(0, len(body)))
    addressees = (Found("Sở Y tế", (Span(0, 1),)), Found("UBND các xã, phường", (Span(0, 1),)))
    return Context(text, Head(is_document=True, addressees=addressees), items), items


def test_an_item_that_names_nobody_is_of_its_heading_then_of_its_opener_then_of_the_address() -> None:
    context, items = _items(
        "1. Sở Nội vụ:\n\n- Rà soát biên chế.\n\n2. Ủy ban nhân dân tỉnh yêu cầu các sở, ngành thực hiện:\n\na) Tổng hợp kết quả.\n\n"
        "3. Báo cáo kết quả trước ngày 15/12/2025.\n"
    )
    said = {item.flat.strip(): [found.value for found in assignees_of(item, context)[0]] for item in items}
    assert said["Rà soát biên chế."] == ["Sở Nội vụ"]
    assert said["Tổng hợp kết quả."] == ["các sở, ngành"]
    assert said["Báo cáo kết quả trước ngày 15/12/2025."] == ["Sở Y tế", "UBND các xã, phường"]


def test_the_short_name_of_an_addressee_means_all_of_them() -> None:
    text = DocumentText("- Đề nghị Cục Thuế chú trọng thanh tra.\n")
    items = items_of(text, Span(0, len(text.text)))
    head = Head(is_document=True, addressees=(Found("Cục Thuế các tỉnh, thành phố", (Span(0, 1),)),))
    leads, _ = assignees_of(items[0], Context(text, head, items))
    assert [found.value for found in leads] == ["Cục Thuế các tỉnh, thành phố"]


def test_a_heading_that_directs_names_who_must_act() -> None:
    context, items = _items("1. Chỉ đạo Trạm Y tế:\n\na) Rà soát thuốc, vật tư.\n\n2. Chỉ đạo Công an xã kiểm tra.\n")
    said = {item.flat.strip(): [found.value for found in assignees_of(item, context)[0]] for item in items}
    assert said["Rà soát thuốc, vật tư."] == ["Trạm Y tế"]
    assert said["Chỉ đạo Công an xã kiểm tra."] == ["Sở Y tế", "UBND các xã, phường"]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_of_bodies_finds_its_own_example(rule: Rule) -> None:
    assert rule.search(plain_letters(rule.example)) is not None


@given(st.text(st.sampled_from("ACSBĐUVàcởbộansinhộêơư ,;:.-()\n*|1/2"), max_size=120))
def test_whatever_is_written_names_stand_inside_it(words: str) -> None:
    line = line_of(words, 0)
    assert len(line.plain) == len(line.text) == len(line.places)
    for start in range(0, len(line.text), 7):
        names, end = names_at(line, start)
        assert all(start <= name.start < name.end <= len(line.text) for name in names)
        assert start <= end <= len(line.text)
    of_words(words, 0)
