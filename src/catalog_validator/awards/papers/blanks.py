"""What a paper leaves to people: visible dotted lines, and the list of them."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Blanks:
    """Hands out dotted blanks while papers are filled, and remembers what each stands for."""

    found: dict[str, list[str]] = field(default_factory=dict)
    """Paper → what is still to be added, in the order of the paper."""
    _paper: str = ""

    def begin(self, paper: str) -> None:
        """From here on blanks belong to this paper."""
        self._paper = paper
        self.found.setdefault(paper, [])

    def __call__(self, what: str, width: int = 20) -> str:
        """A dotted line so many characters wide; templates call this."""
        listed = self.found[self._paper]
        if what not in listed:
            listed.append(what)
        return "…" * max(2, width // 2)

    def later(self, what: str, width: int = 20) -> "Later":
        """A blank that belongs to whichever paper it is put in."""
        return Later(self, what, width)

    def page(self) -> str:
        """``can-bo-sung.md``: what people must still add, paper by paper."""
        lines = ["# Cần bổ sung trước khi trình", ""]
        lines.append("Trước hết, tính lại bản ghi từ dữ liệu gốc: `catval awards verify`.")
        lines.append("Công cụ không tự điền các nội dung sau; trong văn bản chúng là các dòng chấm.")
        for paper, listed in self.found.items():
            lines += ["", f"## {paper}", "", *(f"- [ ] {what}" for what in listed)]
        return "\n".join(lines) + "\n"


@dataclass(frozen=True, slots=True)
class Later:
    """What the campaign does not say: a dotted blank in each paper that asks for it."""

    blanks: Blanks
    what: str
    width: int

    def __str__(self) -> str:
        """The dotted line; the paper that is being filled lists it."""
        return self.blanks(self.what, self.width)
