import type { ImportedConfig, ImporterId } from "./importedConfig";

/** A program whose configuration is understood. */
export interface Importer {
  readonly id: ImporterId;
  /** The program's own name. */
  readonly title: string;
  /** Whether this is one of its files: by what is in it, then by its usual name. Takes time in proportion to the text. */
  readonly recognise: (fileName: string, text: string) => boolean;
  /**
   * What the file means. Nothing in it is run, and nothing it names is opened.
   * @param text without byte order mark; lines may end with CR LF
   * @throws ConfigProblem with the place where it cannot be read
   */
  readonly read: (text: string) => ImportedConfig;
}
