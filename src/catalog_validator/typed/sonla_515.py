"""Descriptions by the profile sonla-515 1.0.0. Generated; do not edit."""


import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StrictBool, StrictInt, StrictStr, model_validator
from pydantic_core import PydanticCustomError


class Record(BaseModel):
    """What all have in common: members that are not known are left out, as a check only warns of them."""

    model_config = ConfigDict(populate_by_name=True, extra="ignore", protected_namespaces=())

    def to_entry(self) -> dict[str, Any]:
        """The values as the native form has them; what is not stated is left out."""
        return self.model_dump(by_alias=True, exclude_none=True)


def lacks(field: str) -> PydanticCustomError:
    """The error of a field that is owed here."""
    return PydanticCustomError("missing", "{field} is owed here", {"field": field})


def matching(pattern: str) -> AfterValidator:
    """The whole text must match."""
    whole = re.compile(pattern, re.ASCII).fullmatch

    def check(text: str) -> str:
        if whole(text) is None:
            raise ValueError(f"does not match {pattern}")
        return text

    return AfterValidator(check)


_seen = re.compile('[^\\s\x7f-\xa0\xad͏\u061cᅟᅠ\u1680឴឵᠋-᠏\u2000-\u200f\u2028-\u202f\u205f-\u206f⠀\u3000ㅤ︀-️\ufeffﾠ\ufff0-\ufff8]').search


def _inked(text: str) -> str:
    if _seen(text) is None:
        raise ValueError("nothing can be seen in it")
    return text


Text = Annotated[StrictStr, AfterValidator(_inked)]
"""A text in which something can be seen."""


class ContactPoint(Record):
    """Cán bộ đầu mối / Contact point"""

    name: Annotated[Text, Field(min_length=1, max_length=300)] = Field(title='Họ tên cán bộ đầu mối / Contact name')
    """Họ tên hoặc vị trí của người làm đầu mối. / Name or post of the contact."""
    position: Annotated[Text, Field(min_length=1, max_length=300)] | None = Field(default=None, title='Chức vụ cán bộ đầu mối / Contact position')
    """Chức vụ hoặc chức danh, nếu cần. / Position or title, if wanted."""
    phone: Annotated[Text, Field(min_length=1), matching('(0[ .\\-]?|\\+84 ?)([35789]([ .\\-]?[0-9]){8}|2([ .\\-]?[0-9]){8,9})|1[ .\\-]?[89]([ .\\-]?0){2}([ .\\-]?[0-9]){4}(([ .\\-]?[0-9]){2})?')] | None = Field(default=None, title='Điện thoại cán bộ đầu mối / Contact phone')
    """Số điện thoại của Việt Nam, viết cả số 0 ở đầu. / A Vietnamese number, with its leading 0."""
    email: Annotated[Text, Field(min_length=1), matching("[A-Za-z0-9!#$%&'*+/=?\\^_`{|}~\\-]+(\\.[A-Za-z0-9!#$%&'*+/=?\\^_`{|}~\\-]+)*@([A-Za-z0-9]([A-Za-z0-9\\-]{0,61}[A-Za-z0-9])?\\.)+([A-Za-z]([A-Za-z0-9\\-]{0,61}[A-Za-z0-9])?)")] | None = Field(default=None, title='Thư điện tử cán bộ đầu mối / Contact e-mail')
    """Một địa chỉ thư điện tử, tốt nhất là thư công vụ. / One e-mail address, preferably an official one."""

    @model_validator(mode="after")
    def _check(self) -> "ContactPoint":
        """What one field asks of another."""
        if all(part is None for part in (self.phone, self.email,)):
            raise lacks('phone / email')
        return self


class DataItems(Record):
    """Các mục dữ liệu / Data items"""

    name: Annotated[Text, Field(min_length=1, max_length=300)] = Field(title='Tên mục dữ liệu / Item name')
    """Tên của một mục, ví dụ một cột trong bảng. / Name of one item, for example a column."""
    description: Annotated[Text, Field(min_length=1, max_length=2000)] = Field(title='Mô tả mục dữ liệu / Item description')
    """Một câu để người ngoài hiểu mục này là gì. / One sentence by which an outsider understands the item."""
    type: Literal['text', 'integer', 'number', 'date', 'datetime', 'boolean', 'geometry', 'file', 'other'] | None = Field(default=None, title='Kiểu dữ liệu của mục / Item type')
    """Văn bản, số, ngày …; để trống nếu chưa biết. / Text, number, date …; leave blank if not known."""
    shared: StrictBool | None = Field(default=None, title='Mục được chia sẻ / Item is shared')
    """Có hoặc không. / Yes or no."""
    open: StrictBool | None = Field(default=None, title='Mục là dữ liệu mở / Item is open')
    """Có hoặc không. / Yes or no."""


class Published(Record):
    """Đã ban hành trên hệ thống Danh mục / Promulgated on the catalog system"""

    published: StrictBool = Field(title='Ban hành (có/không) / Promulgated (yes or no)')
    """Có hoặc không. / Yes or no."""
    decision: Annotated[Text, Field(min_length=1, max_length=300)] | None = Field(default=None, title='Số quyết định ban hành / Number of the decision')
    """Số và ký hiệu của quyết định. / Number and symbol of the decision."""
    date: Annotated[Text, Field(min_length=1), matching('((000[1-9]|00[1-9][0-9]|0[1-9][0-9]{2}|[1-9][0-9]{3})-((0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])|(0[13-9]|1[0-2])-(29|30)|(0[13578]|1[02])-31)|([0-9]{2}(0[48]|[2468][048]|[13579][26])|([2468][048]|[13579][26]|0[48])00)-02-29)')] | None = Field(default=None, title='Ngày quyết định ban hành / Date of the decision')
    """Ngày ký quyết định. / Day on which the decision was signed."""


class Description(Record):
    """Mô tả cơ sở dữ liệu trong Danh mục cơ sở dữ liệu tỉnh Sơn La (Quyết định 515) / Description of a database in the catalog of Sơn La province (Decision 515)"""

    db_name: Annotated[Text, Field(min_length=10, max_length=500)] = Field(title='Tên CSDL / Database name')
    """Viết đầy đủ tên của cơ sở dữ liệu, không chỉ ghi chữ viết tắt. Tên nên cho biết cơ sở dữ liệu quản lý đối tượng nào. / Write the full name of the database, not an acronym alone. The name should tell what the database is about."""
    catalog_ref: Annotated[Text, Field(min_length=1, max_length=100)] = Field(title='Số thứ tự trong Danh mục ban hành kèm QĐ 515 / Number in the catalog of Decision 515')
    """Ghi đúng số thứ tự của dòng tương ứng trong Danh mục ban hành kèm Quyết định 515, không phải số dòng của bảng đang nhập. / Write the number of the row in the catalog issued with Decision 515, not the row of the sheet you are filling in."""
    catalog_part: Literal['master', 'shared', 'open'] | None = Field(default=None, title='Phần danh mục / Part of the catalog')
    """Chọn phần của danh mục có cơ sở dữ liệu này: dữ liệu chủ, dữ liệu dùng chung hoặc dữ liệu mở. / Choose the part of the catalog that holds this database: master, shared or open data."""
    db_code: Annotated[Text, Field(min_length=1, max_length=100), matching('[A-Za-z0-9]{1,30}([._/-][A-Za-z0-9]{1,30}){0,8}')] | None = Field(default=None, title='Mã CSDL / Database code')
    """Ghi mã riêng của cơ sở dữ liệu nếu đã được cấp, chỉ gồm chữ không dấu, số và dấu nối. / Write the database's own code, if it has one: plain letters, digits and joining marks."""
    db_kind: Literal['national', 'shared_ministry', 'shared_sector', 'shared_local', 'internal'] = Field(title='Loại CSDL / Kind of database')
    """Chọn quốc gia, dùng chung của bộ, của ngành, của địa phương, hoặc nội bộ. / Choose national, shared by a ministry, by a sector, by a local government, or internal."""
    steward_level: Literal['central', 'provincial', 'commune'] = Field(title='Cấp chủ trì / Level of the steward')
    """Chọn Trung ương nếu bộ, ngành xây dựng theo ngành dọc và tỉnh chỉ triển khai; nếu không thì chọn cấp tỉnh hoặc cấp xã. / Choose central where a ministry builds it and the province only deploys it; otherwise provincial or commune."""
    purpose: Annotated[Text, Field(min_length=30, max_length=5000)] = Field(title='Mục đích / Purpose')
    """Nói cơ sở dữ liệu được lập ra để phục vụ việc gì, cho ai. Một đến ba câu là đủ. / Say what the database was made for and for whom. One to three sentences are enough."""
    scope: Annotated[Text, Field(min_length=20, max_length=5000)] = Field(title='Phạm vi / Scope')
    """Nêu đối tượng, địa bàn và khoảng thời gian mà dữ liệu bao quát; nếu có phần không thu thập thì nói rõ. / Name the subjects, the area and the years that the data covers; say what is left out, if anything."""
    content_description: Annotated[Text, Field(min_length=50, max_length=5000)] = Field(title='Nội dung / Content')
    """Mô tả trong cơ sở dữ liệu có những nhóm thông tin gì và mỗi nhóm gồm những gì. Không chép lại mục đích. / Describe which groups of information the database holds and what each contains. Do not copy the purpose."""
    domain: Literal['science_technology', 'digital_transformation', 'agriculture_environment', 'health', 'education', 'finance', 'construction_transport', 'culture_sport_tourism', 'justice', 'home_affairs', 'industry_trade', 'ethnic_religion', 'inspection', 'public_security_defence', 'general', 'other'] = Field(title='Lĩnh vực / Domain')
    """Chọn lĩnh vực quản lý nhà nước mà dữ liệu thuộc về. / Choose the field of public administration that the data belongs to."""
    target_users: Annotated[Text, Field(min_length=1, max_length=5000)] | None = Field(default=None, title='Đối tượng khai thác / Target users')
    """Ghi những ai dùng dữ liệu: cơ quan nào, doanh nghiệp, người dân. / Write who uses the data: which agencies, businesses, citizens."""
    spatial_coverage: Annotated[Text, Field(min_length=1, max_length=5000)] | None = Field(default=None, title='Phạm vi không gian / Spatial coverage')
    """Ghi địa bàn mà dữ liệu bao quát, tốt nhất kèm mã đơn vị hành chính đang có hiệu lực. / Write the area that the data covers, best with the codes of the administrative units now in force."""
    temporal_coverage: Annotated[Text, Field(min_length=1), matching('((000[1-9]|00[1-9][0-9]|0[1-9][0-9]{2}|[1-9][0-9]{3})(-(0[1-9]|1[0-2]))?|((000[1-9]|00[1-9][0-9]|0[1-9][0-9]{2}|[1-9][0-9]{3})-((0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])|(0[13-9]|1[0-2])-(29|30)|(0[13578]|1[02])-31)|([0-9]{2}(0[48]|[2468][048]|[13579][26])|([2468][048]|[13579][26]|0[48])00)-02-29))/(((000[1-9]|00[1-9][0-9]|0[1-9][0-9]{2}|[1-9][0-9]{3})(-(0[1-9]|1[0-2]))?|((000[1-9]|00[1-9][0-9]|0[1-9][0-9]{2}|[1-9][0-9]{3})-((0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])|(0[13-9]|1[0-2])-(29|30)|(0[13578]|1[02])-31)|([0-9]{2}(0[48]|[2468][048]|[13579][26])|([2468][048]|[13579][26]|0[48])00)-02-29))|\\.\\.)')] | None = Field(default=None, title='Phạm vi thời gian / Temporal coverage')
    """Ghi thời điểm đầu và cuối của dữ liệu, ví dụ 2015 đến 2025; nếu còn tiếp diễn thì viết đến nay. / Write the first and last moment of the data, for example 2015 to 2025."""
    keywords: Annotated[list[Annotated[Text, Field(min_length=1)]], Field(min_length=1)] | None = Field(default=None, title='Từ khóa / Keywords')
    """Ghi vài từ mà người khác sẽ gõ để tìm dữ liệu này, cách nhau bằng dấu chấm phẩy. / Write a few words that others would type to find this data, separated by semicolons."""
    legal_basis: Annotated[list[Annotated[Text, Field(min_length=1)]], Field(min_length=1)] | None = Field(default=None, title='Căn cứ pháp lý xây dựng CSDL / Legal basis of the database')
    """Ghi văn bản giao hoặc cho phép lập cơ sở dữ liệu: loại, số, ngày, cơ quan ban hành. / Write the document that orders or allows the database: kind, number, date, issuing body."""
    managing_agency: Annotated[Text, Field(min_length=3, max_length=500)] = Field(title='Cơ quan chủ quản / Managing agency')
    """Ghi tên đầy đủ của cơ quan, đơn vị chịu trách nhiệm về cơ sở dữ liệu này. / Write the full name of the agency or unit that answers for this database."""
    contact_point: ContactPoint = Field(title='Cán bộ đầu mối / Contact point')
    """Ghi người hoặc vị trí việc làm trả lời được câu hỏi về dữ liệu, kèm ít nhất một số điện thoại hoặc thư điện tử còn dùng. / Give the person or post that can answer questions about the data, with at least one working phone number or e-mail."""
    agency_code: Annotated[Text, Field(min_length=1), matching('(([0-9]{2,3}\\.){1,3}H52|H52(\\.[0-9]{1,3}){0,4})')] = Field(title='Mã định danh điện tử cơ quan / Electronic agency code')
    """Ghi mã định danh điện tử của cơ quan chủ quản, đúng như danh sách mã của tỉnh. / Write the electronic code of the managing agency, exactly as in the province's list."""
    operating_unit: Annotated[Text, Field(min_length=1, max_length=500)] | None = Field(default=None, title='Đơn vị vận hành / Operating unit')
    """Ghi đơn vị trực tiếp vận hành, sao lưu và bảo đảm an toàn cho cơ sở dữ liệu. / Write the unit that runs the database, backs it up and keeps it safe."""
    collection_mechanism: Annotated[Text, Field(min_length=10, max_length=5000)] = Field(title='Cơ chế thu thập / Collection mechanism')
    """Nói dữ liệu được thu thập bằng cách nào và do ai: nhập hồ sơ, báo cáo, điều tra, nhận từ hệ thống khác. / Say how the data is collected and by whom: files entered, reports, surveys, received from another system."""
    update_mechanism: Annotated[Text, Field(min_length=10, max_length=5000)] = Field(title='Cơ chế cập nhật / Update mechanism')
    """Nói ai cập nhật, cập nhật bằng cách nào và ai kiểm tra lại. Tần suất thì ghi ở mục riêng. / Say who updates, how, and who checks. The frequency has a field of its own."""
    update_frequency: Literal['realtime', 'daily', 'weekly', 'monthly', 'quarterly', 'half_yearly', 'yearly', 'on_change', 'other'] = Field(title='Tần suất cập nhật / Update frequency')
    """Chọn một giá trị trong danh sách: hằng ngày, hằng tuần, hằng tháng, hằng quý, hằng năm, khi có thay đổi … / Choose one value of the list: daily, weekly, monthly, quarterly, yearly, on change …"""
    data_source: Annotated[Text, Field(min_length=10, max_length=5000)] = Field(title='Nguồn dữ liệu / Data source')
    """Ghi dữ liệu gốc lấy từ đâu: hồ sơ nào, cơ quan nào gửi đến, hệ thống nào kết xuất. / Write where the original data comes from: which files, which agency, which system."""
    last_updated: Annotated[Text, Field(min_length=1), matching('((000[1-9]|00[1-9][0-9]|0[1-9][0-9]{2}|[1-9][0-9]{3})-((0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])|(0[13-9]|1[0-2])-(29|30)|(0[13578]|1[02])-31)|([0-9]{2}(0[48]|[2468][048]|[13579][26])|([2468][048]|[13579][26]|0[48])00)-02-29)')] | None = Field(default=None, title='Cập nhật gần nhất / Last updated')
    """Ghi ngày dữ liệu được cập nhật lần gần nhất, theo dạng năm-tháng-ngày hoặc ngày/tháng/năm. / Write the day of the latest update, as YYYY-MM-DD or dd/mm/yyyy."""
    data_items: Annotated[list[DataItems], Field(min_length=1)] = Field(title='Các mục dữ liệu / Data items')
    """Liệt kê từng mục dữ liệu, mỗi mục một dòng, có tên và một câu giải thích; kiểu, chia sẻ và mở thì ghi khi biết. / List the data items, one a line, each with a name and a sentence that explains it; type, shared and open where known."""
    open_data_items: Annotated[list[Annotated[Text, Field(min_length=1)]], Field(min_length=1)] | None = Field(default=None, title='Dữ liệu mở / Open data items')
    """Liệt kê những mục dữ liệu được công bố mở, tên trùng với phần các mục dữ liệu; nếu không có mục nào thì viết không có. / List the items published as open data, named as among the data items; where there is none, write không có."""
    shared_data_items: Annotated[list[Annotated[Text, Field(min_length=1)]], Field(min_length=1)] | None = Field(default=None, title='Dữ liệu chia sẻ / Shared data items')
    """Liệt kê những mục dữ liệu cơ quan khác được khai thác, tên trùng với phần các mục dữ liệu; nếu không có thì viết không có. / List the items that other agencies may use, named as among the data items; where there is none, write không có."""
    master_data: Annotated[list[Annotated[Text, Field(min_length=1)]], Field(min_length=1)] | None = Field(default=None, title='Dữ liệu chủ, khóa định danh / Master data and keys')
    """Ghi những mục dùng làm khóa để nối với cơ sở dữ liệu khác, ví dụ mã số thuế, mã định danh. / Write the items that serve as keys to other databases, for example a tax code or an identifier."""
    reference_code_lists: Annotated[list[Annotated[Text, Field(min_length=1)]], Field(min_length=1)] | None = Field(default=None, title='Danh mục mã dùng chung / Reference code lists')
    """Ghi các danh mục mã mà dữ liệu sử dụng, ví dụ danh mục đơn vị hành chính. / Write the code lists that the data uses, for example that of administrative units."""
    volume: Annotated[StrictInt, Field(ge=0, le=999999999999999999999999999999)] | None = Field(default=None, title='Quy mô (số bản ghi) / Volume (records)')
    """Ghi số bản ghi hiện có, chỉ viết chữ số. / Write the number of records now held, in digits only."""
    sharing_class: Literal['shared', 'private', 'open'] = Field(title='Phân loại chia sẻ / Sharing class')
    """Chọn dùng chung nếu cơ quan khác được khai thác, mở nếu ai cũng được khai thác, dùng riêng nếu chỉ dùng trong đơn vị. / Choose shared if other agencies may use it, open if anyone may, private if only the unit itself does."""
    importance_class: Literal['core', 'important', 'other'] = Field(title='Mức độ quan trọng / Importance')
    """Chọn cốt lõi hoặc quan trọng nếu dữ liệu nằm trong danh mục do Thủ tướng ban hành; ngoài ra chọn khác. / Choose core or important if the data stands in the Prime Minister's lists, otherwise other."""
    personal_data: Literal['none', 'basic', 'sensitive'] = Field(title='Dữ liệu cá nhân / Personal data')
    """Cho biết có dữ liệu cá nhân hay không, và nếu có thì cơ bản hay nhạy cảm. / Say whether there is personal data and, if so, whether basic or sensitive."""
    state_secret: StrictBool = Field(title='Bí mật nhà nước / State secret')
    """Ghi có hoặc không. Dữ liệu thuộc bí mật nhà nước không được mô tả trong danh mục này. / Write yes or no. Data that is a state secret must not be described in this catalog."""
    security_level: Annotated[StrictInt, Field(ge=1, le=5)] = Field(title='Cấp độ an toàn / Security level')
    """Ghi cấp độ an toàn hệ thống thông tin đã được phê duyệt, một số từ 1 đến 5. / Write the approved security level of the information system, a number from 1 to 5."""
    sharing_method: Literal['query', 'sync', 'sync_national', 'packaged'] | None = Field(default=None, title='Phương thức chia sẻ / Sharing method')
    """Chọn cách cơ quan khác nhận dữ liệu: tra cứu qua dịch vụ, đồng bộ, đồng bộ với quốc gia, hoặc gói dữ liệu. / Choose how others receive the data: query through a service, synchronisation, with a national database, or packages."""
    sharing_platform: Literal['LGSP', 'NDXP', 'NDOP', 'other'] | None = Field(default=None, title='Nền tảng kết nối / Connecting platform')
    """Chọn nền tảng mà dữ liệu được chia sẻ qua: LGSP, NDXP, NDOP hoặc khác. / Choose the platform through which the data is shared: LGSP, NDXP, NDOP or other."""
    service_endpoint: Annotated[Text, Field(min_length=1), matching('https?://([A-Za-z0-9]([A-Za-z0-9\\-]{0,61}[A-Za-z0-9])?\\.)+([A-Za-z]([A-Za-z0-9\\-]{0,61}[A-Za-z0-9])?)(:([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]))?([/?#][!#-;=?-Z\\[\\]_a-z~]*)?')] | None = Field(default=None, title='Địa chỉ dịch vụ, tài liệu kỹ thuật / Service address or technical document')
    """Ghi địa chỉ đầy đủ của dịch vụ hoặc của tài liệu kỹ thuật, bắt đầu bằng https. / Write the full address of the service or of its technical document, beginning with https."""
    formats: Annotated[list[Literal['CSV', 'XLSX', 'JSON', 'XML', 'GeoJSON', 'SHP', 'API', 'other']], Field(min_length=1)] | None = Field(default=None, title='Định dạng / Formats')
    """Ghi các định dạng có thể lấy dữ liệu, cách nhau bằng dấu chấm phẩy; dữ liệu mở cần có CSV, JSON, XML hoặc GeoJSON. / Write the formats in which the data can be had, separated by semicolons; open data needs CSV, JSON, XML or GeoJSON."""
    access_conditions: Annotated[Text, Field(min_length=1, max_length=5000)] | None = Field(default=None, title='Điều kiện khai thác, giấy phép / Access conditions and licence')
    """Ghi ai được khai thác, cần xin phép thế nào, và giấy phép nếu dữ liệu được công bố mở. / Write who may use the data, how to ask, and the licence if it is open."""
    open_publish_url: Annotated[Text, Field(min_length=1), matching('https?://([A-Za-z0-9]([A-Za-z0-9\\-]{0,61}[A-Za-z0-9])?\\.)+([A-Za-z]([A-Za-z0-9\\-]{0,61}[A-Za-z0-9])?)(:([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]))?([/?#][!#-;=?-Z\\[\\]_a-z~]*)?')] | None = Field(default=None, title='Địa chỉ công bố dữ liệu mở / Address where the open data is published')
    """Ghi địa chỉ đầy đủ của trang công bố bộ dữ liệu này trên cổng dữ liệu, không phải trang chủ của cổng. / Write the full address of this dataset's page on the data portal, not the portal's home page."""
    no_share_reason: Annotated[Text, Field(min_length=20, max_length=5000)] | None = Field(default=None, title='Lý do, căn cứ không chia sẻ / Reason and ground for not sharing')
    """Nêu vì sao dữ liệu chỉ dùng riêng và văn bản nào cho phép không chia sẻ. / Say why the data is kept private and which document allows that."""
    status: Literal['operating', 'building', 'planned'] = Field(title='Hiện trạng / Status')
    """Chọn đang vận hành, đang xây dựng hoặc dự kiến xây dựng. / Choose operating, being built or planned."""
    published: Published | None = Field(default=None, title='Đã ban hành trên hệ thống Danh mục / Promulgated on the catalog system')
    """Cho biết mô tả này đã được ban hành trên hệ thống Danh mục cơ sở dữ liệu của tỉnh chưa, kèm số và ngày quyết định. / Say whether this description has been promulgated on the province's catalog system, with the decision's number and date."""
    retention_period: Annotated[Text, Field(min_length=1), matching('P(([1-9][0-9]{0,5}Y([1-9][0-9]{0,5}M)?([1-9][0-9]{0,5}W)?([1-9][0-9]{0,5}D)?|[1-9][0-9]{0,5}M([1-9][0-9]{0,5}W)?([1-9][0-9]{0,5}D)?|[1-9][0-9]{0,5}W([1-9][0-9]{0,5}D)?|[1-9][0-9]{0,5}D)(T([1-9][0-9]{0,5}H([1-9][0-9]{0,5}M)?([1-9][0-9]{0,5}S)?|[1-9][0-9]{0,5}M([1-9][0-9]{0,5}S)?|[1-9][0-9]{0,5}S))?|T([1-9][0-9]{0,5}H([1-9][0-9]{0,5}M)?([1-9][0-9]{0,5}S)?|[1-9][0-9]{0,5}M([1-9][0-9]{0,5}S)?|[1-9][0-9]{0,5}S))|permanent')] | None = Field(default=None, title='Thời hạn lưu trữ / Retention period')
    """Ghi dữ liệu được lưu bao lâu, ví dụ 10 năm hoặc vĩnh viễn. / Write how long the data is kept, for example 10 years or for ever."""
    system_name: Annotated[Text, Field(min_length=1, max_length=500)] | None = Field(default=None, title='Hệ thống quản lý / Managing system')
    """Ghi tên phần mềm hoặc hệ thống thông tin đang chứa cơ sở dữ liệu. / Write the software or information system that holds the database."""
    dictionary_ref: Annotated[Text, Field(min_length=1, max_length=2000)] | None = Field(default=None, title='Từ điển dữ liệu / Data dictionary')
    """Ghi địa chỉ hoặc tên tài liệu giải thích cấu trúc và ý nghĩa của dữ liệu. / Write the address or the name of the document that explains the data's structure and meaning."""

    @model_validator(mode="after")
    def _check(self) -> "Description":
        """What one field asks of another."""
        if self.legal_basis is None and not (self.db_kind in ('internal',)):
            raise lacks('legal_basis')
        if self.last_updated is None and not (self.status in ('building', 'planned')):
            raise lacks('last_updated')
        if self.open_data_items is None and not (self.sharing_class in ('shared', 'private')):
            raise lacks('open_data_items')
        if self.shared_data_items is None and not (self.sharing_class in ('private', 'open')):
            raise lacks('shared_data_items')
        if self.sharing_method is None and not (self.sharing_class in ('private',)):
            raise lacks('sharing_method')
        if self.sharing_platform is None and not (self.sharing_class in ('private',)):
            raise lacks('sharing_platform')
        if self.service_endpoint is None and not ((self.sharing_method in ('packaged',)) or (self.sharing_class in ('private',))):
            raise lacks('service_endpoint')
        if self.formats is None and not ((self.sharing_class in ('shared', 'private')) and ((self.sharing_method in ('query', 'sync', 'sync_national')) or (self.sharing_class in ('private',)))):
            raise lacks('formats')
        if self.open_publish_url is None and not (self.sharing_class in ('shared', 'private')):
            raise lacks('open_publish_url')
        if self.no_share_reason is None and not (self.sharing_class in ('shared', 'open')):
            raise lacks('no_share_reason')
        return self
