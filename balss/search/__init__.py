"""Search: one box over everything public, in Latvian however it is inflected or typed.

Nouns: a *document* is one thing that has a page, as its room describes it on the board of search documents; its *entry*
is what the index knows of it; a *word* is one that stands in some document, for suggestions of spelling.

Promise to residents: what is public is found by its words in any form, with or without diacritics; what is a draft or
was withdrawn is not; what is called so first, then what has the words in its title, in each the newest first; the same
results on every database.

Imports `places` and what lies below; rooms above call `services.index` when something of theirs changed.
"""
