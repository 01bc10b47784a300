import type { SourceFile } from '../../kubernetes/manifest.ts';
import { folderOf, joinPath } from '../paths.ts';
import type { BuildLink } from './build-link.ts';

const CALL = /\b(?:docker_build|docker_build_with_restart)\s*\(([^)]{1,2000})/g;
const ARGUMENT = /(?:(\w+)\s*=\s*)?(?:"([^"\n]*)"|'([^'\n]*)'|(\[|\{|[\w.]+))/g;

/** What the calls of `docker_build` in a Tiltfile say whose arguments are texts. */
export function tiltLinks({ path, text }: SourceFile): BuildLink[] {
  return [...text.slice(0, 256 * 1024).matchAll(CALL)].flatMap(([, call = '']) => {
    const named = new Map<string, string>();
    const placed: (string | undefined)[] = [];
    for (const [, name, double, single, other] of call.matchAll(ARGUMENT)) {
      const value = double ?? single;
      // Behind a list or a mapping, its items would be taken for arguments.
      if (other === '[' || other === '{') break;
      if (name === undefined) placed.push(value);
      else if (value !== undefined) named.set(name, value);
    }
    const image = named.get('ref') ?? placed[0];
    const context = joinPath(folderOf(path), named.get('context') ?? placed[1] ?? '');
    const file = named.get('dockerfile');
    const dockerfile =
      file === undefined ? joinPath(context ?? '', 'Dockerfile') : joinPath(folderOf(path), file);
    const isKnown = image !== undefined && (placed[1] ?? named.get('context')) !== undefined;
    if (!isKnown || context === undefined || dockerfile === undefined) return [];
    if (/\bdockerfile_contents\b/.test(call)) return [];
    const target = named.get('target');
    return [{ image, by: { dockerfile }, context, target, args: new Map(), evidence: path }];
  });
}
