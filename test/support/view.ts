import type { Locator, Page } from "playwright-core";
import { exactly } from "./exactly";

/** A tree view of the side bar. */
export class View {
  private readonly pane: Locator;

  constructor(
    private readonly page: Page,
    private readonly name: string,
  ) {
    this.pane = page.locator(".pane", {
      has: page.locator(`.pane-header[aria-label^="${name}"]`),
    });
  }

  async waitFor(): Promise<this> {
    await this.pane.waitFor();
    return this;
  }

  /** The texts of the rows that are shown, top to bottom. */
  rows(): Promise<string[]> {
    return this.pane
      .locator(".monaco-list-row")
      .evaluateAll((rows) =>
        rows
          .sort((a, b) => Number(a.ariaPosInSet) - Number(b.ariaPosInSet))
          .map((row) => row.getAttribute("aria-label") ?? ""),
      );
  }

  /** The first row whose text holds `text`. */
  row(text: string | RegExp): Locator {
    return this.pane.locator(".monaco-list-row").filter({ hasText: text }).first();
  }

  /** The row whose text holds `text`, while it is the chosen one. */
  selected(text: string | RegExp): Locator {
    return this.row(text).and(this.page.locator(".selected"));
  }

  async expand(text: string | RegExp): Promise<void> {
    const deadline = Date.now() + 20_000;
    for (;;) {
      const row = this.row(text);
      await row.waitFor();
      if ((await row.getAttribute("aria-expanded")) === "true") return;
      if (Date.now() > deadline) throw new Error(`${String(text)} does not open.`);
      // Rows that are drawn anew at this moment overhear the click.
      await row.locator(".monaco-tl-twistie").click();
      await row
        .and(this.page.locator('[aria-expanded="true"]'))
        .waitFor({ timeout: 2_000 })
        .catch(() => undefined);
    }
  }

  /** Chooses an entry of a row's context menu, by way of the submenus it lies in. */
  async menu(text: string | RegExp, ...entries: readonly string[]): Promise<void> {
    await this.openMenu(text);
    for (const entry of entries) {
      // By key: a click is overheard in a menu that has only just opened.
      await this.page
        .locator(".monaco-menu .action-item", { hasText: exactly(entry) })
        .first()
        .hover();
      await this.page.keyboard.press("Enter");
    }
  }

  /** A tree that is drawn anew gives its rows to other entries, even under the click: the chosen one tells whose it was. */
  private async openMenu(text: string | RegExp): Promise<void> {
    const menu = this.page.locator(".monaco-menu");
    const meant = this.row(text).and(this.page.locator(".focused"));
    for (let tries = 0; ; tries += 1) {
      await this.row(text).click({ button: "right" });
      try {
        await menu.first().waitFor({ timeout: 2_000 });
        await meant.waitFor({ timeout: 2_000 });
        return;
      } catch (error) {
        if (tries === 5) throw error;
        await this.page.keyboard.press("Escape");
        await menu.first().waitFor({ state: "detached" });
      }
    }
  }

  /** Presses an icon on a row. */
  async inline(text: string | RegExp, action: string): Promise<void> {
    const row = this.row(text);
    const icon = row.locator(`.action-label[aria-label^="${action}"]`);
    for (let tries = 0; ; tries += 1) {
      // Away first: the tooltip of another row may lie over this one, and one that is drawn anew under the mouse
      // hides its icons until the mouse moves
      await this.pane.locator(".pane-header").hover();
      try {
        await row.hover({ timeout: 2_000 });
        return await icon.click({ timeout: 2_000 });
      } catch (error) {
        if (tries === 5) throw error;
      }
    }
  }

  async collapseAll(): Promise<void> {
    await this.press("Collapse All");
  }

  /** Leaves nothing of the view but its title, so that other views get its room. */
  async fold(): Promise<void> {
    const header = this.pane.locator(".pane-header");
    if ((await header.getAttribute("aria-expanded")) === "true") await header.click();
  }

  /** Presses an icon in the view's title. */
  async press(action: string): Promise<void> {
    await this.pane.locator(".pane-header").hover();
    await this.pane.locator(`.pane-header .action-label[aria-label^="${action}"]`).click();
  }

  /** Waits until the view has stopped loading. */
  async settled(): Promise<void> {
    await this.pane.locator(".monaco-progress-container.active").waitFor({ state: "detached" });
  }

  /** The text that is shown in place of rows; it matches nothing while there are rows, or no text yet. */
  get welcome(): Locator {
    return this.pane.locator(".welcome-view-content").filter({ hasText: /\S/ });
  }

  /** Waits until the words right of the view's name hold `text`. */
  async described(text: string): Promise<void> {
    await this.pane.locator(".pane-header .description", { hasText: text }).waitFor();
  }

  /** The words right of the view's name. */
  async description(): Promise<string> {
    const description = this.pane.locator(".pane-header .description");
    return (await description.count()) === 0 ? "" : (await description.innerText()).trim();
  }

  toString(): string {
    return `view ${this.name}`;
  }
}
