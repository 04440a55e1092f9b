"""The few pages of the local tools: plain HTML, one style sheet, no script."""

from html import escape

STYLES = """
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; }
td, th { text-align: start; padding: .4rem .6rem; border-bottom: 1px solid #8884; }
iframe { width: 100%; height: 36rem; border: 1px solid #8888; background: #fff; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; padding: 1rem; border: 1px solid #8888; }
.quiet { color: #777; }
"""


def page(title: str, content: str, *, head: str = "") -> str:
    """Return a whole page; `content` and `head` are HTML."""
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f'<title>{escape(title)}</title><link rel="stylesheet" href="/-/pages.css">{head}</head>'
        f"<body><h1>{escape(title)}</h1>{content}</body></html>"
    )
