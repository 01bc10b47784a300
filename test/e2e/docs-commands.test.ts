import { spawnSync } from 'node:child_process';
import { chmodSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { CLI } from './built.ts';
import { type Folder, makeFolder } from './run-cli.ts';

/** Pages whose commands a test of their own runs, with what they print. */
const OWN_TESTS = ['docs/adopting.md'];

/** These need a container engine, a registry or a cluster: their options alone are checked here. */
const ELSEWHERE =
  /docker|kubectl|\bgh\b|podseal try|learn try\.json|--registry|git clone|npm |npx |node dist/;

const PSP = `apiVersion: policy/v1beta1
kind: PodSecurityPolicy
metadata: {name: restricted}
spec:
  privileged: false
  runAsUser: {rule: MustRunAsNonRoot}
  seLinux: {rule: RunAsAny}
  supplementalGroups: {rule: RunAsAny}
  fsGroup: {rule: RunAsAny}
  volumes: [configMap, emptyDir]
`;

interface Block {
  readonly page: string;
  readonly text: string;
}

/** The commands of a page, and the files that it shows between them. */
function blocksOf(page: string): Block[] {
  const blocks = readFileSync(page, 'utf8').matchAll(/^( *)```(sh|yaml)\n(.*?)^ *```/gms);
  return [...blocks].flatMap(([, indent = '', kind, text = '']) => {
    const own = text.replace(new RegExp(`^${indent}`, 'gm'), '');
    const [, path] = /^# (\S+\.ya?ml)$/m.exec(own) ?? [];
    if (kind === 'sh') return [{ page, text: own }];
    return page.includes('first-review') && path !== undefined
      ? [{ page, text: `mkdir -p "$(dirname ${path})"; cat > ${path} <<'END'\n${own}END\n` }]
      : [];
  });
}

/** A command is run once, whatever the number of pages that name it. */
const seen = new Set<string>();

const pages = ['README.md', 'SECURITY.md', ...globSync('docs/**/*.md')].filter(
  (page) => !OWN_TESTS.includes(page),
);

/** Commands as they are in a block, one a line; what a line of another program goes on is left out. */
function linesOf({ text }: Block): string[] {
  return text.split('\n').filter((line) => /^(?:[A-Z_]+=\S+ )?podseal /.test(line));
}

let folder: Folder;

function bash(script: string, below = '.'): { status: number | null; output: string } {
  const identity = { GIT_AUTHOR_NAME: 'A', GIT_AUTHOR_EMAIL: 'a@b.invalid' };
  const committer = { GIT_COMMITTER_NAME: 'A', GIT_COMMITTER_EMAIL: 'a@b.invalid' };
  const PATH = `${join(folder.path, 'bin')}:${process.env['PATH']}`;
  const { status, stdout, stderr } = spawnSync('bash', ['-c', script], {
    cwd: join(folder.path, below),
    encoding: 'utf8',
    env: { ...process.env, ...identity, ...committer, PATH },
    // Whoever asks gets no answer.
    input: '',
  });
  return { status, output: stdout + stderr };
}

/** A project that has what the pages name. */
beforeAll(() => {
  folder = makeFolder();
  mkdirSync(join(folder.path, 'bin'));
  const shim = join(folder.path, 'bin/podseal');
  writeFileSync(shim, `#!/bin/sh\nexec '${process.execPath}' '${CLI}' "$@"\n`);
  chmodSync(shim, 0o755);
  const demo = (name: string): string =>
    readFileSync(`fixtures/demo/head/shop/${name}.yaml`, 'utf8');
  folder.write('shop/deploy/web.yaml', demo('storefront'));
  folder.write('shop/psp.yaml', PSP);
  // Apart from the rest, as what renders takes seconds to load.
  folder.write('render/deploy/web.yaml', demo('storefront'));
  folder.write('render/overlays/prod/kustomization.yaml', 'resources: [../../deploy]\n');
  folder.write('render/deploy/kustomization.yaml', 'resources: [web.yaml]\n');
  folder.write('dot-github/podseal.yml', 'profile: strict\n');
  const made = bash(
    'git init -q -b main . && git add psp.yaml && git commit -qm a && git switch -qc b && git add . && git commit -qm b',
    'shop',
  );
  expect(made).toMatchObject({ status: 0 });
  return () => folder.remove();
});

/** The commands of a page without its comments, each once. */
function commandsOf(page: string): string[] {
  return [...new Set(blocksOf(page).flatMap(linesOf))].map((line) => line.replace(/ +#.*/, ''));
}

const FIRST_REVIEW = 'docs/first-review.md';

it('the commands of docs/first-review.md lead from an empty folder to a checked fix', () => {
  mkdirSync(join(folder.path, 'new'));
  const script = blocksOf(FIRST_REVIEW).map(({ text }) => text);
  const { status, output } = bash(`${script.join('\n')}\npodseal check deploy/`, 'new');
  expect({ status, output }).toMatchObject({ status: 0 });
  expect(output).toContain('Check: failure');
  expect(output).toContain('+            readOnlyRootFilesystem: true');
  expect(output).toContain('No findings in 1 file.');
  expect(output).toContain('.github/workflows/podseal.yml: written.');
  expect(output).not.toContain('podseal: ');
});

describe.each(pages.filter((page) => page !== FIRST_REVIEW && commandsOf(page).length > 0))(
  'the commands of %s',
  (page) => {
    it('can be given, with the options that they have', () => {
      const bad = commandsOf(page).flatMap((line) => {
        if (seen.has(line)) return [];
        seen.add(line);
        const place = line.startsWith('podseal render') ? 'render' : 'shop';
        const { status, output } = ELSEWHERE.test(line) ? helpFor(line) : bash(line, place);
        return status === 0 || status === 1 ? [] : [`${line}: ${status} ${output}`];
      });
      expect(bad).toEqual([]);
    });
  },
);

/** Whether a command has the options of a line. */
function helpFor(line: string): { status: number; output: string } {
  const [, command = ''] = /podseal ([a-z]+)/.exec(line) ?? [];
  const { output } = bash(`podseal ${command} --help`);
  const missing = [...line.replace(/#.*/, '').matchAll(/ (--[a-z-]+)/g)].filter(
    ([, flag = '']) => !output.includes(`${flag} `) && !output.includes(`${flag}\n`),
  );
  const isKnown = output.includes(`Usage: podseal ${command}`);
  return { status: isKnown && missing.length === 0 ? 0 : 2, output: missing.join(' ') };
}
