"""Persons, accounts, verified claims, roles, consent, personal-data export and erasure."""
