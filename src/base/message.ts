/**
 * A sentence for people: our own text with numbered places (`{0}`) and the values that fill them.
 * The text is trusted and is the key of its translation; the values may come from a server or a person
 * and are escaped where the message is drawn (notification, Markdown, tree).
 */
export interface Message {
  readonly text: string;
  readonly values: readonly (string | number | Message)[];
}

/** Builds a {@link Message}. */
export function message(text: string, ...values: (string | number | Message)[]): Message {
  return { text, values };
}

/**
 * Fills the places of a message.
 * @param translate turns the English text into the reader's language
 * @param escape makes a value harmless in the place where the result is shown
 */
export function renderMessage(
  { text, values }: Message,
  translate: (text: string) => string = (english) => english,
  escape: (value: string) => string = (value) => value,
): string {
  return translate(text).replace(/\{(\d+)\}/g, (place, index: string) => {
    const value = values[Number(index)];
    if (value === undefined) return place;
    return typeof value === "object"
      ? renderMessage(value, translate, escape)
      : escape(String(value));
  });
}
