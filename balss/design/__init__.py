"""The design system: the page that every other page extends, its components, forms, icons and static files. No models.

A room's page extends `design/page.html` and fills these blocks:

    title         words of the <title>; the name Balss is added after it
    description   one sentence for search engines and shared links
    head          more for the <head>: alternate feeds and data
    breadcrumbs   the way back: {% crumb "Plāns" url %} … {% crumb "1.1." %} (the start page stands before them)
    main          the content, one h1 in it
    data_twin     {% data_twin json=url csv=url atom=url %}: the same facts for machines

Components are tags of `{% load design %}` (see `templatetags/design.py`) and classes; /dizains/ shows every one of
them with the words that make it. `{{ form }}` renders an accessible form (see `forms.py`). What rooms add to the
frame itself (navigation, signing in, footer) they pin on the boards of `shared.shell`.

Static files: `static/design/vendor` is built from npm by `scripts/vendor.sh`, the rest is ours.
"""
