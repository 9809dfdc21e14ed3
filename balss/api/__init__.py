"""The public API: what all rooms pinned, under /api/v1, with its description for programs and for people.

It promises that version 1 only ever gains: names and meanings stay, new fields and operations may come. May import all
rooms below; rooms give it routers through `shared.api` and never import it.
"""
