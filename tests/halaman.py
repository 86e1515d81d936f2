"""What every rendered page must hold to, whoever wrote it."""

from html.parser import HTMLParser


class InlineFinder(HTMLParser):
    """Collects what the Content-Security-Policy would block."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "style" or (tag == "script" and "src" not in values):
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            if name == "style" or name.startswith(("on", "hx-on")):
                self.found.append(f"{tag} {name}")
            if (value or "").strip().lower().startswith(("javascript:", "data:", "http:", "https:", "//")):
                self.found.append(f"{tag} {name}={value}")


def find_inline(html: str) -> list[str]:
    """Inline styles and scripts, and addresses that leave the own host; empty on a page that is in order."""
    finder = InlineFinder()
    finder.feed(html)
    return finder.found
