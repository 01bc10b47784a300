import { setTimeout as sleep } from 'node:timers/promises';
import { type Changes, commit } from '../double/git-repository.ts';
import { type Fault, type GitHubDouble, startGitHub } from '../double/github/index.ts';
import { deployment } from '../judging.ts';
import type { LoadOptions } from './app-load.ts';
import { appOn } from './run-app.ts';

/** Each push adds a manifest with findings, so that the last head has all of them. */
export function commitsOf(pushes: number): Changes[] {
  const added = Array.from({ length: pushes }, (_, at) => ({
    [`app-${at}.yaml`]: deployment(`app-${at}`),
  }));
  return [{ 'README.md': 'Manifests.\n' }, ...added];
}

export async function makeGitHub(
  { pulls, installations, latencyMs, faults }: LoadOptions,
  gitDir: string,
  [base = '', head = '']: readonly string[],
): Promise<GitHubDouble> {
  const accounts = Array.from({ length: installations }, (_, at) => `org-${at}`);
  const github = await startGitHub({
    tokens: {},
    apps: [appOn(...accounts)],
    rateLimit: { limit: 1_000_000 },
  });
  for (let number = 1; number <= pulls; number++) {
    const owner = accounts[number % installations] ?? '';
    await github.addPullRequest({ owner, repo: `manifests-${number}`, number, gitDir, base, head });
  }
  github.onRequest = async () => {
    const fault = spoil(faults);
    await sleep(latencyMs * (0.5 + Math.random() / 2));
    return fault;
  };
  return github;
}

const FAULTS: readonly Fault[] = [
  ...(['drop', 'drop-after', 'cut', 'cut-unsized', 'empty', 'html'] as const),
  { status: 502 },
  { status: 502, after: true },
];

function spoil(part: number): Fault | undefined {
  if (Math.random() >= part) return undefined;
  return FAULTS[Math.floor(Math.random() * FAULTS.length)];
}

/** Adds the pull request with a file that the judge never gets done with, and one like the others'. */
export async function addPoison(
  { poison, pulls }: LoadOptions,
  gitDir: string,
  base: string,
  github: GitHubDouble,
): Promise<void> {
  if (poison !== true) return;
  const files = { 'slow.yaml': deployment('slow'), 'web.yaml': deployment('web') };
  const head = commit(gitDir, files, { parent: base });
  const place = { owner: 'org-0', repo: 'poison', number: pulls + 1 };
  await github.addPullRequest({ ...place, gitDir, base, head });
}
