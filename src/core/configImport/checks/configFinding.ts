import type { Message } from "../../../base/message";
import type { Finding } from "../../diagnosis/finding";

/** A problem of a configuration file. The file is not ours: its fix is said, not carried out. */
export interface ConfigFinding extends Pick<Finding, "id" | "severity" | "title" | "explanation"> {
  /** The one thing to do about it. */
  readonly fix: Message;
  /** Line in the file, from 1; undefined where it is about something that is not there. */
  readonly line: number | undefined;
}
