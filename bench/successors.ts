/**
 * Counts what of the workloads of public repositories the successors of PodSecurityPolicies refuse, and
 * what of it the nearest Pod Security level lets in: `node bench/successors.ts PSP.yaml... CLONE...`.
 * Where a policy is not there already, take it from the project that has it.
 */
import { readFileSync } from 'node:fs';
import { readBlobs } from '../src/git/blobs.ts';
import { openRepository } from '../src/git/git.ts';
import { findIn } from '../src/judge/find.ts';
import { readManifest } from '../src/kubernetes/manifest.ts';
import { podsOf } from '../src/kubernetes/workloads.ts';
import { successorsIn } from '../src/policy/old/successor.ts';
import { evaluate } from '../test/policy/evaluate.ts';

/** What the API servers of today serve, which the successors look at. */
const KINDS: ReadonlySet<string> = new Set([
  ...['v1/Pod', 'v1/PodTemplate', 'v1/ReplicationController'],
  ...['apps/v1/DaemonSet', 'apps/v1/Deployment', 'apps/v1/ReplicaSet', 'apps/v1/StatefulSet'],
  ...['batch/v1/CronJob', 'batch/v1/Job'],
]);

/** The version of the Pod Security Standard that the levels are asked at. */
const VERSION = 37;

interface Workload {
  readonly object: object;
  readonly spec: unknown;
}

const words = process.argv.slice(2);
const isPolicy = (word: string): boolean => /\.ya?ml$/.test(word);
const lists = await Promise.all(words.filter((word) => !isPolicy(word)).map(workloadsOf));
const workloads = lists.flat();
process.stdout.write(`${workloads.length} workloads\n`);
for (const path of words.filter(isPolicy)) tell(path, workloads);

async function workloadsOf(clone: string): Promise<Workload[]> {
  const repository = await openRepository(clone);
  const listed = (await repository.run(['ls-tree', '-r', '-z', 'HEAD'])).toString();
  const files = [...listed.matchAll(/100\d{3} blob ([0-9a-f]+)\t([^\0]+\.ya?ml)\0/g)];
  const blobs = await readBlobs(
    repository,
    files.map(([, oid = '']) => oid),
  );
  return files.flatMap(([, oid = '', path = '']) => {
    const { resources } = readManifest({ path, text: blobs.get(oid)?.toString() ?? '' });
    return resources.flatMap((resource): Workload[] => {
      const object = resource.value.document.toData();
      const [pod] = podsOf(resource);
      const name = `${resource.apiVersion}/${resource.kind}`;
      if (!pod?.spec || !KINDS.has(name) || typeof object !== 'object' || object === null)
        return [];
      return [{ object, spec: dataAt(object, pod.spec.path) }];
    });
  });
}

function dataAt(data: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null
        ? new Map<string, unknown>(Object.entries(value)).get(String(key))
        : undefined,
    data,
  );
}

function tell(path: string, judged: readonly Workload[]): void {
  const manifest = readManifest({ path, text: readFileSync(path, 'utf8') });
  for (const { policy, level } of successorsIn([manifest])) {
    const refused = judged.filter(({ object }) => evaluate(policy, object).length > 0);
    const letIn = refused.filter(({ spec }) => level === 'privileged' || isWithin(spec, level));
    process.stdout.write(
      `${policy.name}: refuses ${refused.length}; nearest level ${level}, which lets in ${letIn.length}\n`,
    );
  }
}

function isWithin(spec: unknown, level: 'baseline' | 'restricted'): boolean {
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x' }, spec };
  const manifest = readManifest({ path: 'pod.json', text: JSON.stringify(pod) });
  const { sorted } = findIn(manifest, { profile: level, podSecurityVersion: VERSION });
  return sorted.kept.length === 0;
}
