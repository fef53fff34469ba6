import assert from "node:assert/strict";
import { FormBrowser } from "./formBrowser";

/** A person with a browser: signs in as `user`, accepts, and lets the page post the answer to the client. */
export function person(user: string): (url: string) => Promise<void> {
  return async (url) => {
    const browser = new FormBrowser();
    const chosen = await browser.press(await browser.open(url), `user-${user}`);
    const last = chosen.html.includes('data-testid="accept"')
      ? await browser.press(chosen, "accept")
      : chosen;
    const closed = await browser.sendHiddenForm(last);
    assert.equal(closed.status, 200);
  };
}
