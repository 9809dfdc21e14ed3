"""Take the pictures of docs/pictures from a running demonstration: `python scripts/pictures.py [ADDRESS]`.

ADDRESS is that of `make run` (default http://localhost:8000). Each picture is one screen of a page, of a phone (390
points wide) or a desk (1280), as WebP; it fails when one is larger than a README should carry. Needs chromium and the
environment of `make test`.
"""

import base64
import sys
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "pictures"
CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
PASSWORD = "balss-demo-2026"
LARGEST_BYTES = 150_000
QUALITY = 82
SCREENS = {390: (844, 2), 1280: (860, 1)}  # width: height, pixels to a point


@dataclass(frozen=True)
class Picture:
    """One screen of the page at `path`, or of the one that links lead to from there (`through`, their selectors), seen
    by whoever signs in with `email` ("": by everybody), scrolled until `top` (a selector) is at its upper edge."""

    name: str
    path: str
    widths: tuple[int, ...] = (390, 1280)
    email: str = ""
    top: str = ""
    through: tuple[str, ...] = ()


class NoSuchPage(Exception):
    """The address of a picture is not answered with a page."""


PICTURES = [
    Picture("voice", "/lidzdaliba/", through=(".card-title a",)),
    Picture(
        "result",
        "/en/lidzdalibas-budzets/",
        through=(".budget-card:last-child a", "a[href$='/rezultati/']"),
        top="main h2 >> nth=1",
    ),
    Picture("place", "/en/vietas/vieta/ogres-novads/", widths=(1280,)),
    Picture(
        "draft",
        "/en/tiesibu-aktu-projekti/",
        widths=(1280,),
        through=(".card-title a", "a[href*='/salidzinat/']"),
        top="main h1",
    ),
    Picture("plan", "/en/plans/"),
    Picture("measure", "/en/plans/lv-6/pasakumi/2.2/", widths=(1280,)),
    Picture("workplace", "/en/plans/darbs/koordinators/", widths=(1280,), email="koordinators@balss.example"),
    Picture("indicators", "/en/raditaji/", widths=(1280,), top="main section h2"),
    Picture("ledger", "/en/zurnals/", widths=(1280,), top="main h2"),
]


def main(address: str) -> int:
    FOLDER.mkdir(parents=True, exist_ok=True)
    too_large = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for picture in PICTURES:
            for width in picture.widths:
                file = FOLDER / f"{picture.name}-{width}.webp"
                file.write_bytes(take(browser, address, picture, width))
                print(f"{file.name} {file.stat().st_size:,} bytes")
                if file.stat().st_size > LARGEST_BYTES:
                    too_large.append(file.name)
        browser.close()
    if too_large:
        print(f"Larger than {LARGEST_BYTES:,} bytes: {', '.join(too_large)}", file=sys.stderr)
    return 1 if too_large else 0


def take(browser: Browser, address: str, picture: Picture, width: int) -> bytes:
    """The picture as WebP."""
    height, scale = SCREENS[width]
    visitor = browser.new_context(
        base_url=address,
        viewport={"width": width, "height": height},
        device_scale_factor=scale,
        reduced_motion="reduce",
        color_scheme="light",
    )
    page = visitor.new_page()
    if picture.email:
        sign_in(page, picture.email)
    response = page.goto(picture.path)
    if response is None or not response.ok:
        raise NoSuchPage(picture.path)
    for link in picture.through:
        page.locator(link).first.click()
        page.wait_for_load_state()
    if picture.top:
        page.locator(picture.top).first.evaluate("element => element.scrollIntoView()")
    # Playwright itself writes no WebP.
    shot = visitor.new_cdp_session(page).send("Page.captureScreenshot", {"format": "webp", "quality": QUALITY})
    visitor.close()
    return base64.b64decode(shot["data"])


def sign_in(page: Page, email: str) -> None:
    page.goto("/en/konts/pieslegties/")
    page.locator("input[name=login]").fill(email)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url(lambda url: "pieslegties" not in url)


if __name__ == "__main__":
    sys.exit(main(*(sys.argv[1:] or ["http://localhost:8000"])))
