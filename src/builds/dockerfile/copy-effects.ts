import { covers } from '../../images/paths.ts';
import { baseFacts } from './base-facts.ts';
import type { Copy, ImageState } from './image-state.ts';

/** What comes from another stage, or another image. */
interface Copied {
  readonly copy: Copy;
  readonly line: number;
  /** What it comes from; undefined where nobody here builds that. */
  readonly source: ImageState | undefined;
  /** Whether `--chown` gives it to nobody else. */
  readonly keepsOwners: boolean;
}

/** Programs that give files the owners that an archive names, where root runs them. */
const ARCHIVERS = new Set(['tar', 'bsdtar', 'cpio', 'rsync']);

/** Folders of programs, which are files that nobody writes to. */
const PROGRAMS = /^\/(?:usr\/(?:local\/)?)?s?bin(?:\/|$)/;

/**
 * Applies what `COPY --from` brings: the users of `/etc/passwd`, and the owners, which it keeps
 * (moby/moby#38599) but for the folder itself.
 */
export function applyCopy(state: ImageState, { copy, line, source, keepsOwners }: Copied): void {
  const { from = '', sources, target, isFolder } = copy;
  const paths = sources.map((path) => (path.startsWith('/') ? path : `/${path}`));
  if (!source) {
    // Of the images of others only what is known of some of them tells to whom their files belong.
    const isPlain = baseFacts(from).isPlain || PROGRAMS.test(target);
    if (keepsOwners && !isPlain) state.untold ??= `COPY --from=${from}`;
    return;
  }
  if (paths.some((path) => /^\/etc\/(?:passwd)?\/?$/.test(path))) {
    for (const [name, account] of source.accounts) state.accounts.set(name, account);
  }
  if (!keepsOwners) return;
  if (source.untold !== undefined && ARCHIVERS.has(source.untold)) state.untold ??= source.untold;
  for (const path of paths) {
    const place = isFolder && sources.length > 1 ? `${target}/${baseName(path)}` : target;
    // A file keeps its name in a folder.
    const file = isFolder ? `${trimmed(target)}/${baseName(path)}` : target;
    const moved = source.capable
      .filter((one) => covers(path, one.path))
      .map((one) => {
        const below = one.path.slice(trimmed(path).length);
        return { ...one, path: below === '' ? file : `${place}${below}` };
      });
    state.capable = [...state.capable, ...moved];
    for (const { path: owned } of source.owned) {
      if (covers(owned, path)) state.owned.push({ path: place, line });
      else if (covers(path, owned)) {
        state.owned.push({ path: `${place}${owned.slice(trimmed(path).length)}`, line });
      }
    }
  }
}

function baseName(path: string): string {
  const whole = trimmed(path);
  return whole.slice(whole.lastIndexOf('/') + 1);
}

function trimmed(path: string): string {
  return path.replace(/(?<!\/)\/+$/, '').replace(/^\/$/, '');
}
