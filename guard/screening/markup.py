"""What of a text's markup a reader would never see, and marks that speak to a model's machinery."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_LOOKS_HTML = re.compile(
    r"<(?:[a-zA-Z][a-zA-Z0-9-]*(?:\s[^<>]*)?/?>|!--|!\[CDATA|/[a-zA-Z])|<img\b", re.I
)
_UNSEEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0(?:\.0*)?(?![.\d])|"
    r"font-size\s*:\s*(?:0|1px|0?\.\d+)(?:px|pt|em|rem|%)?(?![.\d])|mso-hide\s*:\s*all|"
    r"(?<![-\w])color\s*:\s*(?:white|transparent|#f{3}(?:f{3})?(?![0-9a-f])|rgba?\(\s*255\s*,\s*255\s*,\s*255|"
    r"rgba\([^)]*,\s*0\s*\))|(?:max-)?(?:height|width)\s*:\s*0(?:px)?(?![.\d])|"
    r"(?:left|top|text-indent)\s*:\s*-\d{3,}|clip\s*:\s*rect\(\s*0|clip-path\s*:\s*inset\(\s*(?:50|100)%",
    re.I,
)  # fmt: skip
_ADDRESSED = re.compile(r"<([^\s<>@]+@[^\s<>@]+)>")
_OPEN = re.compile(r"<(?!!--|[^<>]{0,4000}>)")
_DROPPED = frozenset(
    {"script", "style", "template", "noscript", "iframe", "object", "svg", "title"}
)
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())  # noqa: SIM905
_SAYING = (
    "alt",
    "title",
    "aria-label",
    "placeholder",
    "content",
    "summary",
    "data-prompt",
    "value",
)
MARKS = re.compile(
    r"<\|[^|<>\n]{1,40}\|>|<</?SYS>>|</?s>|"
    r"\[/?(?:INST|SYS|SYSTEM|ASSISTANT|TOOL_CALLS?|AVAILABLE_TOOLS)\]|"
    r"</?(?:system|assistant|instructions?|prompt|tool[_-]?(?:calls?|use|response|code)|"
    r"function[_-]?(?:calls?|results?)|function|invoke|parameters?|thinking|antml:\w+|"
    r"start_of_turn|end_of_turn|human|im_start|im_end)(?:[\s=][^<>\n]{0,200})?>|"
    r"^[ \t]*#{2,}[ \t]*(?:system|instructions?|assistant|human|response|consignes?|"
    r"syst[eè]me|new task)\b[ \t]*:?[ \t]*$|"
    r"^[ \t]*(?:```[ \t]*)?(?:tool_code|tool_call|function_call)\b[ \t]*$",
    re.I | re.M,
)
CALL = re.compile(
    r"\{[^{}]{0,300}\"(?:name|tool|tool_name|function|action)\"\s*:\s*(?:\"|\{)[\s\S]{0,300}?"
    r"\"(?:arguments|parameters|args|input|action_input|tool_input)\"\s*:\s*[\s\S]{0,600}?\}(?:\s*\})*|"
    r"^[ \t]*Action\s*:\s*\S[^\n]*\n+[ \t]*Action Input\s*:[^\n]*$",
    re.I | re.M,
)  # fmt: skip


class _Reader(HTMLParser):
    """Keeps what is seen as it is written; what is not goes to `unseen`."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.seen: list[str] = []
        self.unseen: list[str] = []
        self.images = 0
        self._hidden: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a tag's words only; an image and what it says is never kept."""
        self.unseen += [value for name, value in attrs if name in _SAYING and value]
        if tag == "img":
            self.images += 1
        if tag in _VOID:
            self._keep("\n" if tag in {"br", "hr"} else "")
        elif self._hidden or tag in _DROPPED or _is_hidden(dict(attrs)):
            self._hidden.append(tag)
        elif MARKS.fullmatch(self.get_starttag_text() or ""):
            self._keep(self.get_starttag_text() or "")
        elif tag in {"p", "div", "li", "tr", "h1", "h2", "h3"}:
            self._keep("\n")

    def handle_endtag(self, tag: str) -> None:
        """Leave what was hidden."""
        if tag in self._hidden:
            while self._hidden.pop() != tag:
                pass
        elif MARKS.fullmatch(f"</{tag}>"):
            self._keep(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        """Keep words that are seen."""
        self._keep(data)

    def handle_entityref(self, name: str) -> None:
        """Keep an escape as it is written."""
        self._keep(f"&{name};")

    def handle_charref(self, name: str) -> None:
        """Keep an escape as it is written."""
        self._keep(f"&#{name};")

    def handle_comment(self, data: str) -> None:
        """Nobody sees a comment."""
        self.unseen.append(data)

    def unknown_decl(self, data: str) -> None:
        """Nobody sees a declaration."""
        self.unseen.append(data)

    def handle_decl(self, decl: str) -> None:
        """Nobody sees a declaration."""
        self.unseen.append(decl)

    def handle_pi(self, data: str) -> None:
        """Nobody sees a processing instruction."""
        self.unseen.append(data)

    def _keep(self, data: str) -> None:
        (self.unseen if self._hidden else self.seen).append(data)


def split_html(text: str) -> tuple[str, list[str], int]:
    """Return what is seen of a text, what is not, and how many images it would fetch."""
    if not _LOOKS_HTML.search(text):
        return text, [], 0
    reader = _Reader()
    reader.feed(_closed(_ADDRESSED.sub(r"\1", text)))
    reader.close()
    return "".join(reader.seen), reader.unseen, reader.images


def _closed(text: str) -> str:
    """Return the text with what opens a tag or a comment that never ends taken as words."""
    end = text.rfind("-->")
    head, tail = text[: end + 1], text[end + 1 :]
    return _OPEN.sub("&lt;", head + tail.replace("<!--", "&lt;!--"))


def _is_hidden(attributes: dict[str, str | None]) -> bool:
    """Say whether an element is not shown."""
    style = attributes.get("style") or ""
    return "hidden" in attributes or bool(_UNSEEN.search(style))
