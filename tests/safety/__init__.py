"""What must hold at every address of every room, whoever asks and whatever is sent.

Each room lists its addresses in `tests/<room>/addresses.py`:

    ADDRESSES = [                                  # grouped by who may
        *reads(EVERYBODY, "/plans/{plan}/", …),    # pages, data and feeds that take no POST
        *forms(only(Visitor.COORDINATOR), "/…/"),  # pages with a form
        *acts(only(Visitor.OFFICIAL), "/…/"),      # addresses that take nothing but a POST
    ]

    def furnish(world: World) -> None:             # what must exist for them; names for {plan} and the like

`test_addresses` asks each as each kind of visitor and fails for an address that stands in no table; the other tests
here walk the same tables. `World.hostile(column)` gives the words that somebody with bad intentions would type: use it
for every column that people fill in, and the tests of stored texts follow it to every page, feed and export.
"""
