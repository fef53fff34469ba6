"use strict";
/**
 * Leads connections of this process to other addresses, by name: `{"graph.microsoft.com:443": "127.0.0.1:8443"}`.
 * TLS server names and Host headers stay as the program meant them. Works for net, tls, http, https and fetch,
 * which all end in `net.Socket.prototype.connect`.
 *
 * Loaded by `node --require`, it reads the map from ENTRA_SANDBOX_HOST_MAP. It is CommonJS because `--require`
 * and the extension host load it as it is.
 */
const net = require("node:net");

/** One table per process, whichever copy of this file is loaded. */
const tableKey = Symbol.for("entra-mail.sandbox.hostMap");

/** @param {{ host?: string, port?: number | string }} options @param {Map<string, string>} table */
function mapped(options, table) {
  const host = options.host ?? "localhost";
  const target = table.get(`${host.toLowerCase()}:${options.port}`);
  if (target === undefined) return undefined;
  const colon = target.lastIndexOf(":");
  // A copy: tls.connect still reads the certificate's name from the caller's object.
  return {
    ...options,
    host: target.slice(0, colon),
    port: Number(target.slice(colon + 1)),
    lookup: undefined,
  };
}

/** @param {Map<string, string>} table */
function wrapConnect(table) {
  const original = net.Socket.prototype.connect;
  net.Socket.prototype.connect = function connect(...args) {
    const [first] = args;
    if (Array.isArray(first)) {
      // Node's own normalized arguments: the array carries a symbol, so it is changed in place.
      const replaced = typeof first[0] === "object" ? mapped(first[0], table) : undefined;
      if (replaced) first[0] = replaced;
    } else if (typeof first === "object" && first !== null) {
      args[0] = mapped(first, table) ?? first;
    } else if (typeof first === "number") {
      const host = typeof args[1] === "string" ? args[1] : "localhost";
      const replaced = mapped({ port: first, host }, table);
      if (replaced) args.splice(0, typeof args[1] === "string" ? 2 : 1, replaced);
    }
    return original.apply(this, args);
  };
}

/**
 * Adds entries to the map of this process; a later entry for the same name replaces the earlier one.
 * @param {Readonly<Record<string, string>>} map "host:port" → "address:port"
 */
function mapHosts(map) {
  if (globalThis[tableKey] === undefined) {
    globalThis[tableKey] = new Map();
    wrapConnect(globalThis[tableKey]);
  }
  for (const [name, target] of Object.entries(map)) {
    globalThis[tableKey].set(name.toLowerCase(), target);
  }
}

/** Takes names out of the map again. @param {Iterable<string>} names "host:port" */
function unmapHosts(names) {
  for (const name of names) globalThis[tableKey]?.delete(name.toLowerCase());
}

const fromEnvironment = process.env.ENTRA_SANDBOX_HOST_MAP;
if (fromEnvironment) mapHosts(JSON.parse(fromEnvironment));

module.exports = { mapHosts, unmapHosts };
