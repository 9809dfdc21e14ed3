"""Counting beside its peer, pabutools 1.2.3, in one run: ratios of processor time, from reading the file to winners.

Real elections lie beside the project (`../shared/data/elections`); where they are absent, nothing is measured. The
peer is installed for the run into a temporary folder, because nothing of ours needs it, and its licence is the GPL.
"""
