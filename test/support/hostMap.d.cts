/** Adds entries ("host:port" → "address:port") to the connection map of this process. */
export function mapHosts(map: Readonly<Record<string, string>>): void;
/** Takes names ("host:port") out of the map again. */
export function unmapHosts(names: Iterable<string>): void;
