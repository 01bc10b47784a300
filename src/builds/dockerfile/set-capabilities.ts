import { operandsOf } from '../../rules/kit/shell/installers.ts';
import type { CapableFile, ImageState } from './image-state.ts';

/** One clause of cap_from_text(3): names, and the sets that they are put into. */
const CLAUSE = /^(?<names>[a-z_,]*)(?<sets>(?:[=+-][eip]*)+)$/i;

/**
 * Applies `setcap 'cap_net_bind_service=+ep' /usr/bin/app`. The kernel starts no file that has the effective bit
 * where the container lacks one of its capabilities (capabilities(7), "Safety checking for
 * capability-dumb binaries").
 */
export function applySetcap(args: readonly string[], state: ImageState): void {
  const isRemoval = args.includes('-r');
  const operands = operandsOf(args, ['-n']);
  const step = isRemoval ? 1 : 2;
  for (let at = 0; at + step <= operands.length; at += step) {
    const path = fromRoot(operands[at + step - 1] ?? '', state.workdir);
    const capabilities = isRemoval ? [] : effectiveIn(operands[at] ?? '');
    const others = state.capable.filter((one) => one.path !== path);
    state.capable = capabilities.length === 0 ? others : [...others, { path, capabilities }];
  }
}

function fromRoot(path: string, workdir: string): string {
  // What a shell finds out, as `$(which node)`, stays as it is.
  if (path.startsWith('/') || !/^[\w./-]+$/.test(path)) return path;
  return `${workdir.replace(/\/$/, '')}/${path.replace(/^\.\//, '')}`;
}

/** The capabilities that a file has as soon as it starts; `all` names none. */
function effectiveIn(text: string): string[] {
  return text.split(' ').flatMap((clause) => {
    const { names = '', sets = '' } = CLAUSE.exec(clause)?.groups ?? {};
    const isEffective = /[=+]\w*e/.test(sets) && /[=+]\w*p/.test(sets);
    if (!isEffective) return [];
    return names.split(',').flatMap((name) => /^cap_(\w+)$/i.exec(name)?.[1]?.toUpperCase() ?? []);
  });
}

/**
 * The capabilities that an image needs to start.
 *
 * @param programs that it starts with, by their names; undefined where scripts start others
 */
export function startCapabilities(
  files: readonly CapableFile[],
  programs: readonly string[] | undefined,
): string[] {
  const started = files.filter(
    ({ path }) => programs === undefined || programs.includes(nameIn(path)),
  );
  return [...new Set(started.flatMap(({ capabilities }) => capabilities))];
}

/** The name of a file: of `$(which node)`, `node`. */
function nameIn(path: string): string {
  return path.split(/[^\w.+-]/).findLast((part) => part !== '') ?? '';
}
