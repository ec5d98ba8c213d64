"""Descriptions by the profile nd47-core 1.0.0. Generated; do not edit."""


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


class Description(Record):
    """Mười hai thông tin cốt lõi của một cơ sở dữ liệu trong danh mục / The twelve core facts about a database in a catalog"""

    db_name: Annotated[Text, Field(min_length=10, max_length=500)] = Field(title='Tên CSDL / Database name')
    """Viết đầy đủ tên của cơ sở dữ liệu, không chỉ ghi chữ viết tắt. Tên nên cho biết cơ sở dữ liệu quản lý đối tượng nào. / Write the full name of the database, not an acronym alone. The name should tell what the database is about."""
    purpose: Annotated[Text, Field(min_length=30, max_length=5000)] = Field(title='Mục đích / Purpose')
    """Nói cơ sở dữ liệu được lập ra để phục vụ việc gì, cho ai. Một đến ba câu là đủ. / Say what the database was made for and for whom. One to three sentences are enough."""
    scope: Annotated[Text, Field(min_length=20, max_length=5000)] = Field(title='Phạm vi / Scope')
    """Nêu đối tượng, địa bàn và khoảng thời gian mà dữ liệu bao quát; nếu có phần không thu thập thì nói rõ. / Name the subjects, the area and the years that the data covers; say what is left out, if anything."""
    content_description: Annotated[Text, Field(min_length=50, max_length=5000)] = Field(title='Nội dung / Content')
    """Mô tả trong cơ sở dữ liệu có những nhóm thông tin gì và mỗi nhóm gồm những gì. Không chép lại mục đích. / Describe which groups of information the database holds and what each contains. Do not copy the purpose."""
    managing_agency: Annotated[Text, Field(min_length=3, max_length=500)] = Field(title='Cơ quan chủ quản / Managing agency')
    """Ghi tên đầy đủ của cơ quan, đơn vị chịu trách nhiệm về cơ sở dữ liệu này. / Write the full name of the agency or unit that answers for this database."""
    contact_point: ContactPoint = Field(title='Cán bộ đầu mối / Contact point')
    """Ghi người hoặc vị trí việc làm trả lời được câu hỏi về dữ liệu, kèm ít nhất một số điện thoại hoặc thư điện tử còn dùng. / Give the person or post that can answer questions about the data, with at least one working phone number or e-mail."""
    collection_mechanism: Annotated[Text, Field(min_length=10, max_length=5000)] = Field(title='Cơ chế thu thập / Collection mechanism')
    """Nói dữ liệu được thu thập bằng cách nào và do ai: nhập hồ sơ, báo cáo, điều tra, nhận từ hệ thống khác. / Say how the data is collected and by whom: files entered, reports, surveys, received from another system."""
    update_mechanism: Annotated[Text, Field(min_length=10, max_length=5000)] = Field(title='Cơ chế cập nhật / Update mechanism')
    """Nói ai cập nhật, cập nhật bằng cách nào và ai kiểm tra lại. Tần suất thì ghi ở mục riêng. / Say who updates, how, and who checks. The frequency has a field of its own."""
    update_frequency: Literal['realtime', 'daily', 'weekly', 'monthly', 'quarterly', 'half_yearly', 'yearly', 'on_change', 'other'] = Field(title='Tần suất cập nhật / Update frequency')
    """Chọn một giá trị trong danh sách: hằng ngày, hằng tuần, hằng tháng, hằng quý, hằng năm, khi có thay đổi … / Choose one value of the list: daily, weekly, monthly, quarterly, yearly, on change …"""
    data_source: Annotated[Text, Field(min_length=10, max_length=5000)] = Field(title='Nguồn dữ liệu / Data source')
    """Ghi dữ liệu gốc lấy từ đâu: hồ sơ nào, cơ quan nào gửi đến, hệ thống nào kết xuất. / Write where the original data comes from: which files, which agency, which system."""
    data_items: Annotated[list[DataItems], Field(min_length=1)] = Field(title='Các mục dữ liệu / Data items')
    """Liệt kê từng mục dữ liệu, mỗi mục một dòng, có tên và một câu giải thích; kiểu, chia sẻ và mở thì ghi khi biết. / List the data items, one a line, each with a name and a sentence that explains it; type, shared and open where known."""
    sharing_class: Literal['shared', 'private', 'open'] = Field(title='Phân loại chia sẻ / Sharing class')
    """Chọn dùng chung nếu cơ quan khác được khai thác, mở nếu ai cũng được khai thác, dùng riêng nếu chỉ dùng trong đơn vị. / Choose shared if other agencies may use it, open if anyone may, private if only the unit itself does."""
