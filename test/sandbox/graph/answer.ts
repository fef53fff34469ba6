import type { HttpResponse } from "../http";
import type { Answer, Call, Operation } from "./operation";
import { matching } from "./query/matching";
import { inOrder } from "./query/order";
import { pageOf } from "./query/page";
import { selectFrom } from "./query/select";

const jsonType =
  "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8";

type Body = Readonly<Record<string, unknown>>;

/** The same request for the page after, on the host the client asked. */
function nextLink(
  call: Call,
  requested: string,
  parameters: URLSearchParams,
  token: string,
): string {
  const kept = [...parameters].filter(([name]) => name.toLowerCase() !== "$skiptoken");
  const query = [...kept, ["$skiptoken", token] as const]
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join("&");
  return `${call.root}${requested}?${query}`;
}

function contextOf(call: Call, context: string): string {
  const { select } = call.query;
  const selected = select === undefined ? "" : `(${select.join(",")})`;
  const described = context.replace(/(?:\/\$entity)?$/, (end) => `${selected}${end}`);
  return `${call.root}/$metadata#${described}`;
}

function collection(
  call: Call,
  answer: Answer & { readonly kind: "collection" },
  operation: Operation,
  requested: string,
  parameters: URLSearchParams,
): Body {
  const ability = operation.query ?? {};
  const found = inOrder(matching(answer.items, call.query, ability), call.query, ability);
  const page = pageOf(found, call.query, ability.pageSize);
  const counted = call.query.count && call.query.eventual;
  return {
    "@odata.context": contextOf(call, answer.context),
    ...(counted ? { "@odata.count": found.length } : {}),
    ...(page.nextToken === undefined
      ? {}
      : { "@odata.nextLink": nextLink(call, requested, parameters, page.nextToken) }),
    value: page.items.map((item) =>
      selectFrom(answer.render(item), call.query.select, answer.type, answer.selectable),
    ),
  };
}

/** What goes on the wire: a JSON body, a plain text, or nothing. */
export interface Wire {
  readonly json?: Body;
  readonly text?: string;
}

/** Applies the query to an operation's answer. */
export function wireOf(
  call: Call,
  answer: Answer,
  operation: Operation,
  requested: string,
  parameters: URLSearchParams,
): Wire {
  if (answer.kind === "text") {
    return { text: answer.text };
  }
  if (answer.kind === "collection") {
    return { json: collection(call, answer, operation, requested, parameters) };
  }
  if (answer.kind === "entity") {
    const selecting = call.query.select !== undefined;
    const all = selecting ? { ...answer.entity, ...answer.onSelect } : answer.entity;
    const entity = selectFrom(all, call.query.select, answer.type);
    return { json: { "@odata.context": contextOf(call, answer.context), ...entity } };
  }
  return {};
}

export function respond(
  status: number,
  wire: Wire,
  headers: Readonly<Record<string, string>>,
): HttpResponse {
  const common = { ...headers, "cache-control": "no-cache", "odata-version": "4.0" };
  if (wire.json !== undefined) {
    return {
      status,
      headers: { ...common, "content-type": jsonType },
      body: JSON.stringify(wire.json),
    };
  }
  return wire.text === undefined
    ? { status, headers: common }
    : { status, headers: { ...common, "content-type": "text/plain" }, body: wire.text };
}
