"""Pages that belong to no room, and what machines ask for."""

from tests.safety.addresses import EVERYBODY, reads

ADDRESSES = [
    *reads(EVERYBODY, "/", "/piekluve/", "/privatums/"),
    *reads(EVERYBODY, "/robots.txt", "/sitemap.xml", "/.well-known/security.txt", "/veseliba/"),
]
