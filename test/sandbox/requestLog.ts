import { operationName } from "./graph/operationName";
import { isGraphHost } from "./hosts";

/** One request the sandbox has answered, or was told not to. */
export interface LoggedRequest {
  readonly host: string;
  readonly method: string;
  /** Path and query; values that could be secrets are left out. */
  readonly path: string;
  /** 0 where a fault dropped the connection or never answered. */
  readonly status: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

export interface RequestFilter {
  readonly host?: string | undefined;
  readonly method?: string | undefined;
  /** A regular expression over path and query. */
  readonly path?: string | undefined;
}

/** Query parameters whose values are harmless. Everything else, being perhaps a code or a token, is masked. */
const plainParameters = new Set([
  "$filter",
  "$top",
  "$select",
  "$count",
  "$orderby",
  "$search",
  "$skiptoken",
  "api-version",
  "client_id",
  "code_challenge_method",
  "prompt",
  "redirect_uri",
  "response_mode",
  "response_type",
  "scope",
]);

/** Entries kept: a sandbox may run for days beside an editor. */
const limit = 10_000;

/** What reached the sandbox, without tokens and without bodies. */
export class RequestLog {
  #entries: LoggedRequest[] = [];
  #operations = new Map<string, number>();

  add(entry: { host: string; method: string; url: URL; status: number; at: number }): void {
    const { host, method, url, status, at } = entry;
    this.#entries.push({ host, method, path: loggedPath(url), status, at });
    if (isGraphHost(host)) {
      const name = operationName(method, url);
      this.#operations.set(name, (this.#operations.get(name) ?? 0) + 1);
    }
    if (this.#entries.length > limit) this.#entries.splice(0, limit / 10);
  }

  entries(filter: RequestFilter = {}): readonly LoggedRequest[] {
    const path = filter.path === undefined ? undefined : new RegExp(filter.path);
    return this.#entries.filter(
      (entry) =>
        (filter.host === undefined || entry.host === filter.host) &&
        (filter.method === undefined || entry.method === filter.method.toUpperCase()) &&
        (path === undefined || path.test(entry.path)),
    );
  }

  count(filter: RequestFilter = {}): number {
    return this.entries(filter).length;
  }

  /**
   * How many requests Graph has had since the last {@link clear}, by operation (`GET /applications`), failed and
   * dropped ones included. Further pages of a list count, too.
   */
  operations(): Readonly<Record<string, number>> {
    return Object.fromEntries([...this.#operations].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  clear(): void {
    this.#entries = [];
    this.#operations.clear();
  }
}

function loggedPath(url: URL): string {
  const query = [...url.searchParams].map(([name, value]) =>
    plainParameters.has(name) ? `${name}=${value}` : `${name}=…`,
  );
  return query.length === 0 ? url.pathname : `${url.pathname}?${query.join("&")}`;
}
