import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

/** The system's own Python, where there is one: wrappers that choose a version take a second each time. */
const program = existsSync("/usr/bin/python3") ? "/usr/bin/python3" : "python3";

/**
 * Runs a few lines of Python with a JSON value on its standard input.
 * @returns the JSON value it prints
 */
export function python(code: string, input: unknown): unknown {
  const { status, stdout, stderr } = spawnSync(program, ["-I", "-c", code], {
    input: JSON.stringify(input),
    encoding: "utf8",
    maxBuffer: 1 << 26,
    env: { ...process.env, PYTHONIOENCODING: "utf-8", PYTHONUTF8: "1" },
  });
  if (status !== 0) throw new Error(`python3: ${stderr}`);
  return JSON.parse(stdout);
}

const configParser = `
import configparser, json, sys
text, interpolated = json.load(sys.stdin)
parser = configparser.ConfigParser() if interpolated else configparser.RawConfigParser()
parser.read_string(text)
json.dump({s: dict(parser.items(s)) for s in parser.sections()}, sys.stdout)
`;

/** An INI file as Python's own `configparser` reads it. */
export function readConfigParser(
  text: string,
  interpolated: boolean,
): Readonly<Record<string, Readonly<Record<string, string>>>> {
  return python(configParser, [text, interpolated]) as Record<string, Record<string, string>>;
}
