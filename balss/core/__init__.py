"""PURE rules: no Django, no database, no network, no clock."""
