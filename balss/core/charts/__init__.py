"""Where the marks of a chart stand: pure geometry, drawn as SVG by the templates of `design`.

Across, positions are percentages of the drawing's width, so that a chart fits a phone and a wall without script and
its letters keep their size; down, they are pixels. Scales start at zero: nothing looks larger than it is.
"""
