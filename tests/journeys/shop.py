"""A page of another site that carries the widget, as strict as its policy can be."""

from starlette.applications import Starlette
from starlette.responses import HTMLResponse
from starlette.routing import Route


def host(origin):
    """A shop's page that allows scripts and calls of the widget's origin, and nothing else."""
    policy = (f"default-src 'none'; script-src {origin}; connect-src {origin}; "
              "require-trusted-types-for 'script'")  # fmt: skip

    async def page(request):
        language = request.path_params["language"]
        script = f'<script src="{origin}/widget.js" data-lang="{language}" async></script>'
        return HTMLResponse(
            f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><meta '
            'name="viewport" content="width=device-width, initial-scale=1"><title>Shop</title>'
            f"</head><body><main><h1>Shop</h1></main>{script}</body></html>",
            headers={"Content-Security-Policy": policy},
        )

    return Starlette(routes=[Route("/{language}", page)])
