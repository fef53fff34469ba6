import type { Context, Middleware } from "@microsoft/microsoft-graph-client";
import { untilAborted } from "../../../base/async";
import { Failure } from "../../../core/failure";
import type { GraphTokenSource } from "../../../core/ports";
import { type GraphExchange, exchangeOf } from "./graphExchange";

/** First link of the chain: adds the token, and answers a claims challenge once. */
export class GraphAuthentication implements Middleware {
  private next: Middleware | undefined;

  constructor(private readonly tokens: GraphTokenSource) {}

  setNext(next: Middleware): void {
    this.next = next;
  }

  async execute(context: Context): Promise<void> {
    const exchange = exchangeOf(context);
    await this.sendWithToken(context, exchange, undefined);
    const challenge = claimsChallenge(exchange);
    if (challenge === undefined) return;
    exchange.requestsLeft++;
    await this.sendWithToken(context, exchange, challenge);
  }

  private async sendWithToken(
    context: Context,
    exchange: GraphExchange,
    wwwAuthenticate: string | undefined,
  ): Promise<void> {
    const { access, call, operation } = exchange;
    const { interaction, signal } = call;
    const token = await untilAborted(
      this.tokens.token({ interaction, access, wwwAuthenticate, signal }),
      signal,
    );
    if (token === undefined) {
      throw new Failure("signIn.required", `${operation}: nobody is signed in.`, { operation });
    }
    call.onDirectory?.(token.tenantId);
    const headers = new Headers(context.options?.headers);
    headers.set("authorization", `Bearer ${token.accessToken}`);
    context.options = { ...context.options, headers };
    await this.next?.execute(context);
  }
}

/**
 * The challenge of a 401 that asks for claims (Entra "claims-challenge"). Nothing has been carried out then,
 * so that even a write can be sent again.
 */
function claimsChallenge({ answer }: GraphExchange): string | undefined {
  if (answer?.status !== 401) return undefined;
  const header = answer.headers.get("www-authenticate") ?? "";
  return /^Bearer\b/i.test(header) && /\bclaims\s*=/i.test(header) ? header : undefined;
}
