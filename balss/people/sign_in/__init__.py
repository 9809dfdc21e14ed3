"""How Django and allauth sign people in here: session store, backend, adapters, providers."""
