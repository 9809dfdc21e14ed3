"""Who and where: institutions and their groups, territories, policy topics, service points, the working calendar.

Residents find who is competent for what, under any name it ever bore, and who answers now for what is gone. Other
rooms point at one table, `Institution`, whether a ministry or “all ministries” is meant. Facts come from data files
that name their source; names, mergers and an institution's own legal numbers have dates, and what was stays.

Imports ledger, design, shared and core.
"""
