import { operations, undescribedOperations } from "./operations";
import { matchPath } from "./path";

const paths = [...new Set([...operations, ...undescribedOperations].map(({ path }) => path))];

/** A request as its operation: `GET /applications/{application-id}`; the bare path where there is none. */
export function operationName(method: string, url: URL): string {
  const requested = url.pathname.replace(/^\/v1\.0(?=\/)/, "");
  try {
    return `${method} ${matchPath(decodeURIComponent(requested), paths)?.path ?? requested}`;
  } catch {
    return `${method} ${requested}`;
  }
}
