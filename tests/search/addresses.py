"""Who may ask for what below /meklet/: everybody, and only what is public is found."""

from tests.safety.addresses import EVERYBODY, reads

ADDRESSES = [*reads(EVERYBODY, "/meklet/", "/meklet/?q=vards", "/meklet/dati.json?q=vards", "/api/v1/search?q=vards")]
