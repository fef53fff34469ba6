import type { Message } from "../base/message";

/** A button of a notification. */
export interface Button {
  readonly title: Message;
  readonly run: () => Thenable<unknown> | void;
}
