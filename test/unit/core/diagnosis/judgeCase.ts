import type { aLoginCase } from "../../../support/builders";

/** What is known, id of the finding, what the person reads first, what they can do first. */
export type JudgeRow = readonly [
  situation: string,
  facts: NonNullable<Parameters<typeof aLoginCase>[0]>,
  finding: string,
  words: RegExp,
  action: string,
];
