"""What a page must fulfil for everybody to use it: axe's rules, and what axe cannot see.

axe (4.x) has no rule for WCAG 1.4.11: a field whose border fades into the page passes it. So the border, or the fill,
of each field and button is measured here against what it stands on.
"""

import json

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

RULES: dict[str, object] = {
    "type": "tag",
    "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
COLOUR_RULES: dict[str, object] = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}

# Colours are read back from a canvas, because computed styles may be rgb(), color() or color-mix().
FAINT_CONTROLS = """
() => {
  const pen = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
  const rgba = colour => {
    pen.clearRect(0, 0, 1, 1); pen.fillStyle = "#000"; pen.fillStyle = colour; pen.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = pen.getImageData(0, 0, 1, 1).data; return [r, g, b, a / 255];
  };
  const over = (top, below) => [0, 1, 2].map(i => top[i] * top[3] + below[i] * (1 - top[3])).concat(1);
  const ground = element => {
    if (!element) return rgba(getComputedStyle(document.documentElement).backgroundColor);
    const colour = rgba(getComputedStyle(element).backgroundColor);
    return colour[3] === 1 ? colour : over(colour, ground(element.parentElement));
  };
  const light = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const contrast = (a, b) => {
    const [high, low] = [light(a), light(b)].sort((x, y) => y - x); return (high + 0.05) / (low + 0.05);
  };
  const faint = [];
  for (const control of document.querySelectorAll("input:not([type=hidden]), select, textarea, button, .ds-button")) {
    if (control.disabled || !control.checkVisibility()) continue;
    const style = getComputedStyle(control), outside = ground(control.parentElement);
    const fill = over(rgba(style.backgroundColor), outside);
    const border = over(rgba(style.borderTopColor), outside);
    const hasBorder = parseFloat(style.borderTopWidth) > 0 && rgba(style.borderTopColor)[3] > 0;
    const isField = control.matches("input, select, textarea");
    const hasEdge = hasBorder || rgba(style.backgroundColor)[3] > 0;
    if (!isField && !hasEdge) continue;  // words alone: axe measures those
    const best = Math.max(contrast(fill, outside), hasBorder ? contrast(border, outside) : 1);
    if (best < 3) faint.push(`${control.outerHTML.slice(0, 90)} has ${best.toFixed(2)}:1 on its ground`);
  }
  return faint;
}
"""


def faults(page: Page) -> list[str]:
    """Everything wrong with the page as it is shown now, each in words; empty when nothing is."""
    found = _axe(page, RULES) + _faint_controls(page)
    widths = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    if widths[0] > widths[1]:
        found.append(f"scrolls sideways: {widths[0]} in {widths[1]} pixels")
    if (headings := page.locator("h1").count()) != 1:
        found.append(f"{headings} headings of the first level")
    if page.locator("html").get_attribute("lang") not in {"lv", "en"}:
        found.append("does not say its language")
    if page.title() in {"", "· Balss"}:
        found.append("has no title")
    return found


def colour_faults(page: Page) -> list[str]:
    """What of `faults` can change with the colours alone."""
    return _axe(page, COLOUR_RULES) + _faint_controls(page)


def _axe(page: Page, rules: dict[str, object]) -> list[str]:
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    options = json.dumps({"runOnly": rules, "resultTypes": ["violations"]})
    report = page.evaluate(f"axe.run({options}).then(({{violations}}) => ({{violations}}))")
    return [
        f"{violation['id']}: {node['html'][:120]} {node['failureSummary']}"
        for violation in report["violations"]
        for node in violation["nodes"]
    ]


def _faint_controls(page: Page) -> list[str]:
    return [f"faint: {control}" for control in page.evaluate(FAINT_CONTROLS)]


def assert_accessible(page: Page) -> None:
    """In light and, once more for the colours, in dark; leaves the page dark."""
    page.emulate_media(color_scheme="light")
    assert faults(page) == []
    page.emulate_media(color_scheme="dark")
    assert colour_faults(page) == []
