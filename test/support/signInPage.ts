import type { Page } from "playwright-core";

/** The sandbox's sign-in pages, used as a person uses them. */
export class SignInPage {
  constructor(readonly page: Page) {}

  /** Picks an account on "Pick an account". */
  async pick(user: string): Promise<void> {
    await this.page.getByTestId(`user-${user}`).click();
  }

  /** Picks an account where the page asks for one; a browser that is signed in already is not asked. */
  async pickWhenAsked(user: string): Promise<void> {
    const account = this.page.getByTestId(`user-${user}`);
    await account.or(this.page.getByTestId("accept")).first().waitFor();
    if (await account.isVisible()) await account.click();
  }

  /** What "Permissions requested" lists, in its words. */
  requested(): Promise<string[]> {
    return this.page.getByTestId("scopes").locator("li").allInnerTexts();
  }

  async accept(): Promise<void> {
    await this.page.getByTestId("accept").click();
  }

  async decline(): Promise<void> {
    await this.page.getByTestId("decline").click();
  }

  /** Types the code of a device flow and goes on. */
  async enterCode(code: string): Promise<void> {
    await this.page.getByTestId("user-code").fill(code);
    await this.page.getByTestId("next").click();
  }

  /** "Are you trying to sign in to …?" of a device flow. */
  async confirm(): Promise<void> {
    await this.page.getByTestId("continue").click();
  }

  /** The refusal on the page. */
  error(): Promise<string> {
    return this.page.getByTestId("error").innerText();
  }
}
