"""Whether words are written as Vietnamese syllables are: the evidence for an encoding that nothing else tells."""

import re
import unicodedata

_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_INITIAL = "(?:ngh|ng|nh|gh|gi|g|kh|k|ch|c|ph|p|qu|th|tr|t|b|d|đ|h|l|m|n|r|s|v|x)?"
_OPEN = (
    "a|ai|ao|au|ay|âu|ây|e|eo|ê|êu|i|ia|iu|iêu|o|oa|oai|oao|oay|oe|oeo|oi|ô|ôi|ơ|ơi|u|ua|ui|uôi|uây|uê|uêu|uơ|uy|uya|uyu"
    "|ư|ưa|ưi|ưu|ươi|ươu|y|yêu"
)
_NASAL = (
    "am|an|ang|anh|ăm|ăn|ăng|âm|ân|âng|em|en|eng|êm|ên|ênh|im|in|inh|iêm|iên|iêng|oam|oan|oang|oanh|oăm|oăn|oăng|oen"
    "|om|on|ong|oong|ôm|ôn|ông|ơm|ơn|um|un|ung|uân|uâng|uênh|uôm|uôn|uông|uyên|uynh|ưm|ưn|ưng|ươm|ươn|ương|yêm|yên|yêng"
)
_STOPPED = (
    "ac|ach|ap|at|ăc|ăp|ăt|âc|âp|ât|ec|ep|et|êch|êp|êt|ich|ip|it|iêc|iêp|iêt|oac|oach|oap|oat|oăc|oăt|oet|oc|op|ot|ôc|ôp|ôt"
    "|ơp|ơt|uc|up|ut|uât|uêch|uôc|uôt|uych|uyêt|uyt|ưc|ưt|ươc|ươp|ươt|yêt"
)
_FREE = re.compile(f"{_INITIAL}(?:{_OPEN}|{_NASAL})")
_SHARP = re.compile(f"{_INITIAL}(?:{_STOPPED})")
_WORD = re.compile(r"[^\W\d_]+(?:[\u0300-\u036f]+[^\W\d_]*)*")


def is_syllable(word: str) -> bool:
    """A well-formed syllable: one tone at most, and before a stop (``c``, ``ch``, ``p``, ``t``) acute or dot below."""
    spread = unicodedata.normalize("NFD", word.lower())
    tones = _TONES.findall(spread)
    bare = unicodedata.normalize("NFC", _TONES.sub("", spread))
    if len(tones) > 1:
        return False
    if _FREE.fullmatch(bare):
        return True
    return bool(tones) and tones[0] in "\u0301\u0323" and _SHARP.fullmatch(bare) is not None


def marked_words(text: str) -> list[str]:
    """The words of the text that hold a letter beyond ASCII."""
    return [word for word in _WORD.findall(text) if not word.isascii()]
