import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { delimiter, isAbsolute, join } from 'node:path';

/** Asks a program of Docker's for a login: what it prints, or undefined where it has none. */
export type AskHelper = (helper: string, server: string) => Promise<string | undefined>;

/** Names as `config.json` has them: `ecr-login`, `desktop.exe`; never a path. */
const NAME = /^[a-z0-9][\w.-]{0,63}$/i;

/** Helpers of clouds ask over the network. */
const TIMEOUT = 20_000;
/** Tokens have some kilobytes. */
const MAX_OUTPUT = 256 * 1024;

/**
 * Runs a credential helper as Docker does (docker/docker-credential-helpers, README.md): the program
 * `docker-credential-<name>` with the word `get`, the server on its standard input. It is found in the
 * absolute folders of the `PATH` alone, so that no repository brings its own.
 */
export async function askHelper(helper: string, server: string): Promise<string | undefined> {
  const program = NAME.test(helper) ? await find(`docker-credential-${helper}`) : undefined;
  if (program === undefined) return undefined;
  return new Promise((resolve) => {
    const options = { timeout: TIMEOUT, maxBuffer: MAX_OUTPUT, encoding: 'utf8' } as const;
    // What it prints when it fails may be about the login, so that nothing of it is kept.
    const child = execFile(program, ['get'], options, (error, out) =>
      resolve(error ? undefined : out),
    );
    // It may end without reading.
    child.stdin?.on('error', () => {});
    child.stdin?.end(`${server}\n`);
  });
}

async function find(name: string): Promise<string | undefined> {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(isAbsolute);
  const places = folders.flatMap((folder) => [join(folder, name), join(folder, `${name}.exe`)]);
  const found = await Promise.all(places.map(isProgram));
  // The first one counts.
  return places[found.indexOf(true)];
}

async function isProgram(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
