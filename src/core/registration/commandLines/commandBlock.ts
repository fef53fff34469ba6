import type { Message } from "../../../base/message";

/** The family of shells that lines are written for: sh, bash, zsh; or Windows PowerShell and PowerShell. */
export type Shell = "sh" | "powershell";

/** Some lines to be pasted together, and what they do. */
export interface CommandBlock {
  readonly does: Message;
  readonly lines: readonly string[];
}

/** All blocks as one text for the clipboard. Without comments: an interactive zsh takes `#` for a command. */
export function commandText(blocks: readonly CommandBlock[]): string {
  return blocks
    .flatMap(({ lines }) => lines)
    .join("\n")
    .concat("\n");
}
