"""The plain page everything readable here is shown in."""

from __future__ import annotations

from html import escape

STYLE = """:root{color-scheme:light dark;font:1rem/1.5 system-ui,sans-serif}
body{max-width:60rem;margin:2rem auto;padding:0 1rem}
dl{display:grid;grid-template-columns:minmax(8rem,16rem) 1fr;gap:.25rem 1rem}
dt{opacity:.7}dd{margin:0;white-space:pre-wrap;overflow-wrap:anywhere}
label{display:block;margin:.75rem 0}input{display:block;padding:.4rem;width:min(22rem,100%)}
button{padding:.5rem 1rem}table{border-collapse:collapse;width:100%}
th,td{text-align:left;padding:.25rem .75rem .25rem 0}[role=alert]{font-weight:600}"""


def document(language: str, title: str, body: str) -> str:
    """Return a page; `title` is text, `body` is HTML that is safe already."""
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{escape(title)}</title><style>{STYLE}</style></head>"
        f"<body><main><h1>{escape(title)}</h1>{body}</main></body></html>"
    )
