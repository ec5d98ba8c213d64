"""Which words are well-formed Vietnamese syllables: an onset, a rhyme, a tone, as the spelling allows them.

Vietnamese spelling is a closed system of some two dozen onsets, 160 rhymes and six tones, as schools teach it, so a few
tables tell a syllable from other text.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

LONGEST = 8
"""Letters of the longest syllable (``nghiêng``) and one to spare."""
LONGEST_NAME = 20
"""Letters of a name in one word."""

_NAMELY = re.compile(r"\Ap(?!h)|k\Z|\Ak(?![hieêyìíỉĩịếềểễệ])")
_TONES = ("", "\u0301", "\u0323", "\u0300", "\u0309", "\u0303")
_CHECKED = _TONES[1:3]
"""A syllable that ends in a stop has the sắc or the nặng tone, and always one of them."""
_STOPS = ("p", "t", "c", "ch")
_UNTONED = re.compile(r"([aăâeêioôơuưy])(p|t|ch?)\Z")
_VOWELS = "aăâeêioôơuưy"
_EITHER = frozenset({"oa", "oe", "uy"})
"""Open rhymes whose tone stands on the first vowel (``hòa``) or on the second (``hoà``)."""

_BACK = """
a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
o oc oi om on ong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
u ua uc ui um un ung up ut uôc uôi uôm uôn uông uôt
ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu
"""
_FRONT = """
e ec em en eng eo ep et ê êch êm ên ênh êp êt êu
i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu
"""
_ROUND = """
oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oe oen oeo oet ooc oong
uân uâng uât uây uê uêch uênh uêu uơ uy uya uych uynh uyt uyu uyên uyêt
"""
_BARE = "y yêm yên yêng yêt yêu"
_AFTER_QU = """
a ac ach ai an ang anh ao at au ay ăc ăm ăn ăng ăp ăt ân âng ât âu ây e en eo et ê ên êt êch ênh êu
i it ơ ôc y ych ynh yt yên yêt
"""
_AFTER_GI = """
a ac ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăt âc âm ân âp ât âu ây e em en eo ep et ê ên êng êt êu
o oi on ong oc oe ô ôi ông ôt ơ ơi ư u ua uc ui un ung up ut uôc ưa ưc ưng ưt ươ ương
"""
_ONSET = re.compile("ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdđghklmnqrstvx]|")
_PLAIN_ONSETS = ("ch", "d", "đ", "h", "kh", "l", "n", "nh", "s", "t", "th", "tr", "x")
_UNROUNDED_ONSETS = ("b", "m", "ph", "r", "v")
"""Lips that close for the onset do not round after it: ``boá`` is no syllable, ``hoá`` is."""
_LONE_Y = ("h", "k", "l", "m", "s", "t", "v")
"""Onsets after which a final i may be written y (``lý``)."""

_FAMILIAR = """
biên biết biệt bàn bán báo bên bình bạn bản bảo bằng bệnh bị bổ bộ chuyên chuyển chuẩn chính chúng chưa chương chất
chế chỉ chịu chủ chức chứng cuộc cá các cách còn có cô công cùng căn cũng cơ cả cải cấp cần cầu cộng cụ cục của cứ
cứu diện dân dùng dẫn dịch dụng dữ dự dựng giá giúp giải giảm giấy giới giữa giữ góp gồm gửi hiện hiệu hiểm hoàn hoá
hoạch hoạt hoặc huyện hàng hành hình hóa hơn hướng hưởng hạn hải hệ họ học hồ hộ hội hợp hữu khoản khoáng khác khách
không khám khí khẩu kiến kiểm kèm kê ký kế kết kể kỳ liên liệu loại luật là làm lãnh lên lý lĩnh lưu lương lượng lại
lập lệ lịch lớn lợi lục lực miền miễn mà mã máy môi mình mẫu mặt một mới mở mục mức nghiên nghiệp nghĩa nghề nghệ
nghị nghìn ngoài nguyên nguồn ngành ngày ngân người ngạch nhiều nhiệm nhà nhân như nhưng nhất nhóm nhận nhập những
nhượng nào này nâng nên nó nói nông năm năng nơi nước nếu nội nộp nữ pháp phát phân phép phí phòng phú phương phường
phạm phải phần phẩm phố phụ phục phủ quyết quyền quá quả quản quận quốc rõ rất rằng rừng suất sách sông sơn sơ sản
sẽ số sống sổ sở sử sửa sự thiết thuê thuật thuế thuộc thuỷ thành tháng thì thôn thông thương thường thấy thẩm thế
thể thị thống thổ thời thủ thủy thứ thức thực tiêu tiến tiếp tiết tiền toàn toán triển triệu trách trên trình trước
trường trưởng trả trẻ trị trở trợ trừ trực tuyến tuyển tuổi tài tác tái tên tình tính tôi tăng tư tương tượng tại
tạo tập tất tế tỉnh tốt tổ tổng tới tờ từ từng tự tỷ tỉ vàng viên việc viện việt và vào vì văn vấn vận vật về vị vốn
với vụ vực xuất xác xây xã xét xử yêu yếu án áp ông ý ăn đang đi điều điểm đào đánh đây đã đó đóng đúng đăng đơn
đường được đại đạo đất đầu đặc đến đề để địa định đối đồng đổi độ đội động đủ đợt ưu ở ủy ứng
"""


def is_syllable(word: str) -> bool:
    """Whether a word (composed, lower case) is spelled as a Vietnamese syllable. ASCII words may be, too."""
    if len(word) > LONGEST:
        return False
    rhymes = _rhymes()
    match = _ONSET.match(word)
    onset = match.group() if match else ""
    if word[len(onset) :] in rhymes[onset]:
        return True
    return onset == "gi" and word[1:] in rhymes["g"]


def may_be_typed(word: str) -> bool:
    """Whether somebody who types Vietnamese may have meant a word: a syllable, or one that lacks its tone (``môt``)."""
    return is_syllable(word) or is_syllable(unicodedata.normalize("NFC", _UNTONED.sub("\\1\u0323\\2", word)))


def is_name(word: str) -> bool:
    """Whether a word can be read as syllables in one piece, as foreign names and names of peoples are written.

    They may have p and k where other words have none (``Pắc``, ``Kạn``, ``Đắk``, ``Angiêri``, ``Sáccom``).
    """
    if len(word) > LONGEST_NAME:
        return False
    word = _NAMELY.sub(lambda match: "t" if match.group() == "p" else "c", word)
    starts = {0}
    for at in range(len(word)):
        if at in starts:
            starts |= {end for end in range(at + 1, min(len(word), at + LONGEST) + 1) if is_syllable(word[at:end])}
    return len(word) in starts


@cache
def _rhymes() -> dict[str, frozenset[str]]:
    """Onset → every rhyme that may follow it, with each tone, as spelled."""
    back, front, rounded = (_spelled(table) for table in (_BACK, _FRONT, _ROUND))
    lone = _spelled("y")
    table = dict.fromkeys(_PLAIN_ONSETS, back | front | rounded)
    table |= dict.fromkeys(_UNROUNDED_ONSETS, back | front)
    # c, g, ng stand before back vowels; k, gh, ngh before front ones.
    table |= {"c": back | _spelled("oong ooc"), "ng": back | rounded, "k": front, "gh": front, "ngh": front}
    table |= {"g": back | _spelled("oa oe oong i in im"), "": back | front | rounded | _spelled(_BARE)}
    table |= {"qu": _spelled(_AFTER_QU), "gi": _spelled(_AFTER_GI), "q": _spelled("uy")}
    return {onset: rhymes | lone if onset in _LONE_Y else rhymes for onset, rhymes in table.items()}


def _spelled(rhymes: str) -> frozenset[str]:
    return frozenset(
        unicodedata.normalize("NFC", rhyme[: at + 1] + tone + rhyme[at + 1 :])
        for rhyme in rhymes.split()
        for tone in (_CHECKED if rhyme.endswith(_STOPS) else _TONES)
        for at in _tone_places(rhyme)
    )


def _tone_places(rhyme: str) -> tuple[int, ...]:
    """Indexes of the vowels that may carry the tone."""
    vowels = [at for at, letter in enumerate(rhyme) if letter in _VOWELS]
    marked = [at for at in vowels if rhyme[at] in "ăâêôơ"] or [at for at in vowels if rhyme[at] == "ư"]
    if marked:
        return (marked[-1],)
    if len(vowels) < len(rhyme):
        return (vowels[-1],)
    if rhyme in _EITHER:
        return (0, 1)
    return (1,) if len(vowels) == 3 else (0,)


def all_syllables() -> Iterator[str]:
    """Every well-formed syllable, some twenty thousand; few are words."""
    return (onset + rhyme for onset, rhymes in _rhymes().items() for rhyme in rhymes)


@cache
def familiar() -> frozenset[str]:
    """Syllables with marks that stand in every official text; they say which of two readings is meant."""
    return frozenset(_FAMILIAR.split())
