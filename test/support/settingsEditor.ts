import type { Locator, Page } from "playwright-core";

/** The settings editor, which lies over the window until it is closed. */
export class SettingsEditor {
  private readonly editor: Locator;

  constructor(page: Page) {
    this.editor = page.locator(".monaco-modal-editor-block:visible, .settings-editor:visible");
  }

  /** Names of the settings that are shown, once there are any: "Entra Mail › Management: Client ID". */
  async names(): Promise<string[]> {
    const titles = this.editor.locator(".setting-item-contents .setting-item-cat-label-container");
    await titles.first().waitFor();
    const texts = await titles.allInnerTexts();
    return texts.map((text) => text.replaceAll(/\s+/g, " ").trim());
  }

  /** Types the value of the only setting that is shown. It is kept a moment later, and lost by closing before. */
  async type(value: string): Promise<void> {
    await this.editor.locator(".setting-item-contents input").fill(value);
  }

  async close(): Promise<void> {
    await this.editor.locator('.action-label[aria-label^="Close"]').first().click();
    await this.editor.first().waitFor({ state: "hidden" });
  }
}
