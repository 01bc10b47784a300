import picomatch from 'picomatch';
import type { Exemption, ExemptionPolicy } from '../../rules/kit/exemption.ts';
import { field, textOf } from '../../yaml/value.ts';
import type { Claimable } from './claim.ts';

/** Whether an exemption of the configuration is about a finding, whatever its day. */
export function fits(
  exemption: Exemption,
  finding: Claimable,
  folders: ExemptionPolicy['folders'],
): boolean {
  if (!exemption.rules.includes(finding.rule)) return false;
  const { resource, container } = finding.subject;
  const image = textOf(field(container?.value, 'image')?.value);
  const subjects: readonly (readonly [string | undefined, string | undefined])[] = [
    [exemption.path, pathFromRoot(finding.file, folders)],
    [exemption.kind, resource.kind],
    [exemption.namespace, resource.namespace],
    [exemption.name, resource.name],
    [exemption.container, container?.name],
    [exemption.image, image],
  ];
  return subjects.every(
    ([glob, text]) => glob === undefined || (text !== undefined && matcherOf(glob)(text)),
  );
}

const matchers = new Map<string, (text: string) => boolean>();

/** Cached, because a run has few globs and matches each with every finding. */
function matcherOf(glob: string): (text: string) => boolean {
  const known = matchers.get(glob) ?? picomatch(glob, { dot: true });
  matchers.set(glob, known);
  return known;
}

/** The path of a file from the root of its repository. */
export function pathFromRoot(file: string, folders: ExemptionPolicy['folders']): string {
  if (!folders) return file;
  const path = file.startsWith('/') ? file : `${folders.working}/${file}`;
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  const normal = `/${parts.join('/')}`;
  return normal.startsWith(`${folders.root}/`) ? normal.slice(folders.root.length + 1) : file;
}
