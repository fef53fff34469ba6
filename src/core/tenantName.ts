/** A GUID, a domain, or one of the names of shared authorities. The manifest has the same pattern. */
export const tenantName = /^[0-9A-Za-z](?:[0-9A-Za-z.-]*[0-9A-Za-z])?$/;
