import * as vscode from "vscode";
import { type Message, renderMessage } from "../base/message";
import { markdownValue, notificationSentence, notificationText, pickText, plainText } from "./text";

/** Puts a message into the reader's language, harmless for one kind of place. */
const translate = (english: string): string => vscode.l10n.t(english);

/** For tree rows, view descriptions, accessibility labels and the clipboard. */
export function words(message: Message): string {
  return renderMessage(message, translate, plainText);
}

/** For notifications, dialogs, progress and input boxes. */
export function notice(message: Message): string {
  return notificationSentence(renderMessage(message, translate, notificationText));
}

/** For labels, descriptions and details of pick lists. */
export function pickWords(message: Message): string {
  return renderMessage(message, translate, pickText);
}

/** For Markdown: our sentence stands as written, its values as code. */
export function markdownWords(message: Message): string {
  return renderMessage(message, translate, markdownValue);
}

/** The language of the editor, for dates and numbers. */
export function locale(): string {
  return vscode.env.language;
}
