"""{{ 28.7|percent }}, {{ 4.2|points }}, {{ 5633|number }}, {{ cents|money }}: see design.numbers."""

from django import template

from balss.design.numbers import decimal_words, money_words, percent_words, points_words

register = template.Library()
register.filter("number", decimal_words)
register.filter("money", money_words)
register.filter("percent", percent_words)
register.filter("points", points_words)
