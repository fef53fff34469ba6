import type { HttpRequest } from "../http";
import { GraphError, malformed, NotInSandbox } from "./errors";
import type { Operation } from "./operation";
import { operations as described, undescribedOperations } from "./operations";
import { matchPath } from "./path";
import type { ApiSlice } from "./schema/slice";

export interface Route {
  readonly operation: Operation;
  readonly keys: readonly string[];
  /** The path below the version, as the client wrote it. */
  readonly requested: string;
}

const operations: readonly Operation[] = [...described, ...undescribedOperations];
const implemented = new Set(operations.map((operation) => operation.path));

/**
 * Finds the operation a request is for.
 * @throws NotInSandbox for what Graph has and the sandbox has not; GraphError 400, 405 for what Graph has not.
 */
export function routeOf(request: HttpRequest, slice: ApiSlice | undefined): Route {
  const [, version = "", ...segments] = request.url.pathname.split("/");
  if (version !== "v1.0") {
    throw version === "beta"
      ? new NotInSandbox("the beta version of Graph")
      : malformed(`Invalid version: ${version}`);
  }
  const requested = `/${segments.map(decodeURIComponent).join("/")}`;
  const paths = slice === undefined ? {} : slice.paths;
  const match = matchPath(requested, [...implemented, ...Object.keys(paths)]);
  const operation = operations.find(
    ({ path, method }) => path === match?.path && method === request.method,
  );
  if (match !== undefined && operation !== undefined) {
    return { operation, keys: match.keys, requested };
  }
  const exists =
    match !== undefined && paths[match.path]?.[request.method.toLowerCase()] !== undefined;
  // Without the description nothing tells what Graph has: everything unknown is the sandbox's gap then.
  if (exists || requested === "/$batch" || slice === undefined) {
    throw new NotInSandbox(`${request.method} ${match?.path ?? requested}`);
  }
  if (match !== undefined) {
    throw new GraphError(
      405,
      "Request_BadRequest",
      "Specified HTTP method is not allowed for the request target.",
    );
  }
  throw malformed(`Resource not found for the segment '${segments[0] ?? ""}'.`);
}
