/** Stands between a fake and its effect: lets it happen, prevents it, or loses the answer. */
export type Gate = <T>(operation: string, effect: () => T) => Promise<T>;

/** Everything happens, and is answered. */
export const open: Gate = async (_operation, effect) => {
  await Promise.resolve();
  return effect();
};
