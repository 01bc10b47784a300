import { readFileSync, readdirSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { type KnownImage, knownImage } from '../../src/images/known-image.ts';
import { type ProjectImages, readProjectImages } from '../../src/images/project-images.ts';

const isValid = new Ajv({ allErrors: true }).compile(
  JSON.parse(readFileSync('data/images.schema.json', 'utf8')),
);

function read(text: string): ProjectImages {
  const own = readProjectImages({ path: 'own.yml', text });
  if (!('images' in own)) throw new Error(own.faults.map(({ message }) => message).join('\n'));
  return own.images;
}

function faults(text: string): string[] {
  const own = readProjectImages({ path: 'own.yml', text });
  return 'faults' in own ? own.faults.map(({ line, message }) => `${line}: ${message}`) : [];
}

/** A text as an entry of a list. */
function entry(text: string): string {
  return `- ${text.trimEnd().replaceAll('\n', '\n  ')}\n`;
}

const WRITE =
  'kind: cache, volume: emptyDir, evidence: observed, source: "docker diff, 2026-01-31"';

describe('a project’s own facts', () => {
  test('have the form of the files in data/images, and say the same', () => {
    for (const name of readdirSync('data/images')) {
      const text = readFileSync(`data/images/${name}`, 'utf8');
      const own = read(entry(text));
      const { images }: { images: string[] } = parse(text);
      expect([...own.keys()]).toEqual(images);
      const image = `${images[0]}:1`;
      const { writes, user, nonRoot, ports } = knownImage(image) ?? {};
      expect(knownImage(image, own)).toMatchObject({ writes, user, nonRoot, ports });
    }
  });

  test('may be absent, empty, or only comments', () => {
    expect([read(''), read('# none\n'), read('[]\n')].map((own) => own.size)).toEqual([0, 0, 0]);
  });

  test('name images in any way without a tag', () => {
    const own = read('- images: [nginx, "registry.example.com:5000/a/b", localhost/c]\n');
    expect([...own.keys()]).toEqual([
      'docker.io/library/nginx',
      'registry.example.com:5000/a/b',
      'localhost/c',
    ]);
  });

  test.each([
    ['a: 1', '1: it must be a list of entries: "- images: [registry.example.com/shop/web]"'],
    ['- 1', '1: the entry must be a mapping'],
    ['- []', '1: the entry must be a mapping'],
    ['- writes: []', '1: "images" is missing'],
    ['- images: []', '1: "images" is empty: remove it, or add an item'],
    ['- images: web', '1: "images" must be a list'],
    ['- images: [web, web]', '1: "images[1]" is there twice: remove one'],
    ['- images: [web, library/web]', '1: "library/web" is there twice: make it one entry'],
    ['- images: [web]\n- images: [web]', '2: "web" is there twice: make it one entry'],
    [
      '- images: ["web:1"]',
      '1: "web:1" is no name of an image: write it without a tag, which "versions" has room for',
    ],
    ['- images: ["A b"]', '1: "images[0]" is "A b": write the name of an image without a tag'],
    ['- images: [web]\n  wirtes: []', '2: "wirtes" is not a key here; did you mean "writes"?'],
    ['- images: [web]\n  zzz: []', /^2: "zzz" is not a key here; the keys are images, versions, /],
    ['- images: [web]\n  versions: 1.2', '2: "versions" must be text: put it in quotes'],
    [
      `- images: [web]\n  writes:\n    - {path: tmp, ${WRITE}}`,
      '3: "writes[0].path" is "tmp": write an absolute path of letters, digits, dots, dashes and underscores',
    ],
    ['- images: [web]\n  writes:\n    - path: /tmp', '3: "writes[0].kind" is missing'],
    [
      `- images: [web]\n  writes:\n    - {path: /tmp, ${WRITE.replace('cache', 'cahce')}}`,
      '3: "writes[0].kind" is "cahce", and must be one of scratch, cache, run, log, config, data. Did you mean cache?',
    ],
    [
      `- images: [web]\n  writes:\n    - {path: /tmp, hidesFiles: maybe, ${WRITE}}`,
      '3: "writes[0].hidesFiles" must be true or false',
    ],
    [
      `- images: [web]\n  writes:\n    - {path: /tmp, ${WRITE.replace(', 2026', ' 2026')}}`,
      /^3: "writes\[0\]\.source" is "docker diff 2026-01-31": write repository@commit:path/,
    ],
    [
      '- images: [web]\n  nonRoot: {works: as-is, uid: 1.5}',
      '2: "nonRoot.uid" must be a whole number from 0 to 2147483647',
    ],
    [
      '- images: [web]\n  nonRoot: {works: as-is, checked: true}',
      '2: "nonRoot.checked" can only be false',
    ],
    ['- images: [web]\n  variants: [{user: {declared: root}}]', /needs one of tag, versions$/],
    ['- images: [web', /^1: not valid YAML: /],
    ['- images: [web]\n  images: [x]', '1: "images" is there twice: remove one'],
    ['- images: [a]\n---\n- images: [b]\n', '2: it has to be one YAML document'],
    [`# ${'x'.repeat(1024 * 1024)}\n`, /larger than 1 MiB/],
    [
      '- images: [web]\n  notes: ["a\u200B."]',
      '2: "notes[0]" is "a\u{FFFD}.", with a hidden character: remove it',
    ],
    ['- images: ["\u001b[31m"]', /is "\u{FFFD}\[31m", with/u],
  ])('%j is a fault', (text, fault) => {
    const [first] = faults(text);
    if (typeof fault === 'string') expect(first).toBe(fault);
    else expect(first).toMatch(fault);
  });

  test('has each fault named at once, in the order of the file', () => {
    const text = `- zeta: 1
  images: [web, web]
  eta: 1
  writes: [{path: /a, ifMounted: /b, ${WRITE}}, {path: /c, copyable: true, ${WRITE}}]
`;
    expect(faults(text).map((fault) => fault.replace(/the keys are .*/, '…'))).toEqual([
      '1: "zeta" is not a key here; …',
      '2: "images[1]" is there twice: remove one',
      '3: "eta" is not a key here; …',
      '4: "writes[0]" has "ifMounted", and needs "when" with it',
      '4: "writes[1]" has "copyable", and needs "hidesFiles" with it',
    ]);
  });

  test('are accepted and refused as the schema does', () => {
    const texts = readdirSync('data/images').map((name) =>
      readFileSync(`data/images/${name}`, 'utf8'),
    );
    let refused = 0;
    for (const [index, text] of texts.entries()) {
      const lines = text.split('\n');
      const at = (index * 7) % lines.length;
      const line = lines[at] ?? '';
      const broken = [
        [...lines.slice(0, at), ...lines.slice(at + 1)],
        [...lines.slice(0, at), line.replace(/: .*/, ': 7'), ...lines.slice(at + 1)],
        [...lines.slice(0, at), line.replace(/(\w+):/, 'x$1:'), ...lines.slice(at + 1)],
      ];
      for (const variant of broken.map((part) => part.join('\n'))) {
        let data: unknown;
        try {
          data = parse(variant);
        } catch {
          continue;
        }
        const isRefused = faults(entry(variant)).length > 0;
        if (isRefused) refused++;
        expect([variant, isRefused]).toEqual([variant, !isValid(data)]);
      }
    }
    expect(refused).toBeGreaterThan(50);
  });
});

describe('an image that a project knows', () => {
  function known(text: string, image: string): KnownImage {
    const found = knownImage(image, read(text));
    if (!found) throw new Error(`Nothing is known of ${image}.`);
    return found;
  }
  const tmp = `writes: [{path: /tmp, hidesFiles: false, ${WRITE}}]`;

  test('is known by all of its names, and no other is', () => {
    const own = read(`- images: [acme/web]\n  ${tmp}\n`);
    expect(knownImage('docker.io/acme/web:2', own)?.writes).toMatchObject([
      { path: '/tmp', isRead: true, evidence: 'observed', source: 'docker diff, 2026-01-31' },
    ]);
    expect(knownImage('acme/api', own)).toBeUndefined();
    expect(knownImage('nginx:1.27', own)).toEqual(knownImage('nginx:1.27'));
  });

  test('is relied on only if the project says that it works so', () => {
    const unsaid = known(`- images: [acme/web]\n  ${tmp}\n`, 'acme/web');
    expect([unsaid.confidence, unsaid.caveats]).toEqual([
      'doubtful',
      ['not checked whether the image works with a read-only root filesystem'],
    ]);
    const said = `- images: [acme/web]\n  readOnlyRoot: {works: as-is}\n  ${tmp}\n`;
    expect(known(said, 'acme/web:latest')).toMatchObject({ confidence: 'read', caveats: [] });
    const unchecked = known(said.replace('hidesFiles: false, ', ''), 'acme/web');
    expect(unchecked.caveats).toEqual(['not checked whether the image has files in `/tmp`']);
    const old = known(said.replace('  readOnly', '  versions: "1"\n  readOnly'), 'acme/web:2');
    expect(old.caveats).toEqual(['the facts are from version 1, the tag names 2']);
  });

  test('keeps what is known here of all that the project does not say', () => {
    const image = known(`- images: [nginx]\n  ${tmp}\n`, 'nginx:1.27');
    expect(image.isOwn).toBe(true);
    expect(image.user).toEqual({ declared: 'root' });
    expect(image.writes?.map(({ path }) => path).slice(0, 3)).toEqual([
      '/tmp',
      '/var/cache/nginx',
      '/var/run',
    ]);
    expect(image.confidence).toBe('doubtful');
    expect(image.sources).toContain('docker diff, 2026-01-31');
  });

  test('has the project’s own list of paths where it says how a read-only root works', () => {
    const text = `- images: [nginx]\n  readOnlyRoot: {works: as-is}\n  ${tmp}\n`;
    const image = known(text, 'nginx');
    expect(image.writes?.map(({ path }) => path)).toEqual(['/tmp']);
    expect(image.confidence).toBe('read');
  });

  test('has the project’s own variants, versions and notes', () => {
    const text = `- images: [nginx]
  notes: [Ours is patched.]
  nonRoot: {works: as-is, uid: 5}
  variants: [{tag: [slim], nonRoot: {works: never}}]
`;
    expect(known(text, 'nginx:1.27').nonRoot).toEqual({ works: 'as-is', uid: 5 });
    expect(known(text, 'nginx:1.27-slim').nonRoot).toEqual({ works: 'never' });
    expect(known(text, 'nginx:1.27')).toMatchObject({ caveats: [], isVersionChecked: true });
    expect(known(text, 'nginx:1.27').notes[0]).toBe('Ours is patched.');
  });
});
