import type { Clock } from "../../core/time";
import type { BackEndToken } from "./graphBackEnd";

/** A token is given up this long before its end, so that it lasts through what is begun with it. */
const marginMilliseconds = 5 * 60_000;

/** Tokens until shortly before their end; in memory only. Those without an end are not kept. */
export class GraphTokenMemory {
  private readonly tokens = new Map<string, BackEndToken>();

  constructor(private readonly clock: Pick<Clock, "now">) {}

  get(key: string): BackEndToken | undefined {
    const found = this.tokens.get(key);
    if (found === undefined || this.lasts(found)) return found;
    this.tokens.delete(key);
    return undefined;
  }

  keep(key: string, token: BackEndToken): void {
    if (this.lasts(token)) this.tokens.set(key, token);
  }

  clear(): void {
    this.tokens.clear();
  }

  private lasts({ expiresAt }: BackEndToken): boolean {
    if (expiresAt === undefined) return false;
    return Date.parse(expiresAt) - marginMilliseconds > this.clock.now().getTime();
  }
}
