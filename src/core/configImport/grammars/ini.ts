import { message } from "../../../base/message";
import { ConfigProblem } from "../configProblem";

export interface IniOption {
  readonly value: string;
  readonly offset: number;
}

export interface IniSection {
  readonly name: string;
  readonly offset: number;
  /** By its name in lower case; those of `[DEFAULT]` are in every section. */
  readonly option: (name: string) => IniOption | undefined;
}

interface OpenSection {
  readonly name: string;
  readonly offset: number;
  readonly options: Map<string, IniOption>;
}

interface OpenOption {
  readonly key: string;
  readonly offset: number;
  readonly lines: string[];
}

const sectionLine = /^\[(.+)\]/;
const optionName = /^[^=:]*[^=:\s]/;

/**
 * Sections of an INI file as Python's `configparser` reads them with its usual settings: `=` or `:`, whole-line
 * comments with `#` or `;`, values that go on in lines that are indented deeper, and nothing twice. Values are taken as
 * they stand: whether a `%` is one or the start of a reference depends on the program.
 * Source: Python documentation, "Supported INI file structure"; CPython `Lib/configparser.py`.
 * @throws ConfigProblem
 */
export function readIni(text: string): readonly IniSection[] {
  return new IniReader().read(text);
}

class IniReader {
  private readonly sections = new Map<string, OpenSection>();
  private section: OpenSection | undefined;
  private option: OpenOption | undefined;
  /** Of the line in which the option began, in characters. */
  private indent = 0;

  read(text: string): readonly IniSection[] {
    let offset = 0;
    for (const line of text.split(/(?<=\n|\r(?!\n))/)) {
      this.line(line, offset);
      offset += line.length;
    }
    this.close();
    return this.withDefaults();
  }

  private line(line: string, offset: number): void {
    const content = line.trim();
    if (content === "" || content.startsWith("#") || content.startsWith(";")) {
      if (content === "") this.option?.lines.push("");
      return;
    }
    const indent = line.length - line.trimStart().length;
    if (this.option !== undefined && indent > this.indent) {
      this.option.lines.push(content);
      return;
    }
    this.indent = indent;
    this.close();
    const [, name] = sectionLine.exec(content) ?? [];
    if (name !== undefined) this.open(name, offset + indent);
    else this.begin(content, offset + indent);
  }

  private open(name: string, offset: number): void {
    if (this.sections.has(name)) {
      throw new ConfigProblem(message("This section is there twice."), offset);
    }
    this.section = { name, offset, options: new Map() };
    this.sections.set(name, this.section);
  }

  private begin(content: string, offset: number): void {
    if (this.section === undefined) {
      throw new ConfigProblem(
        message("A section such as [name@example.com] must come before this."),
        offset,
      );
    }
    const [name] = optionName.exec(content) ?? [];
    const rest = name === undefined ? "" : content.slice(name.length).trimStart();
    if (name === undefined || !/^[=:]/.test(rest)) {
      throw new ConfigProblem(message("This is no option: a = is missing."), offset);
    }
    const key = name.toLowerCase();
    if (this.section.options.has(key)) {
      throw new ConfigProblem(message("This option is there twice in its section."), offset);
    }
    const value = rest.slice(1).trim();
    this.section.options.set(key, { value, offset });
    this.option = { key, offset, lines: [value] };
  }

  private close(): void {
    if (this.option === undefined) return;
    const { key, offset, lines } = this.option;
    this.section?.options.set(key, { value: lines.join("\n").trim(), offset });
    this.option = undefined;
  }

  private withDefaults(): readonly IniSection[] {
    const defaults = this.sections.get("DEFAULT")?.options;
    return [...this.sections.values()]
      .filter(({ name }) => name !== "DEFAULT")
      .map(({ name, offset, options }) => ({
        name,
        offset,
        option: (key) => options.get(key) ?? defaults?.get(key),
      }));
  }
}
