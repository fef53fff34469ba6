import { refuseValue } from "./refuse";

/**
 * Adds a block to the end of a file, with the line ends of that file.
 * @param text what is added
 * @param mark the line of it that may be in a file only once
 */
export function appendText(text: string, mark: string): (existing: string) => string {
  return (existing) => {
    if (existing.split(/\r\n|\r|\n/).some((line) => line.trim() === mark.trim())) {
      return refuseValue("file", "exists");
    }
    if (existing.trim() === "") return text;
    const end = existing.includes("\r\n") ? "\r\n" : "\n";
    const gap = existing.endsWith("\n") ? end : `${end}${end}`;
    return `${existing}${gap}${text.replaceAll("\n", end)}`;
  };
}
