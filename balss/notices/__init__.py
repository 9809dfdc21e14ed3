"""The outbox: what residents are told, and that it reached them."""
