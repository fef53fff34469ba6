type AsyncMethods<T> = {
  readonly [K in keyof T]: (...parameters: never[]) => Promise<unknown>;
};

/** What `load` brings, loaded at the first call. A failed load is tried again at the next call. */
export function lazy<T>(load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | undefined;
  return () => {
    loading ??= load().catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    return loading;
  };
}

/**
 * An object whose asynchronous methods load the real one at their first call. A failed load is tried again
 * at the next call.
 * @param names every method of the port
 */
export function lazyPort<Port extends AsyncMethods<Port>>(
  load: () => Promise<Port>,
  names: readonly (keyof Port)[],
): Port {
  const loaded = lazy(load);
  const methods = names.map((name) => {
    const method = async (...parameters: never[]): Promise<unknown> => {
      const port = await loaded();
      return await port[name](...parameters);
    };
    return [name, method] as const;
  });
  return Object.fromEntries(methods) as unknown as Port;
}
