"""A reader of HTML that minds what browsers forgive, and finds what a page links to."""

from html.parser import HTMLParser

VOID = {"meta", "link", "br", "hr", "img", "input"}
SELF_CLOSED = {"rect", "circle"}


class PageReader(HTMLParser):
    """Reads a page; ``problems`` are elements that are not closed in order, ids given twice, and headings skipped."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.problems: list[str] = []
        self.ids: set[str] = set()
        self.targets: set[str] = set()
        self.labels: set[str] = set()
        self.ways: set[tuple[str, str]] = set()
        self.level = 0
        self.loaded: list[str] = []
        self.feed(page)
        self.close()
        self.problems += [f"<{tag}> is not closed" for tag in self.open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        if tag not in VOID:
            self.open.append(tag)
        self._identify(given)
        self._follow(tag, given)
        if tag[0] == "h" and tag[1:].isdigit():
            if int(tag[1:]) > self.level + 1:
                self.problems.append(f"<{tag}> after h{self.level}")
            self.level = int(tag[1:])

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in SELF_CLOSED:
            self.problems.append(f"<{tag}/>")
        self._identify({key: value or "" for key, value in attrs})

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.problems.append(f"</{tag}> out of place")

    def _identify(self, given: dict[str, str]) -> None:
        if "id" in given:
            if given["id"] in self.ids:
                self.problems.append(f"id {given['id']} twice")
            self.ids.add(given["id"])

    def _follow(self, tag: str, given: dict[str, str]) -> None:
        if given.get("href", "").startswith("#"):
            self.targets.add(given["href"][1:])
        self.labels.update(given.get("aria-labelledby", "").split())
        if "lang" in given:
            self.ways.add((given["lang"], given.get("dir", "")))
        self.loaded += [f"{tag} {given[key]}" for key in ("src", "srcset", "data") if key in given]
        if tag == "link":
            self.problems.append("a file of its own")
