"""Where officials keep processes, opportunities and answers."""
