// An expression for a page: everything that its origin has stored in the browser, as { place, text }.
(async () => {
  const done = (request) =>
    new Promise((resolve, reject) => {
      request.addEventListener("success", () => resolve(request.result));
      request.addEventListener("error", () => reject(request.error));
    });
  const found = Object.entries(localStorage).map(([key, text]) => ({
    place: `localStorage ${key}`,
    text,
  }));
  for (const { name } of await indexedDB.databases()) {
    const database = await done(indexedDB.open(name));
    for (const store of database.objectStoreNames) {
      const read = database.transaction(store).objectStore(store);
      const [keys, values] = await Promise.all([done(read.getAllKeys()), done(read.getAll())]);
      keys.forEach((key, index) => {
        const value = values[index];
        const text = typeof value === "string" ? value : JSON.stringify(value);
        found.push({ place: `${name}/${store} ${key}`, text: `${key} ${text}` });
      });
    }
    database.close();
  }
  return found;
})();
