/** A path of the API description, ready to be matched. */
interface Template {
  readonly pattern: RegExp;
  /** Fewer parameters = more exact; `/applications/$count` wins over `/applications/{application-id}`. */
  readonly parameters: number;
}

const templates = new Map<string, Template>();

function compile(path: string): Template {
  const known = templates.get(path);
  if (known !== undefined) {
    return known;
  }
  // The description abbreviates type casts (`graph.application`); requests carry the full name.
  const onTheWire = path.replace("/graph.", "/microsoft.graph.");
  const escaped = onTheWire.replaceAll(/[.$()]/g, String.raw`\$&`);
  const source = escaped.replaceAll(/\{[^}]+\}/g, "([^/'()]+)");
  const template = {
    pattern: new RegExp(`^${source}$`),
    parameters: path.split("{").length - 1,
  };
  templates.set(path, template);
  return template;
}

export interface PathMatch {
  readonly path: string;
  readonly keys: readonly string[];
}

/** The most exact of the templates that fit a request's path (below the version). */
export function matchPath(requested: string, paths: Iterable<string>): PathMatch | undefined {
  let best: (PathMatch & { readonly parameters: number }) | undefined;
  for (const path of paths) {
    const { pattern, parameters } = compile(path);
    const match = pattern.exec(requested);
    if (match !== null && (best === undefined || parameters < best.parameters)) {
      best = { path, keys: match.slice(1).map(decodeURIComponent), parameters };
    }
  }
  return best;
}
