/** Reads `.msmtprc`: a command, and the rest of the line, out of which only the outermost double quotes are taken. */
export function readMsmtprc(text: string): Map<string, string> {
  const values = new Map<string, string>();
  for (const line of text.split("\n")) {
    if (Buffer.byteLength(line) > 499) throw new Error("line longer than 500 characters");
    const [, command, rest] = /^[ \t]*([^ \t#][^ \t]*)[ \t]*(.*?)[ \t]*$/.exec(line) ?? [];
    if (command === undefined || rest === undefined) continue;
    const quoted = rest.length > 1 && rest.startsWith('"') && rest.endsWith('"');
    values.set(command, quoted ? rest.slice(1, -1) : rest);
  }
  return values;
}

/** Reads the lines of `.mbsyncrc` with one argument: blanks end it outside of quotes, and a backslash escapes. */
export function readMbsyncrc(text: string): Map<string, string> {
  const values = new Map<string, string>();
  for (const line of text.split("\n")) {
    if (line === "" || line.startsWith("#")) continue;
    const [, keyword, rest] = /^(\w+) (.*)$/.exec(line) ?? [];
    if (keyword === undefined || rest === undefined) throw new Error(`no argument: ${line}`);
    values.set(keyword, mbsyncArgument(rest));
  }
  return values;
}

function mbsyncArgument(text: string): string {
  let value = "";
  let quoted = false;
  for (let index = 0; index < text.length; index += 1) {
    const letter = text[index] ?? "";
    if (letter === "\\") {
      index += 1;
      value += text[index] ?? "";
    } else if (letter === '"') quoted = !quoted;
    else if (!quoted && letter.trim() === "") throw new Error(`more than one argument: ${text}`);
    else value += letter;
  }
  if (quoted) throw new Error(`not closed: ${text}`);
  return value;
}

/** The strings of a `.fetchmailrc` in their order; escapes as fetchmail(1) lists them. */
export function fetchmailStrings(text: string): readonly string[] {
  const code = text.replaceAll(/^#.*$/gm, "");
  return Array.from(code.matchAll(/"((?:[^"\\]|\\x[0-9a-f]{2})*)"/g), ([, body = ""]) =>
    body.replaceAll(/\\x([0-9a-f]{2})/g, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    ),
  );
}

/** The tokens of a `pizauth.conf`; strings are decoded and marked by a leading `"`. */
export function pizauthTokens(text: string): readonly string[] {
  const tokens: string[] = [];
  const lexer = /"((?:\\[\\"]|[^"\\])*)"|[=,{}[\];:]|[a-z_]+|\/\/[^\n]*|[ \t\n\r]+|./gsy;
  for (const [token, body] of text.matchAll(lexer)) {
    if (body !== undefined) tokens.push(`"${body.replaceAll(/\\([\\"])/g, "$1")}`);
    else if (/^[=,{}[\];:]$|^[a-z_]+$/.test(token)) tokens.push(token);
    else if (!/^\s+$|^\/\//.test(token)) throw new Error(`unmatched: ${token}`);
  }
  return tokens;
}

/** The code spans of a line of Markdown (CommonMark 0.31, 6.1). */
export function codeSpans(text: string): readonly string[] {
  const spans: string[] = [];
  for (let rest = text; ;) {
    const open = /`+/.exec(rest);
    if (open === null) return spans;
    const [fence] = open;
    const after = rest.slice(open.index + fence.length);
    const close = Array.from(after.matchAll(/`+/g)).find(([run]) => run.length === fence.length);
    if (close === undefined) throw new Error(`not closed: ${rest}`);
    const body = after.slice(0, close.index);
    spans.push(/^ .*[^ ].* $|^ [^ ] $/s.test(body) ? body.slice(1, -1) : body);
    rest = after.slice(close.index + fence.length);
  }
}
