/**
 * Installs the locked dependencies of a package folder, unless they are installed already.
 *
 * @param folder The folder that holds package.json and package-lock.json.
 * @param options `withDev: false` leaves the devDependencies out.
 * @returns Whether something had to be installed.
 */
export function ensureInstalled(folder: string, options?: { readonly withDev?: boolean }): boolean;

/** The npm that runs this process, or else the one on the PATH. */
export function npmCommand(): {
  readonly file: string;
  readonly args: readonly string[];
  readonly shell: boolean;
};
