"""Settings, URLs, WSGI."""
