"""Pages that belong to no room, and what machines ask for."""

from tests.safety.addresses import EVERYBODY, SIGN_IN, SIGNED_IN, all_get, forms, reads

OWN = ("/mani-viedokli/", "/mani-viedokli.csv", "/mani-viedokli.json", "/mani-viedokli/?stavoklis=answered&viss=1")

ADDRESSES = [
    *reads(SIGNED_IN, *OWN, post=all_get(405, anonymous=SIGN_IN)),
    *reads(EVERYBODY, "/", "/piekluve/", "/privatums/"),
    *reads(EVERYBODY, "/kurs-atbild/", "/kurs-atbild/?q=pensija", "/kurs-atbild.json?q=pensija"),
    *forms(EVERYBODY, "/mana-vieta/", "/mana-vieta/?vieta=novads", sent=all_get(404, anonymous=SIGN_IN)),
    *reads(EVERYBODY, "/robots.txt", "/sitemap.xml", "/.well-known/security.txt", "/veseliba/"),
]
