import type { HttpRequest, HttpResponse } from "./http";

/** The members of forms, queries and JSON bodies that are credentials (RFC 6749, RFC 7636, RFC 8628, Graph). */
const names = new Set([
  "access_token",
  "refresh_token",
  "id_token",
  "client_secret",
  "code",
  "client_assertion",
  "code_verifier",
  "device_code",
  "secretText",
]);

/** Every credential that crossed the front, in either direction, by name: what a leak test looks for. */
export class IssuedCredentials {
  private readonly found = new Map<string, Set<string>>();

  /** The values of one name. */
  of(name: string): readonly string[] {
    return [...(this.found.get(name) ?? [])];
  }

  /** All values, with their names. */
  all(): readonly { readonly name: string; readonly value: string }[] {
    return [...this.found].flatMap(([name, values]) =>
      [...values].map((value) => ({ name, value })),
    );
  }

  /** A credential that was given out by another way. */
  add(name: string, value: string): void {
    this.note(name, value);
  }

  readRequest({ url, headers, body }: HttpRequest): void {
    this.readFields(url.searchParams);
    const type = headers["content-type"] ?? "";
    if (type.includes("form-urlencoded")) this.readFields(new URLSearchParams(body.toString()));
    if (type.includes("json")) this.readJson(body.toString());
    this.note("access_token", /^Bearer (.+)$/i.exec(headers["authorization"] ?? "")?.[1]);
  }

  readResponse({ headers, body }: HttpResponse): void {
    if (headers?.["content-type"]?.includes("json") === true) this.readJson(String(body));
  }

  private readFields(fields: URLSearchParams): void {
    for (const [name, value] of fields) this.note(name, value);
  }

  private readJson(text: string): void {
    try {
      JSON.parse(text, (name, value: unknown) => {
        if (typeof value === "string") this.note(name, value);
        return value;
      });
    } catch {
      // Not JSON after all: a fault of the sandbox may say so on purpose.
    }
  }

  private note(name: string, value: string | undefined): void {
    // An error body has a "code", too; credentials are longer than its words.
    if (value === undefined || value.length < 24 || !names.has(name)) return;
    const values = this.found.get(name) ?? new Set();
    this.found.set(name, values.add(value));
  }
}
