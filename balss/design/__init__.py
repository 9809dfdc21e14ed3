"""The design system: layout, components, static files. No models."""
