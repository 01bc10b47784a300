import { describe, expect, test } from 'vitest';
import { readProjectImages } from '../../src/images/project-images.ts';
import { type LearnedImage, mergeImages, newIn } from '../../src/learn/merge.ts';
import { type LearnedPath, reduce } from '../../src/learn/reduce.ts';
import { readPaths } from '../../src/learn/lists.ts';

const NAME = 'registry.example.com/shop/web';

function learned(paths: string, name = NAME): LearnedImage {
  const found = readPaths(paths.split(' ').filter(Boolean)).observations;
  return { name, paths: reduce(found).paths, source: 'docker diff, 2026-01-31' };
}

/** The text with what was learned; why not where it can't be. */
function merged(text: string, ...images: LearnedImage[]): string {
  const file = { path: 'images.yml', text };
  const own = readProjectImages(file);
  if (!('images' in own)) throw new Error(own.faults[0]?.message);
  const result = mergeImages(file, own, images);
  return typeof result === 'string' ? result : `refused: ${result.refused}`;
}

const TMP = `    - path: /tmp
      kind: scratch
      volume: emptyDir
      evidence: observed
      source: docker diff, 2026-01-31
`;
const ENTRY = `- images:
    - ${NAME}
  writes:
${TMP}`;

describe('a file that would be too long to be read again', () => {
  const folders = (count: number) =>
    learned(
      Array.from({ length: count }, (_, at) => `/srv/${'a'.repeat(200)}${at}-cache/x`).join(' '),
    );
  const ENTRY_OF_ONE = `- images: [${NAME}]\n  writes:\n${TMP}`;
  const REFUSED = /^refused: the file would be larger than 1 MiB/;

  test.each(['', ENTRY_OF_ONE])('is refused, with %j before', (before) => {
    const most = merged(before, folders(3000));
    expect(most.length).toBeLessThan(1024 * 1024);
    expect(readProjectImages({ path: 'images.yml', text: most })).toHaveProperty('images');
    // By what can be told before, and only by the result.
    expect(merged(before, folders(10_000))).toMatch(REFUSED);
    expect(merged(before, folders(3200))).toMatch(REFUSED);
  });
});

describe('what was learned', () => {
  test('begins a file, and follows comments that are alone in one', () => {
    const text = merged('', learned('/tmp/x'));
    expect(text).toMatch(/^# What our own images need/);
    expect(text.endsWith(ENTRY)).toBe(true);
    expect(merged('# Ours.', learned('/tmp/x'))).toBe(`# Ours.\n${ENTRY}`);
    expect(merged('# Ours.\r\n', learned('/tmp/x'))).toBe(
      `# Ours.\r\n${ENTRY.replaceAll('\n', '\r\n')}`,
    );
    expect(merged('[]\n', learned('/tmp/x'))).toBe(ENTRY);
  });

  test('asks to check what looks like data', () => {
    expect(merged('', learned('/data/x'))).toContain(
      '      volume: persistent # data, to judge by its name: check this\n',
    );
  });

  test('says that an image writes nothing', () => {
    expect(merged('# Ours.\n', learned(''))).toBe(
      `# Ours.\n- images:\n    - ${NAME}\n  writes: []\n  sources:\n    - docker diff, 2026-01-31\n`,
    );
  });

  const before = `# Our images.
- images: [acme/api] # the API
  writes: [] # nothing
  # after it

-   images:
    - ${NAME}   # the shop
    nonRoot: {works: as-is,   uid: 1000}
    writes:
    - path: "/var/cache/web"
      kind: cache
      volume: emptyDir
      hidesFiles: false # looked
      evidence: observed
      source: docker diff, 2025-12-01
# The end.
`;

  test('comes to the entry of its image, and nothing else changes', () => {
    const after = merged(before, learned('/tmp/x /var/cache/web/sub/y'));
    expect(after).toBe(before.replace('# The end.', `${TMP}# The end.`));
    expect(merged(after, learned('/tmp/x'))).toBe(after);
    expect(merged(before.replaceAll('\n', '\r\n'), learned('/tmp/x'))).toBe(
      after.replaceAll('\n', '\r\n'),
    );
  });

  test('fills an entry that writes nothing, and begins one that says nothing', () => {
    const filled = merged(before, learned('/tmp/x', 'docker.io/acme/api'));
    expect(filled).toContain('  writes: # nothing\n  - path: /tmp\n    kind: scratch\n');
    expect(merged(`- images: [${NAME}]\n`, learned('/tmp/x'))).toBe(
      `- images: [${NAME}]\n  writes:\n${TMP}`,
    );
  });

  test('comes as new entries behind the others', () => {
    const other = learned('/tmp/x', 'docker.io/acme/db');
    const after = merged(before, learned('/tmp/y'), other);
    expect(after).toContain(TMP);
    expect(after).toContain('docker.io/acme/db');
    expect(after.endsWith('# The end.\n')).toBe(true);
    const own = readProjectImages({ path: 'images.yml', text: after });
    expect('images' in own && [...own.images.keys()]).toEqual([
      'docker.io/acme/api',
      NAME,
      'docker.io/acme/db',
    ]);
  });

  test('keeps to flow style and to JSON', () => {
    const flow = `[{images: [${NAME}], writes: [{path: /x, kind: run, volume: emptyDir, evidence: docs, source: a/b#1}]}]\n`;
    const after = merged(flow, learned('/tmp/x'));
    expect(after).toBe(
      flow.replace(
        '}]}]',
        '}, {path: /tmp, kind: scratch, volume: emptyDir, evidence: observed, source: "docker diff, 2026-01-31"}]}]',
      ),
    );
    const json = `[\n  {"images": ["${NAME}"], "writes": []}\n]\n`;
    expect(JSON.parse(merged(json, learned('/tmp/x')))).toMatchObject([
      { images: [NAME], writes: [{ path: '/tmp', evidence: 'observed' }] },
    ]);
  });

  test('is refused where a text serves several places', () => {
    const shared = `- images: [${NAME}]\n  writes: &w\n    - {path: /x, kind: run, volume: emptyDir, evidence: docs, source: a/b#1}\n- images: [acme/b]\n  writes: *w\n`;
    expect(merged(shared, learned('/tmp/x'))).toMatch(/^refused: its text also serves/);
  });

  test('is new only where no path above it is there', () => {
    const own = readProjectImages({ path: 'images.yml', text: before });
    if (!('images' in own)) throw new Error('unreadable');
    const paths = (found: readonly LearnedPath[]): string[] => found.map(({ path }) => path);
    const image = learned('/tmp/x /var/cache/web/y');
    expect(paths(newIn(own, image))).toEqual(['/tmp']);
    expect(paths(newIn(own, { ...image, name: 'docker.io/acme/db' }))).toEqual(paths(image.paths));
  });
});
