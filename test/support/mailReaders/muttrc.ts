/** Reads the `set` lines of a muttrc. Commands in backticks and variables are an error: nothing of ours may need them. */
export function readMuttrc(text: string): Map<string, string> {
  const values = new Map<string, string>();
  for (const line of text.split("\n")) {
    if (line === "" || line.startsWith("#")) continue;
    if (line.endsWith("\\")) throw new Error(`goes on in the next line: ${line}`);
    const [, name, rest] = /^set (\w+) ?= ?(.*)$/.exec(line) ?? [];
    if (name === undefined || rest === undefined) throw new Error(`not a set line: ${line}`);
    values.set(name, readToken(rest));
  }
  return values;
}

/** mutt's manual, "Syntax of Initialization Files": one token up to a blank, `;` or `#` outside of quotes. */
function readToken(text: string): string {
  let value = "";
  let quote = "";
  for (let index = 0; index < text.length; index += 1) {
    const letter = text[index] ?? "";
    if (quote === "" && /[\s;#]/.test(letter)) throw new Error(`more than one token: ${text}`);
    if (letter === quote) quote = "";
    else if (quote === "" && (letter === "'" || letter === '"')) quote = letter;
    else if (letter === "\\" && quote !== "'") {
      index += 1;
      value += text[index] ?? "";
    } else if (quote !== "'" && (letter === "`" || letter === "$")) {
      throw new Error(`would be replaced: ${text}`);
    } else value += letter;
  }
  if (quote !== "") throw new Error(`not closed: ${text}`);
  return value;
}
