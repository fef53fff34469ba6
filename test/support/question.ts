import type { JSHandle, Locator, Page } from "playwright-core";
import { exactly } from "./exactly";

/** An open quick pick or input box. */
export class Question {
  /** The box on screen. One that closes is still seen for a moment, but belongs to no question any more. */
  readonly box: Locator;

  constructor(private readonly page: Page) {
    this.box = page.locator(".quick-input-widget:not(.quick-input-widget-closing):visible");
  }

  /** Waits until a question with this title is open and idle. */
  async titled(title: string | RegExp): Promise<this> {
    await this.box.locator(".quick-input-title", { hasText: title }).waitFor();
    await this.idle();
    return this;
  }

  private async idle(): Promise<void> {
    await this.box
      .locator(".quick-input-progress.active, .monaco-progress-container.active")
      .waitFor({
        state: "detached",
      });
  }

  async title(): Promise<string> {
    return (await this.box.locator(".quick-input-title").innerText()).trim();
  }

  /** What the empty input says. */
  async placeholder(): Promise<string> {
    return (await this.input.getAttribute("placeholder")) ?? "";
  }

  /** Waits until this question has given way to another one, or to none. */
  async leaves(title: string): Promise<void> {
    await this.box
      .locator(".quick-input-title", { hasText: exactly(title) })
      .waitFor({ state: "hidden" });
  }

  /** The words that ask: what the empty input says, and the line below it. */
  async lines(): Promise<readonly string[]> {
    await this.input.waitFor();
    await this.idle();
    return [await this.placeholder(), await this.message()];
  }

  /** Waits until other words ask than these, or nothing is asked any longer. */
  async givesWay(lines: readonly string[]): Promise<void> {
    const [placeholder = "", message = ""] = lines;
    const { page } = this;
    await this.box
      .filter({ has: page.locator(`input[placeholder=${JSON.stringify(placeholder)}]`) })
      .filter({ has: page.locator(".quick-input-message", { hasText: exactly(message) }) })
      .waitFor({ state: "hidden" });
  }

  private get input(): Locator {
    return this.box.locator(".quick-input-box input");
  }

  /** Texts of the rows that are shown. */
  rows(): Promise<string[]> {
    return this.box.locator(".quick-input-list .monaco-list-row").allInnerTexts();
  }

  /** Replaces the text of the input. */
  async type(text: string): Promise<void> {
    await this.input.waitFor();
    await this.input.fill(text);
  }

  /** Waits until the input holds a text. */
  async holds(text: string): Promise<void> {
    const field = await this.field();
    await this.page.waitForFunction(({ input, wanted }) => input.value.includes(wanted), {
      input: field,
      wanted: text,
    });
  }

  /** Accepts a text, again where the question was still busy with it. */
  async acceptReady(text: string): Promise<void> {
    const field = await this.field();
    for (let tries = 0; ; tries += 1) {
      await this.accept();
      try {
        await this.page.waitForFunction(
          ({ input, gone }) => input.value !== gone || input.offsetParent === null,
          { input: field, gone: text },
          { timeout: 2_000 },
        );
        return;
      } catch (error) {
        if (tries === 5) throw error;
      }
    }
  }

  private async field(): Promise<JSHandle<{ value: string; offsetParent: object | null }>> {
    return (await this.input.elementHandle()) as JSHandle;
  }

  /** Goes on with what is chosen. In the input: a ticked box that has the focus would take the key for itself. */
  async accept(): Promise<void> {
    await this.input.press("Enter");
  }

  /** Closes the question; one that has just opened may miss the first key, and is given another. */
  async cancel(): Promise<void> {
    const hidden = { state: "hidden" } as const;
    await this.page.keyboard.press("Escape");
    await this.box.waitFor({ ...hidden, timeout: 1_000 }).catch(async () => {
      await this.page.keyboard.press("Escape");
      await this.box.waitFor(hidden);
    });
  }

  /** Chooses a row by its label. */
  async choose(label: string | RegExp, { timeout = 30_000 } = {}): Promise<void> {
    await this.row(label).click({ timeout });
  }

  /** Chooses the first row in which these words stand, its description included. */
  async chooseWith(words: RegExp): Promise<void> {
    const rows = this.box.locator(".quick-input-list .monaco-list-row");
    await rows.filter({ hasText: words }).first().click();
  }

  /** Waits for a row by its label. */
  async named(label: string | RegExp): Promise<this> {
    await this.row(label).waitFor();
    return this.idle().then(() => this);
  }

  /** Sets the tick of a row of a quick pick with several answers. */
  async tick(label: string | RegExp, on = true): Promise<void> {
    await this.row(label).locator(".monaco-checkbox, .quick-input-list-checkbox").setChecked(on);
  }

  private row(label: string | RegExp): Locator {
    const name = this.page.locator(
      ".quick-input-list-label .label-name, .monaco-icon-name-container",
    );
    return this.box
      .locator(".quick-input-list .monaco-list-row")
      .filter({ has: name.filter({ hasText: typeof label === "string" ? exactly(label) : label }) })
      .first();
  }

  /** Presses a button in the title, for instance "Back". */
  async press(button: string): Promise<void> {
    await this.box.locator(`.action-label[aria-label^="${button}"]`).first().click();
  }

  /** Waits until this is said below the input. */
  async says(text: string | RegExp): Promise<void> {
    await this.box.locator(".quick-input-message").filter({ hasText: text }).waitFor();
  }

  /** What validation says below the input; empty when it is content. */
  async message(): Promise<string> {
    return (await this.box.locator(".quick-input-message").innerText()).trim();
  }
}
