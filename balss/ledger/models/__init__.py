"""The ledger's tables. All are append-only in the database itself (`append_only`); content alone can be erased."""

from balss.ledger.models.entry import Content, Entry, PendingEntry
from balss.ledger.models.head import TreeHead
from balss.ledger.models.tree import Leaf, TreeNode

__all__ = ["Content", "Entry", "Leaf", "PendingEntry", "TreeHead", "TreeNode"]
