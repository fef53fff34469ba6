import type { Locator, Page } from "playwright-core";
import { Question } from "./question";

/** How long a command may take to be found and chosen. */
const limitMs = 30_000;
/** How long one key, one text or one row may take before it is looked whether the palette is still there. */
const stepMs = 2_500;

/** The list of all commands of the editor. */
export class Palette {
  private readonly input: Locator;
  private readonly question: Question;

  constructor(private readonly page: Page) {
    this.question = new Question(page);
    this.input = this.question.box.getByPlaceholder("Type the name of a command to run.");
  }

  /**
   * Chooses a command by its full title. Whatever takes the focus closes the palette: then it is opened again, and
   * that is printed. Nothing has been chosen until then, so no command runs twice.
   * @throws Error when the command is not offered in time
   */
  async choose(title: string): Promise<void> {
    const deadline = Date.now() + limitMs;
    for (;;) {
      try {
        return await this.tryToChoose(title);
      } catch (error) {
        if (Date.now() > deadline) throw new Error(await this.refusal(title), { cause: error });
        const [reason] = String(error).split("\n", 1);
        console.log(`      the palette is tried once more for "${title}": ${reason}`);
      }
    }
  }

  private async tryToChoose(title: string): Promise<void> {
    const timeout = stepMs;
    if (!(await this.input.isVisible())) {
      await this.leavePreview();
      await this.page.keyboard.press("F1");
    }
    await this.input.waitFor({ timeout });
    await this.input.fill(`>${title}`, { timeout });
    await this.question.choose(title, { timeout });
  }

  /** A preview that is still loading would swallow the key. */
  private async leavePreview(): Promise<void> {
    await this.page.evaluate(
      "document.activeElement instanceof HTMLIFrameElement && document.activeElement.blur()",
    );
  }

  private async refusal(title: string): Promise<string> {
    const rows = (await this.input.isVisible()) ? await this.question.rows() : undefined;
    const seen = rows === undefined ? "It does not open." : `It shows: ${rows.join(" | ")}`;
    return `The palette does not offer "${title}". ${seen}`;
  }
}
