"""Opportunities published elsewhere, read from their bytes: whatever comes, nothing harmful and nothing invented."""

import contextlib
import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balss.core.outside import MOST_ITEMS, Reason, Unreadable, read
from balss.core.outside.items import end_moment, moment, web_address, words

CSV = "nosaukums;saite;apraksts;sākums;beigas;vieta\nCeļš;https://n.lv/1;Par ceļu;05.01.2026;04.02.2026.;Ogres novads\n"
ATOM = """<?xml version="1.0" encoding="{encoding}"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>Dome</title>
<entry><id>urn:1</id><title>Ceļš &amp; tilts</title><link rel="enclosure" href="https://n.lv/f"/>
<link href="https://n.lv/1"/>
<summary type="html">&lt;p&gt;Par &lt;b&gt;ceļu&lt;/b&gt;&lt;script&gt;x()&lt;/script&gt;</summary>
<author><name>Novada dome</name></author></entry></feed>"""
RSS = b"""<rss version="2.0"><channel><item><title>Tilts</title><link>https://n.lv/2</link><guid>g2</guid>
<description><![CDATA[Par <i>tiltu</i>]]></description><pubDate>Mon, 05 Jan 2026 10:00:00 +0200</pubDate>
</item></channel></rss>"""
TAP = {
    "data": [
        {"id": "u1", "attributes": {"name": "Noteikumi", "responsible_institution_name": "Finanšu ministrija",
                                    "progress_name": "Sabiedrības līdzdalība"}, "links": {"web": "https://tap.lv/1"}},
        {"id": "u2", "attributes": {"name": "Pieņemts", "progress_name": "Pieņemts"}, "links": {"web": "https://tap.lv/2"}},
        {"id": "u3", "attributes": {"name": None, "progress_name": "Apspriešana"}, "links": None},
    ]
}  # fmt: skip
GEOJSON = {
    "type": "FeatureCollection",
    "features": [{"type": "Feature", "id": 7, "geometry": None,
                  "properties": {"nosaukums": "Lokālplānojums", "saite": "https://g.lv/7", "termiņš": "2026-03-01"}}],
}  # fmt: skip
ICS = (b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Sapulce\r\n"
       b"URL:https://n.lv/s\r\nDTSTART;VALUE=DATE:20260105\r\nDTEND;VALUE=DATE:20260106\r\nEND:VEVENT\r\n"
       b"BEGIN:VEVENT\r\nUID:2\r\nSUMMARY:Atcelta\r\nURL:https://n.lv/t\r\nSTATUS:CANCELLED\r\nEND:VEVENT\r\n"
       b"END:VCALENDAR\r\n")  # fmt: skip


def only(form, content, **how):
    found = read(form, content, **how)
    assert (len(found.items), found.skipped) == (1, [])
    return found.items[0]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1257"])
def test_table_is_read_in_every_encoding_that_latvian_tables_have(encoding):
    item = only("csv", CSV.encode(encoding))

    assert (item.title, item.address, item.summary, item.place) == (
        "Ceļš", "https://n.lv/1", "Par ceļu", "Ogres novads",
    )  # fmt: skip
    assert item.opens_at == datetime(2026, 1, 4, 22, tzinfo=UTC)
    assert item.closes_at == datetime(2026, 2, 4, 22, tzinfo=UTC)


def test_what_the_server_says_of_letters_is_heard():
    assert only("csv", "title,url\nЦентр,https://n.lv/1\n".encode("cp1251"), charset="windows-1251").title == "Центр"


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1257"])
def test_atom_entry_gives_plain_words(encoding):
    item = only("atom", ATOM.format(encoding=encoding).encode(encoding))

    assert (item.key, item.title, item.address) == ("urn:1", "Ceļš & tilts", "https://n.lv/1")
    assert (item.summary, item.organiser) == ("Par ceļu", "Novada dome")


def test_rss_item_has_no_days():
    item = only("atom", RSS)
    assert (item.key, item.title, item.summary, item.opens_at, item.closes_at) == (
        "g2",
        "Tilts",
        "Par tiltu",
        None,
        None,
    )


def test_records_of_the_tap_portal_count_while_they_are_discussed():
    found = read("tap", json.dumps(TAP).encode())

    assert [(each.key, each.title, each.organiser, each.address) for each in found.items] == [
        ("u1", "Noteikumi", "Finanšu ministrija", "https://tap.lv/1")
    ]
    assert [(each.number, each.reason, each.key) for each in found.skipped] == [(2, Reason.NO_TITLE, "u3")]


def test_records_are_found_below_other_things():
    nested = {"success": True, "result": {"records": [{"title": "Ceļš", "url": "https://n.lv/1"}]}}
    assert only("tap", json.dumps(nested).encode()).title == "Ceļš"


def test_geojson_gives_its_properties():
    item = only("geojson", json.dumps(GEOJSON).encode())
    assert (item.key, item.title, item.closes_at) == ("7", "Lokālplānojums", datetime(2026, 3, 1, 22, tzinfo=UTC))


def test_calendar_gives_events_that_were_not_cancelled():
    item = only("ics", ICS)
    assert (item.title, item.opens_at, item.closes_at) == (
        "Sapulce", datetime(2026, 1, 4, 22, tzinfo=UTC), datetime(2026, 1, 5, 22, tzinfo=UTC),
    )  # fmt: skip


@pytest.mark.parametrize("form", ["tap", "atom", "csv", "geojson", "ics"])
@pytest.mark.parametrize("content", [b"", b"  \n", b"<html><body>Not found</body></html>", b"\x00\xff\x81\x98" * 50,
                                     b"[" * 100_000, b"<a>" * 5000, b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT"])  # fmt: skip
def test_rubbish_is_refused_or_gives_nothing(form, content):
    with contextlib.suppress(Unreadable):
        assert read(form, content).items == []


@given(st.sampled_from(["tap", "atom", "csv", "geojson", "ics"]), st.binary(max_size=400))
def test_no_bytes_make_it_fall_over(form, content):
    with contextlib.suppress(Unreadable):
        read(form, content)


def test_entities_that_swell_are_not_swollen():
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "ha">{laughs}<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    rss = f"{bomb}<rss><channel><item><title>x&l9;&f;</title><link>https://n.lv/1</link></item></channel></rss>"

    try:
        titles = [item.title for item in read("atom", rss.encode()).items]
    except Unreadable:
        titles = []
    assert all(len(title) <= 200 and "root:" not in title for title in titles)


def test_too_many_rows_are_refused_whole():
    rows = [{"title": "a", "url": f"https://n.lv/{number}"} for number in range(MOST_ITEMS + 1)]
    with pytest.raises(Unreadable):
        read("tap", json.dumps(rows).encode())


def test_what_stands_twice_is_taken_once():
    rows = [
        {"id": 1, "title": "pirmais", "url": "https://n.lv/1"},
        {"id": 1, "title": "otrais", "url": "https://n.lv/2"},
    ]
    assert only("tap", json.dumps(rows).encode()).title == "pirmais"


@pytest.mark.parametrize("address", [
    "javascript:alert(1)", "data:text/html,x", "https://user:password@n.lv/", "https://localhost", "//n.lv/1", "ftp://n.lv",
    "https://n.lv/a b", "https://n.lv/\x00", "https://n.lv\\@evil.lv", "https://n.lv/" + "a" * 1000, "",
])  # fmt: skip
def test_address_that_is_none_of_the_web_is_no_address(address):
    assert web_address(address) == ""


def test_words_lose_markup_and_characters_that_deceive():
    assert words("<b>Sveiki</b>\u202eevil\u200b<img src=x onerror=alert(1)>", 100) == "Sveikievil"
    assert len(words("vārds " * 9999, 4000)) <= 4000


def test_days_are_whole_and_in_riga():
    assert moment("2026-07-01") == datetime(2026, 6, 30, 21, tzinfo=UTC)
    assert end_moment("2026-07-01") == end_moment("2026-07-01T00:00:00") == datetime(2026, 7, 1, 21, tzinfo=UTC)
    assert end_moment("01.07.2026. 17:00") == datetime(2026, 7, 1, 14, tzinfo=UTC)
    assert [moment(text) for text in ("", "drīz", "9999-99-99", "1800-01-01", "0001-01-01T00:00:00+14:00")] == [
        None
    ] * 5
