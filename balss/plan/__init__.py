"""Open-government plans: commitments, measures, indicators, progress, assessments."""
