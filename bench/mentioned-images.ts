/**
 * Counts which images the histories of public repositories mention most, by canonical name: first by the
 * number of clones that added a line with the image to a YAML file, then by the number of files; with
 * whether the catalog knows it. Lines are `image:`, and `repository:` of charts' values where a `tag:` is
 * beside it:
 * `node bench/mentioned-images.ts [--top 200] CLONE...`.
 */
import { openRepository } from '../src/git/git.ts';
import { knownImage } from '../src/images/known-image.ts';
import { canonicalReference } from '../src/images/reference.ts';

const [top, clones] = readArguments(process.argv.slice(2));
const files = new Map<string, Set<string>>();
for (const clone of clones) {
  const repository = await openRepository(clone);
  // The lines that commits added, with the file that each is in.
  const log = await repository
    .run(['log', '-p', '-U0', '--no-merges', '--no-renames', '--format=', '--', '*.yaml', '*.yml'])
    .catch(() => Buffer.from(''));
  let path = '';
  const lines = log.toString().split('\n');
  for (const [at, line] of lines.entries()) {
    if (line.startsWith('+++ b/')) path = line.slice('+++ b/'.length);
    const [, key, written] =
      /^\+\s*(?:-\s+)?(image|repository):\s*["']?([\w./:@-]+)["']?\s*(?:#.*)?$/.exec(line) ?? [];
    const hasTag = [lines[at - 1], lines[at + 1]].some((near) => /^\+\s*tag:/.test(near ?? ''));
    if (key === 'repository' && !hasTag) continue;
    const reference = written === undefined ? undefined : canonicalReference(written);
    // What has neither a folder nor a tag may be any word.
    if (!reference || (!/[/:@]/.test(written ?? '') && !knownImage(written ?? ''))) continue;
    const seen = files.get(reference.name) ?? new Set();
    files.set(reference.name, seen.add(`${clone}:${path}`));
  }
}
const counted = [...files].map(([name, seen]) => ({
  name,
  size: seen.size,
  clones: new Set([...seen].map((one) => one.split(':')[0])).size,
}));
const ranked = counted
  .toSorted((one, other) => other.clones - one.clones || other.size - one.size)
  .slice(0, top);
for (const { name, size, clones: count } of ranked) {
  console.log(
    `${count} ${String(size).padStart(5)} ${knownImage(name) ? 'known' : '-----'} ${name}`,
  );
}
const known = ranked.filter(({ name }) => knownImage(name));
console.log(`${known.length} of ${ranked.length} are in the catalog`);

function readArguments(words: readonly string[]): [top: number, clones: string[]] {
  const at = words.indexOf('--top');
  if (at === -1) return [200, [...words]];
  return [Number(words[at + 1]), words.filter((_, index) => index !== at && index !== at + 1)];
}
