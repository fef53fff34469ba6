/**
 * The single modules of node-forge: the package has no entry for less than all of it, TLS and SSH included,
 * and its types know that one entry only.
 */

declare module "node-forge/lib/asn1" {
  import { asn1 } from "node-forge";
  export default asn1;
}

declare module "node-forge/lib/pkcs12" {
  import { pkcs12 } from "node-forge";
  export default pkcs12;
}

declare module "node-forge/lib/pki" {
  import { pki } from "node-forge";
  export default pki;
}

declare module "node-forge/lib/sha256" {
  import { sha256 } from "node-forge";
  export default sha256;
}

declare module "node-forge/lib/util" {
  import { util } from "node-forge";
  export default util;
}
