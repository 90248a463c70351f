"""Outside sources: read as they come, bounded, polite, and never into the machine's own network."""

import asyncio
from datetime import date

import httpx
import pytest
from serving import served
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from knowledge import KnowledgeError
from knowledge.outside import Fetcher, Rules, Subject, open_outside
from knowledge.outside.addresses import allowed
from knowledge.outside.reading import csv_items, day_of, feed_items, json_items

TODAY = date(2026, 11, 22)
RSS = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Gazette</title>
<item><title>Tissages Orbec ouvre un site &amp; recrute</title><link>http://gazette.example/1</link>
<description>&lt;p&gt;Quarante &lt;b&gt;postes&lt;/b&gt;.&lt;script&gt;steal()&lt;/script&gt;&lt;/p&gt;</description>
<pubDate>Tue, 10 Nov 2026 08:00:00 GMT</pubDate></item>
<item><title>Vieille nouvelle</title><link>http://gazette.example/2</link>
<pubDate>Tue, 10 Nov 2020 08:00:00 GMT</pubDate></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title><entry>
<title>Orbec Mills expands</title><link href="http://news.example/7"/><id>7</id>
<updated>2026-11-12T10:00:00Z</updated><summary>A second mill.</summary></entry></feed>"""
SUBJECT = Subject(("Tissages Orbec",))


class Site:
    """A small web site that counts what is asked of it."""

    def __init__(self):
        self.asked, self.robots, self.gate = (
            [],
            "User-agent: *\nDisallow: /private",
            asyncio.Event(),
        )

    def app(self):
        return Starlette(routes=[Route("/{path:path}", self.answer)])

    async def answer(self, request):
        path = request.url.path
        self.asked.append((path, request.headers.get("x-key")))
        if path == "/robots.txt":
            return PlainTextResponse(self.robots)
        if path == "/slow":
            await asyncio.sleep(30)
        if path == "/away":
            return RedirectResponse("http://169.254.169.254/latest/meta-data")
        if path == "/large":
            return Response(b"x" * 50_000)
        if path == "/search":
            said = request.query_params["q"]
            return Response(
                f'{{"results": {{"list": [{{"name": "{said}", "published": "2026-11-20"}}]}}}}'
            )
        return Response(RSS if path == "/feed" else "no", 200 if path == "/feed" else 404)


@pytest.fixture
def site():
    return Site()


@pytest.fixture
def base(site):
    with served(site.app()) as url:
        yield url


def fetcher(base, **more):
    return Fetcher(Rules(private_hosts=frozenset({httpx.URL(base).netloc.decode()}), **more))


async def refused(coroutine):
    with pytest.raises(KnowledgeError) as found:
        await coroutine
    return str(found.value)


def test_rss_and_atom_become_plain_items_with_their_day():
    first, _ = feed_items("Gazette", RSS.encode())
    assert (first.title, first.text) == (
        "Tissages Orbec ouvre un site & recrute",
        "Quarante postes .",
    )
    assert (first.where, first.day) == ("http://gazette.example/1", date(2026, 11, 10))
    (entry,) = feed_items("News", ATOM.encode())
    assert (entry.title, entry.day, entry.text) == ("Orbec Mills expands", date(2026, 11, 12), "A second mill.")  # fmt: skip


def test_what_is_no_feed_json_or_table_says_so():
    for read in (
        lambda: feed_items("A", b"<html>hello</html>"), lambda: json_items("A", b"{", "", {}),
        lambda: json_items("A", b'{"a": 1}', "a", {}), lambda: csv_items("A", b"x;y\n1;2", {"title": "t"}),
    ):  # fmt: skip
        with pytest.raises(KnowledgeError):
            read()


def test_a_feed_that_names_a_file_is_never_opened(tmp_path):
    (tmp_path / "feed.xml").write_text(RSS)
    with pytest.raises(KnowledgeError):
        feed_items("A", str(tmp_path / "feed.xml").encode())


def test_columns_and_keys_are_called_what_the_file_says():
    table = "société;titre;publié\nTissages Orbec;Nouveau directeur;12/11/2026\n"
    fields = {"company": "société", "title": "titre", "day": "publié"}
    (row,) = csv_items("Veille", table.encode("cp1252"), fields)
    assert (row.title, row.day) == ("Tissages Orbec – Nouveau directeur", date(2026, 11, 12))
    found = json_items("API", b'{"hits": [{"t": "A <b>b</b>", "d": 1763000000}]}', "hits", {"title": "t", "day": "d"})  # fmt: skip
    assert (found[0].title, found[0].day.year) == ("A b", 2025)


@pytest.mark.parametrize(("said", "day"), [
    ("2026-11-03T22:00:00Z", date(2026, 11, 3)), ("03/11/2026", date(2026, 11, 3)),
    ("Tue, 03 Nov 2026 10:00:00 +0100", date(2026, 11, 3)), ("soon", None), ("", None),
])  # fmt: skip
def test_days_are_read_as_sources_write_them(said, day):
    assert day_of(said) == day


@pytest.mark.parametrize("url", [
    "http://127.0.0.1/x", "http://localhost:9/x", "http://[::1]/x", "http://10.1.2.3/", "http://0.0.0.0/",
    "http://169.254.169.254/latest", "http://[::ffff:127.0.0.1]/", "http://2130706433/", "file:///etc/passwd",
    "ftp://127.0.0.1/", "http://me:secret@127.0.0.1/", "http://224.0.0.1/", "http:///x", "http://127.0.0.1:99999/",
])  # fmt: skip
async def test_addresses_of_the_own_network_are_refused(url):
    assert "secret" not in await refused(allowed(url, ()))


async def test_a_page_is_fetched_once_while_it_is_fresh(base, site):
    got = fetcher(base)
    assert await got.fetch(f"{base}/feed") == await got.fetch(f"{base}/feed")
    assert [path for path, _ in site.asked] == ["/robots.txt", "/feed"]
    await got.close()


async def test_robots_size_status_and_redirects_are_respected(base, site):
    got = fetcher(base, largest=20_000)
    for path, said in (("/private/a", "robots"), ("/large", "larger"), ("/none", "404"), ("/away", "169.254")):  # fmt: skip
        assert said in await refused(got.fetch(f"{base}{path}"))
    assert "/private/a" not in [path for path, _ in site.asked]
    await got.close()


async def test_a_site_that_forbids_its_rules_is_left_alone(base, site):
    site.robots = "User-agent: Comptoir\nDisallow: /"
    got = fetcher(base)
    assert "robots" in await refused(got.fetch(f"{base}/feed"))
    await got.close()


def written(tmp_path, base, text):
    path = tmp_path / "outside.yml"
    host = httpx.URL(base).netloc.decode()
    path.write_text(f"private_hosts: ['{host}']\n{text.replace('BASE', base)}", encoding="utf-8")
    return path


async def test_sources_are_asked_side_by_side_and_a_slow_one_is_missing(tmp_path, base, site):
    (tmp_path / "veille.csv").write_text("title,day\nTissages Orbec primé,2026-11-21\n")
    path = written(tmp_path, base, """wait: 3
sources:
  - {name: Gazette, kind: feed, url: BASE/feed}
  - {name: Lente, kind: feed, url: BASE/slow}
  - {name: Veille, kind: csv, path: veille.csv}
  - name: Recherche
    kind: search
    url: BASE/search?q={query}
    items: results.list
    fields: {title: name, day: published}
    headers: {X-Key: "{key}"}
""")  # fmt: skip
    outside = open_outside(path, "s3cret")
    found = await outside.gather(SUBJECT, TODAY)
    assert found.missing == ("Lente",)
    assert [(one.source, one.day.day) for one in found.items] == [("Veille", 21), ("Recherche", 20), ("Gazette", 10)]  # fmt: skip
    assert ("/search", "s3cret") in site.asked
    await outside.close()


async def test_the_doctor_tells_sources_apart(tmp_path, base):
    text = "sources:\n  - {name: A, kind: feed, url: BASE/feed}\n  - {name: B, kind: feed, url: BASE/none}\n"
    outside = open_outside(written(tmp_path, base, text))
    states = await outside.states()
    assert states["A"] == "ok"
    assert "404" in states["B"]
    await outside.close()


@pytest.mark.parametrize("text", [
    "sources: [{name: A, kind: feed}]", "sources: [{name: A, kind: search, url: 'http://a.example'}]",
    "sources: [{name: A, kind: rss, url: 'http://a.example'}]", "wait: 500", "sauces: []", "a: [",
])  # fmt: skip
def test_a_wrong_file_is_named_with_what_is_wrong(tmp_path, text):
    path = tmp_path / "outside.yml"
    path.write_text(text)
    with pytest.raises(KnowledgeError, match=r"outside\.yml"):
        open_outside(path)
