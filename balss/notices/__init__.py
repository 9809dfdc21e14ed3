"""Notices: what the service tells people by mail, who follows what, and the outbox that makes sure it arrives.

A notice is a row written in the transaction of what it tells about: undone with it, never forgotten. Its words are
rendered at that moment, in the reader's language, because they speak of that moment. A worker delivers it, again and
later when the mail server cannot take it. May import people, places, ledger and what lies below.
"""
