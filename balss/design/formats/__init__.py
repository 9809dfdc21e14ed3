"""How dates are written, in one place (Django's FORMAT_MODULE_PATH).

DATE_FORMAT stands by itself: “2026. gada 5. janvāris”. SHORT_DATE_FORMAT stands in tables and within sentences, where
the long form would have to be inflected (“līdz 05.01.2026.”); the year is an ordinal too and has its full stop.
"""
