import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { expect, it } from 'vitest';
import { makeRepository } from '../double/git-repository.ts';
import { deployment } from '../judging.ts';
import { CLI } from './built.ts';

const PAGE = join(import.meta.dirname, '../../docs/adopting.md');

/** A node agent, as a CSI driver is one. */
const DRIVER = `apiVersion: apps/v1
kind: DaemonSet
metadata: { name: csi-node }
spec:
  selector: { matchLabels: { app: csi } }
  template:
    metadata: { labels: { app: csi } }
    spec:
      containers:
        - name: driver
          image: registry.example.com/csi:1
          securityContext: { privileged: true }
`;

/** What to do with a block of the page, in its order. */
type Step =
  | { readonly kind: 'file'; readonly path: string; readonly text: string }
  | { readonly kind: 'session'; readonly text: string };

function readSteps(page: string): Step[] {
  return [...page.matchAll(/^```(console|yaml)\n([^]*?)^```/gm)].map(
    ([, language, text = '']): Step => {
      if (language === 'console') return { kind: 'session', text };
      const path = /^# (\S+)\n/.exec(text)?.[1];
      if (path === undefined) throw new Error(`This block does not name its file: ${text}`);
      return { kind: 'file', path, text };
    },
  );
}

/** A repository with hundreds of findings, and beside it what the page adds to it. */
function makeProject(folder: string): string {
  const apps = Array.from({ length: 40 }, (_, index) => {
    const name = `app-${String(index + 1).padStart(2, '0')}`;
    return [`deploy/${name}.yaml`, deployment(name)] as const;
  });
  const repository = join(folder, 'repository');
  makeRepository(repository, [
    {
      ...Object.fromEntries(apps),
      'deploy/csi/driver.yaml': DRIVER,
      'vendor/redis.yaml': deployment('redis'),
      'web/testdata/pod.yaml': deployment('pod'),
    },
  ]);
  writeFileSync(join(folder, 'newcomer.yaml'), deployment('newcomer'));
  return repository;
}

/** Runs a session's commands, and writes it again with what they print. */
function replay(session: string, repository: string, bin: string): string {
  const commands = session.split('\n').filter((line) => line.startsWith('$ '));
  const outputs = commands.map((command) => {
    const { stdout, stderr } = spawnSync('bash', ['-c', command.slice(2)], {
      cwd: repository,
      encoding: 'utf8',
      env: {
        ...process.env,
        PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}`,
        GIT_CONFIG_GLOBAL: '/dev/null',
        GIT_CONFIG_NOSYSTEM: '1',
        ...names('AUTHOR'),
        ...names('COMMITTER'),
      },
    });
    return `${command}\n${stdout}${stderr}`;
  });
  return outputs.join('');
}

function names(role: string): Record<string, string> {
  return { [`GIT_${role}_NAME`]: 'Ann', [`GIT_${role}_EMAIL`]: 'ann@example.com' };
}

it('every command of docs/adopting.md prints what the page says', () => {
  const folder = mkdtempSync(join(tmpdir(), 'podseal-adopting-'));
  try {
    const repository = makeProject(folder);
    writeFileSync(join(folder, 'podseal'), `#!/bin/sh\nexec "${process.execPath}" "${CLI}" "$@"\n`);
    chmodSync(join(folder, 'podseal'), 0o755);
    const steps = readSteps(readFileSync(PAGE, 'utf8'));
    const told = steps.map(({ text }) => text).join('---\n');
    const done = steps.map((step) => {
      if (step.kind === 'session') return replay(step.text, repository, folder);
      writeFileSync(join(repository, step.path), step.text);
      return step.text;
    });
    expect(done.join('---\n')).toBe(told);
    expect(steps.filter(({ kind }) => kind === 'session').length).toBeGreaterThan(4);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
