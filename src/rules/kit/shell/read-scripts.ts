import { readCommand } from './read-command.ts';

/** Where a script runs. */
interface ScriptPlace {
  readonly env: ReadonlyMap<string, string>;
  readonly workdir: string;
}

/** What the scripts that an image starts with do. */
export interface ScriptEffects {
  /** Where they write, from the root, each path once. */
  readonly writes: readonly string[];
  /** The account that they change to, as it is written; undefined for none. */
  readonly becomes: string | undefined;
  readonly changesOwners: boolean;
  /** The names of the programs that they run. */
  readonly programs: readonly string[];
  /** Whether they look at the user before they do what only root can. */
  readonly asksUser: boolean;
}

const BECOMES =
  /\b(?:gosu|su-exec|setpriv\s+--reuid[=\s]|runuser\s+-u\s|su\s+-s\s+\S+\s)\s*["']?([\w$.{}-]+)/;

/** Reads scripts for what they write and whom they become. */
export function readScripts(
  texts: readonly string[],
  { env, workdir }: ScriptPlace,
): ScriptEffects {
  const filled = texts.map((text) =>
    text.replaceAll(
      /\$\{?([A-Za-z_]\w*)(?::-([^}$]*))?\}?/g,
      (whole, name: string, usual?: string) => env.get(name) ?? usual ?? whole,
    ),
  );
  const read = filled.map((text) =>
    readCommand(['sh', '-c', text], { workingDir: workdir, mounts: [] }),
  );
  const written = read.flatMap(({ writes }) => writes).filter(({ path }) => isPlain(path));
  return {
    writes: [...new Set(written.filter(({ by }) => by !== 'chown').map(({ path }) => path))],
    becomes: filled.map((text) => BECOMES.exec(text)?.[1]).find((name) => name !== undefined),
    changesOwners: written.some(({ by }) => by === 'chown'),
    programs: read.flatMap(({ uses }) => uses.map(({ program }) => program)),
    asksUser: filled.some((text) => /\bid\s+-u\b|\$EUID|\$UID/.test(text)),
  };
}

function isPlain(path: string): boolean {
  return /^(?:\/[\w.@+-]+)+$/.test(path) && !/^\/(?:dev|proc|sys)(?:\/|$)/.test(path);
}
