"""Vietnamese words and phrases out of which the generated descriptions are made."""

PLACES = (
    "Mộc Châu", "Yên Châu", "Mai Sơn", "Thuận Châu", "Mường La", "Quỳnh Nhai", "Sông Mã", "Sốp Cộp", "Phù Yên",
    "Bắc Yên", "Vân Hồ", "Chiềng Cơi", "Chiềng An", "Chiềng Sinh", "Tô Hiệu", "Mường Giôn", "Mường Chanh",
    "Mường Khiêng", "Tân Phong", "Tạ Khoa", "Pắc Ngà", "Gia Phù", "Song Khủa", "Bình Thuận", "Co Mạ", "Nậm Lầu",
    "Púng Bánh", "Huổi Một",
)  # fmt: skip
PLACE_FORMS = ("xã {0}", "phường {0}", "khu vực {0}", "cụm xã {0}")

TOPICS = (
    "hộ nghèo, hộ cận nghèo", "cán bộ, công chức, viên chức", "công trình thủy lợi nhỏ", "giấy phép xây dựng",
    "người có công với cách mạng", "cơ sở giáo dục mầm non", "nhiệm vụ khoa học và công nghệ", "tài sản công",
    "trạm thu phát sóng thông tin di động", "hợp tác xã nông nghiệp", "sản phẩm OCOP", "đường giao thông nông thôn",
    "rừng phòng hộ", "điểm dân cư nguy cơ sạt lở", "di tích lịch sử, văn hóa", "lễ hội truyền thống",
    "cơ sở khám bệnh, chữa bệnh", "tiêm chủng mở rộng", "lao động đi làm việc ngoài tỉnh", "hộ kinh doanh cá thể",
    "cơ sở lưu trú du lịch", "quan trắc môi trường nước", "vùng trồng cây ăn quả", "đàn gia súc, gia cầm",
    "hồ sơ thủ tục hành chính", "phản ánh, kiến nghị của người dân", "văn bản quy phạm pháp luật",
    "hòa giải viên cơ sở", "công chứng, chứng thực", "hộ tịch điện tử", "đất đai và quy hoạch sử dụng đất",
    "giá đất cụ thể", "chợ nông thôn", "cụm công nghiệp", "lưới điện trung áp", "phương tiện vận tải hành khách",
    "tai nạn giao thông", "học bổng, học phí", "thư viện công cộng", "giải thưởng sáng kiến",
    "doanh nghiệp khởi nghiệp sáng tạo", "tổ công nghệ số cộng đồng", "hạ tầng trung tâm dữ liệu",
    "an toàn thông tin mạng", "chữ ký số chuyên dùng", "tiêu chuẩn đo lường chất lượng",
)  # fmt: skip
PERIODS = (
    "", "giai đoạn 2016-2020", "giai đoạn 2021-2025", "giai đoạn 2026-2030", "năm 2023", "năm 2024", "năm 2025",
    "từ năm 2010 đến nay", "phục vụ chuyển đổi số", "theo mô hình chính quyền hai cấp", "dùng cho báo cáo định kỳ",
)  # fmt: skip
NAME_FORMS = (
    "Cơ sở dữ liệu {topic} {place} {period}", "Cơ sở dữ liệu quản lý {topic} tại {place} {period}",
    "Cơ sở dữ liệu chuyên ngành về {topic} {place} {period}", "Bộ dữ liệu {topic} trên địa bàn {place} {period}",
    "Kho dữ liệu {topic} của {place} {period}", "Cơ sở dữ liệu điện tử {topic} thuộc {place} {period}",
    "Danh mục điện tử {topic} {place} {period}", "Cơ sở dữ liệu tổng hợp {topic} ở {place} {period}",
)  # fmt: skip

AIMS = (
    "quản lý thống nhất thông tin về {topic}", "theo dõi tình hình và biến động của {topic}",
    "cung cấp số liệu về {topic} cho công tác chỉ đạo, điều hành", "phục vụ giải quyết thủ tục hành chính về {topic}",
    "làm căn cứ lập kế hoạch và phân bổ ngân sách cho {topic}",
    "giảm giấy tờ và thời gian tổng hợp báo cáo về {topic}",
    "kết nối, chia sẻ dữ liệu {topic} giữa các cấp, các ngành",
    "công khai thông tin {topic} cho người dân và doanh nghiệp",
    "đánh giá kết quả thực hiện chính sách đối với {topic}", "thay thế sổ sách theo dõi {topic} bằng bản điện tử",
)  # fmt: skip
AIM_STARTS = ("Nhằm ", "Giúp các cơ quan ", "Phục vụ yêu cầu ", "Được xây dựng để ", "Hỗ trợ các đơn vị ")
SCOPES = (
    "Toàn bộ {topic} trên địa bàn {place}, {period}", "Các đơn vị có liên quan đến {topic} tại {place}",
    "Dữ liệu {topic} do {place} trực tiếp quản lý {period}", "Thông tin {topic} phát sinh ở {place} từ khi lập hồ sơ",
    "Áp dụng cho mọi tổ chức, cá nhân hoạt động về {topic} ở {place}",
)  # fmt: skip
CONTENTS = (
    "Gồm thông tin định danh, địa chỉ, tình trạng hiện tại và lịch sử thay đổi của {topic}",
    "lưu hồ sơ gốc đã số hóa cùng các quyết định, biên bản kiểm tra kèm theo từng đối tượng",
    "ghi nhận số lượng, quy mô, nguồn kinh phí và đơn vị chịu trách nhiệm chính",
    "có bảng tổng hợp theo xã, theo quý và theo từng nhóm đối tượng quản lý",
    "mỗi bản ghi gắn với mã định danh duy nhất và tọa độ vị trí trên bản đồ nền của tỉnh",
    "cho phép tra cứu theo tên, theo mã, theo thời gian và theo đơn vị hành chính cấp xã",
    "kết quả rà soát hằng năm được lưu riêng để so sánh giữa các kỳ báo cáo",
    "liên kết với danh mục dùng chung về đơn vị hành chính, cơ quan, lĩnh vực của tỉnh",
)  # fmt: skip
BOILERPLATE = (
    "Cơ sở dữ liệu dùng chung của tỉnh, được xây dựng để phục vụ quản lý nhà nước theo ngành, lĩnh vực và hỗ trợ "
    "giải quyết thủ tục hành chính cho người dân, doanh nghiệp"
)
BOILERPLATE_AIM = (
    "Chuẩn hóa, số hóa và dùng chung dữ liệu trong công tác quản lý của các ngành, các cấp trên địa bàn tỉnh"
)
COMMON_COLLECTION = (
    "Cán bộ được giao nhập liệu theo biểu mẫu thống nhất của cơ quan chủ quản",
    "Thu thập từ các đơn vị thông qua nền tảng tích hợp, chia sẻ dữ liệu của tỉnh",
)
COMMON_UPDATE = (
    "Cơ quan chủ quản cập nhật theo quy chế quản lý, vận hành đã ban hành",
    "Cập nhật đồng thời với hệ thống nguồn khi có bản ghi thay đổi",
)

COLLECTIONS = (
    "Cán bộ chuyên môn nhập trực tiếp vào phần mềm từ hồ sơ giấy", "Các xã, phường gửi biểu mẫu điện tử hằng tháng",
    "Đồng bộ tự động từ hệ thống một cửa điện tử của tỉnh", "Điều tra, khảo sát thực địa mỗi năm một lần",
    "Tổng hợp từ báo cáo định kỳ của các đơn vị trực thuộc", "Nhập từ tệp bảng tính do các phòng chuyên môn cung cấp",
    "Thu nhận qua trục liên thông văn bản và biểu mẫu trực tuyến",
    "Quét và nhận dạng hồ sơ lưu trữ sau đó kiểm tra thủ công", "Thiết bị quan trắc gửi số liệu qua mạng viễn thông",
    "Chuyển đổi từ cơ sở dữ liệu cũ rồi bổ sung phần còn thiếu",
    "Tiếp nhận từ hệ thống của bộ chủ quản qua nền tảng chia sẻ",
    "Người dân kê khai trên cổng dịch vụ công, cán bộ xác nhận",
)  # fmt: skip
UPDATES = (
    "Đơn vị vận hành cập nhật khi có quyết định mới được ban hành", "Cập nhật theo kỳ báo cáo, lãnh đạo phòng duyệt",
    "Hệ thống tự động đồng bộ vào cuối ngày làm việc", "Cán bộ đầu mối rà soát và sửa đổi trong vòng năm ngày",
    "Cập nhật bổ sung sau mỗi đợt kiểm tra, rà soát", "Xã, phường cập nhật biến động, sở chuyên ngành kiểm duyệt",
    "Nhập mới khi phát sinh hồ sơ, khóa số liệu vào cuối quý",
    "Nhận bản cập nhật từ cơ sở dữ liệu quốc gia theo lịch", "Tổ công tác cập nhật tập trung trước ngày 25 của tháng",
    "Đơn vị cung cấp gửi tệp thay thế toàn bộ vào đầu năm",
)  # fmt: skip
SOURCES = (
    "Hồ sơ thủ tục hành chính đã giải quyết", "Báo cáo của Ủy ban nhân dân các xã, phường",
    "Kết quả điều tra của ngành", "Sổ theo dõi và hồ sơ lưu tại phòng chuyên môn",
    "Hệ thống thông tin chuyên ngành của bộ", "Số liệu thống kê cấp tỉnh",
    "Hệ thống thông tin giải quyết thủ tục hành chính", "Tờ khai điện tử của tổ chức, cá nhân",
    "Cơ sở dữ liệu quốc gia", "Bản đồ nền và ảnh viễn thám do trung ương cấp",
    "Quyết định phê duyệt của cấp có thẩm quyền",
)  # fmt: skip
AUDIENCES = (
    "Lãnh đạo các cấp", "cán bộ chuyên môn", "người dân", "doanh nghiệp", "cơ quan nhà nước", "tổ chức nghiên cứu",
    "đơn vị sự nghiệp", "cơ quan báo chí", "hợp tác xã", "nhà đầu tư", "trường học", "cơ sở y tế",
)  # fmt: skip
REASONS = (
    "Chứa thông tin nội bộ phục vụ công tác tổ chức cán bộ của đơn vị",
    "Dữ liệu cá nhân chưa được chủ thể đồng ý chia sẻ",
    "Chỉ phục vụ điều hành trong phạm vi một cơ quan, không có nhu cầu khai thác từ bên ngoài",
    "Thông tin đang trong quá trình thanh tra, kiểm tra theo thẩm quyền",
)  # fmt: skip
LAWS = (
    "Luật Dữ liệu số 60/2024/QH15", "Nghị định số 278/2025/NĐ-CP", "Nghị định số 194/2025/NĐ-CP",
    "Quyết định số 515/QĐ-UBND ngày 12/02/2026", "Nghị định số 165/2025/NĐ-CP",
)  # fmt: skip
OFFICES = (
    "Sở Khoa học và Công nghệ", "Sở Nội vụ", "Sở Tài chính", "Sở Y tế", "Sở Giáo dục và Đào tạo", "Sở Công Thương",
    "Sở Nông nghiệp và Môi trường", "Sở Xây dựng", "Sở Tư pháp", "Sở Văn hóa, Thể thao và Du lịch",
    "Sở Dân tộc và Tôn giáo", "Thanh tra tỉnh", "Văn phòng Ủy ban nhân dân tỉnh", "Ban Quản lý các khu công nghiệp",
)  # fmt: skip
POSTS = ("Chuyên viên", "Trưởng phòng", "Phó Trưởng phòng", "Cán bộ phụ trách công nghệ thông tin", "Viên chức")
ITEMS = (
    "Mã định danh", "Tên đối tượng", "Địa chỉ", "Ngày cấp", "Cơ quan cấp", "Số quyết định", "Diện tích",
    "Kinh phí thực hiện", "Nguồn vốn", "Tình trạng hoạt động", "Người đại diện", "Số điện thoại liên hệ",
    "Tọa độ địa lý", "Đơn vị hành chính", "Năm đưa vào sử dụng", "Loại hình", "Số lượng", "Kết quả đánh giá",
    "Ngày kiểm tra gần nhất", "Hồ sơ đính kèm", "Lĩnh vực hoạt động", "Trình độ chuyên môn", "Dân tộc", "Giới tính",
    "Mức hỗ trợ", "Thời hạn", "Ghi chú nghiệp vụ", "Mã số thuế", "Số tờ bản đồ", "Số thửa đất", "Chủ đầu tư",
    "Quy mô công suất",
)  # fmt: skip
ITEM_PHRASES = (
    "Giá trị do cơ quan có thẩm quyền cấp, duy nhất trong toàn tỉnh", "Ghi theo văn bản đã ban hành gần nhất",
    "Thông tin bắt buộc khi lập hồ sơ mới", "Lấy theo danh mục dùng chung của tỉnh",
    "Cán bộ nhập sau khi đối chiếu bản gốc", "Tính theo đơn vị quy định trong biểu mẫu báo cáo",
    "Dùng để thống kê và kết xuất báo cáo định kỳ",
)  # fmt: skip
KEYWORDS = ("quản lý", "thống kê", "chuyển đổi số", "dùng chung", "Sơn La", "hồ sơ điện tử", "báo cáo", "cấp xã")

ONSETS = (
    "b", "c", "ch", "d", "đ", "g", "gi", "h", "kh", "l", "m", "n", "ng", "nh", "ph", "qu", "r", "s", "t", "th", "tr",
    "v", "x",
)  # fmt: skip
RIMES = (
    ("a", ""), ("a", "nh"), ("a", "ng"), ("ă", "n"), ("ă", "ng"), ("â", "m"), ("â", "u"), ("e", ""), ("e", "n"),
    ("ê", "n"), ("ê", "u"), ("i", "nh"), ("iê", "u"), ("iê", "n"), ("o", "ng"), ("ô", ""), ("ô", "ng"), ("ơ", "i"),
    ("ơ", "n"), ("u", ""), ("u", "ng"), ("ươ", "ng"), ("ươ", "u"), ("ư", "a"), ("uâ", "n"), ("uyê", "n"), ("oa", "n"),
    ("oa", "i"), ("y", ""), ("ô", "i"),
)  # fmt: skip
TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
"""Level, falling, rising, broken, asking and heavy, as combining marks."""
