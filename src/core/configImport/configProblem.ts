import type { Message } from "../../base/message";

/**
 * Thrown by a reader where a file cannot be understood. The words never quote the file: what stands at that place
 * may be a secret.
 */
export class ConfigProblem extends Error {
  /** @param offset index into the text; undefined = it is about the whole file */
  constructor(
    readonly words: Message,
    readonly offset: number | undefined,
  ) {
    super(words.text);
    this.name = "ConfigProblem";
  }
}
