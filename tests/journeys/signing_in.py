"""Signing in as one of the demonstration's people."""

import re

from playwright.sync_api import Page

from balss.people.services.demo import PASSWORD


def sign_in(page: Page, email: str) -> Page:
    page.goto("/konts/pieslegties/")
    page.fill("input[name=login]", email)
    page.fill("input[name=password]", PASSWORD)
    page.locator("main form").get_by_role("button", name="Pieslēgties").click()
    page.wait_for_url(re.compile("/(konts|(plans|lidzdaliba)/darbs(/[a-z]+)?)/$"))
    return page
