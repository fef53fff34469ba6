import type { ListQuery } from "../../../core/directoryPorts";
import type { GraphCall, RegistrationPage } from "../../../core/ports";
import { type ListRequest, listRequests } from "./applicationQueries";
import type { GraphConnection } from "./graphConnection";
import { type JsonReader, ShapeError } from "./jsonReader";
import { eventual, firstAccepted } from "./odata";
import { isApplication, readSummary } from "./readApplication";

/** Begins the mark of a next page whose list was not asked as an advanced query. */
const plainMark = "plain ";

/** One page of a list; `next` is a mark that an earlier page gave. @throws as ApplicationDirectory */
export async function readListPage(
  graph: GraphConnection,
  list: ListQuery,
  next: string | undefined,
  call: GraphCall,
): Promise<RegistrationPage> {
  const read = (request: ListRequest): Promise<RegistrationPage> =>
    readPage(graph, list, request, call);
  if (next === undefined) return await firstAccepted(listRequests(list), read);
  const advanced = !next.startsWith(plainMark);
  const path = advanced ? next : next.slice(plainMark.length);
  graph.checkLink(path, operationOf(list));
  return await read({ path, advanced });
}

function readPage(
  graph: GraphConnection,
  list: ListQuery,
  { path, advanced }: ListRequest,
  call: GraphCall,
): Promise<RegistrationPage> {
  const operation = operationOf(list);
  const access = list.view === "owned" ? "profile" : "read";
  const headers = advanced ? eventual : {};
  return graph.read({ operation, method: "GET", access, path, headers }, call, (answer) => {
    const link = graph.nextLink(answer, operation);
    if (link !== undefined && link === path) throw new ShapeError("@odata.nextLink", "a new link");
    const count = answer.at("@odata.count");
    const items = answer.at("value").list(list.view === "all" ? readSummary : readWhereAllowed);
    return {
      items: items.filter((item) => item !== undefined),
      total: count.absent ? undefined : count.number(),
      next: link === undefined || advanced ? link : `${plainMark}${link}`,
    };
  });
}

/** Lists of related objects name some of which the caller may know no more than the id. */
function readWhereAllowed(item: JsonReader): ReturnType<typeof readSummary> | undefined {
  return isApplication(item) ? readSummary(item) : undefined;
}

function operationOf({ view }: ListQuery): string {
  return view === "all" ? "list applications" : `list ${view} applications`;
}
