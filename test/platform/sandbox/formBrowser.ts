/** What a person sees after a step. */
export interface Page {
  readonly url: string;
  readonly status: number;
  readonly html: string;
}

interface Form {
  readonly method: string;
  readonly action: string;
  readonly fields: Record<string, string>;
}

/**
 * A browser for plain forms: follows redirects, keeps cookies, presses buttons by their `data-testid`. A redirect
 * to a host of `stopAt` is not followed: the page then has status 0 and that address.
 */
export class FormBrowser {
  readonly #cookies = new Map<string, string>();
  readonly #stopAt: (url: URL) => boolean;

  constructor(stopAt: (url: URL) => boolean = () => false) {
    this.#stopAt = stopAt;
  }

  open(url: string): Promise<Page> {
    return this.#go(url, "GET");
  }

  /** Presses the button `testId`, after typing `typed` into the fields of its form. */
  press(page: Page, testId: string, typed: Readonly<Record<string, string>> = {}): Promise<Page> {
    const button = elements(page.html, "button").find((tag) => tag["data-testid"] === testId);
    const form = formAround(page.html, `data-testid="${testId}"`);
    if (button === undefined || form === undefined) {
      throw new Error(`no button ${testId} on ${page.url} (${page.status}): ${text(page)}`);
    }
    const pressed = button["name"] === undefined ? {} : { [button["name"]]: button["value"] ?? "" };
    return this.#submit(page, form, { ...form.fields, ...typed, ...pressed });
  }

  /** Presses several buttons, one page after the other. */
  async walk(page: Page, testIds: readonly string[]): Promise<Page> {
    let current = page;
    for (const testId of testIds) current = await this.press(current, testId);
    return current;
  }

  /** Sends the form that a script would send by itself (response_mode=form_post). */
  sendHiddenForm(page: Page): Promise<Page> {
    const form = formAround(page.html, 'name="hiddenform"');
    if (form === undefined) throw new Error(`no hidden form on ${page.url}: ${text(page)}`);
    return this.#submit(page, form, form.fields);
  }

  #submit(page: Page, form: Form, fields: Readonly<Record<string, string>>): Promise<Page> {
    const action = new URL(form.action, page.url);
    return this.#go(action.href, form.method.toUpperCase(), new URLSearchParams(fields));
  }

  async #go(address: string, method: string, body?: URLSearchParams): Promise<Page> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await fetch(address, {
      method,
      redirect: "manual",
      headers: { cookie },
      ...(body === undefined ? {} : { body }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      this.#cookies.set(name, value);
    }
    const location = response.headers.get("location");
    if (location === null) {
      return { url: address, status: response.status, html: await response.text() };
    }
    const target = new URL(location, address);
    if (this.#stopAt(target)) return { url: target.href, status: 0, html: "" };
    return this.#go(target.href, "GET");
  }
}

/** The words of a page. */
export function text(page: Page): string {
  return unescape(page.html.replaceAll(/<style>.*?<\/style>|<[^>]+>/gs, " ")).replaceAll(
    /\s+/g,
    " ",
  );
}

/** The names and values of the hidden form of a page. */
export function hiddenFields(page: Page): Record<string, string> {
  return formAround(page.html, 'name="hiddenform"')?.fields ?? {};
}

function formAround(html: string, mark: string): Form | undefined {
  const source = /<form\b.*?<\/form>/gs;
  const found = [...html.matchAll(source)]
    .map(([form]) => form)
    .find((form) => form.includes(mark));
  const [head] = found === undefined ? [] : elements(found, "form");
  if (found === undefined || head === undefined) return undefined;
  const inputs = elements(found, "input").filter(
    (input) => input["name"] !== undefined && input["type"] !== "checkbox",
  );
  return {
    method: head["method"] ?? "get",
    action: head["action"] ?? "",
    fields: Object.fromEntries(inputs.map((input) => [input["name"], input["value"] ?? ""])),
  };
}

function elements(html: string, name: string): Record<string, string>[] {
  return [...html.matchAll(new RegExp(`<${name}\\b([^>]*)>`, "g"))].map(([, attributes = ""]) =>
    Object.fromEntries(
      [...attributes.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, key = "", value = ""]) => [
        key,
        unescape(value),
      ]),
    ),
  );
}

function unescape(escaped: string): string {
  return escaped
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}
