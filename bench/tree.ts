/**
 * Makes the tree of real files that the comparison with other tools reads: the YAML and JSON files of
 * seven public repositories at fixed commits, without those below charts and kustomizations, which the
 * other tools do not build.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Repositories on GitHub, each at a commit. */
const REPOSITORIES = [
  'istio/istio@86c9f01fd735fb01d8192f5bcaf0d424afb7f14c',
  'knative/serving@98e5ef90aa7033797aa0a61ef97f3ff7e49a3944',
  'kubeflow/manifests@009c88084074904c7743384ff50d3bd70012ef55',
  'kubernetes/examples@279e8e4fe314f6cb7bc55fa3fbc21bbeaa48c0ea',
  'kubernetes-csi/external-snapshotter@afb2f0d85e00e40cda621549d56fda11ccd3558b',
  'microservices-demo/microservices-demo@9dff06fae4981921caec6a62393a6ebfce4b3e3f',
  'tektoncd/pipeline@3ee1745ae5b2d9175b11917d7c1935eaad44910c',
];

const CHART = /^Chart\.ya?ml$/;
const KUSTOMIZATION = /^(?:kustomization\.ya?ml|Kustomization)$/;
const WANTED = /\.(?:ya?ml|json)$/;
/** A regular file, as `git ls-tree` names its mode; links are not followed. */
const REGULAR = /^100(?:644|755) blob (?<id>[0-9a-f]+)\t(?<path>.*)$/s;

/** More than the largest file of these repositories. */
const MAX_OUTPUT = 100_000_000;

interface TreeFile {
  readonly id: string;
  readonly path: string;
}

function git(clone: string, args: readonly string[], input = ''): Buffer {
  const { status, stdout, stderr } = spawnSync('git', ['-C', clone, ...args], {
    input,
    maxBuffer: MAX_OUTPUT,
  });
  if (status !== 0) throw new Error(`git ${args.join(' ')} in ${clone}: ${stderr.toString()}`);
  return stdout;
}

/** The files of a commit that are wanted. */
function filesOf(clone: string, commit: string): TreeFile[] {
  const files = git(clone, ['ls-tree', '-r', '-z', commit])
    .toString()
    .split('\0')
    .flatMap((line) => {
      const { id, path } = REGULAR.exec(line)?.groups ?? {};
      return id === undefined || path === undefined ? [] : [{ id, path }];
    });
  const built = new Set(
    files
      .map(({ path }) => path)
      .filter(isBuilt)
      .map((path) => dirname(path)),
  );
  return files.filter(({ path }) => WANTED.test(path) && !isBelow(path, built));
}

function isBuilt(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return CHART.test(name) || KUSTOMIZATION.test(name);
}

function isBelow(path: string, folders: ReadonlySet<string>): boolean {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    if (folders.has(folder)) return true;
    if (folder === '.') return false;
  }
}

/** The contents of blobs, by one process of git. */
function contentsOf(clone: string, files: readonly TreeFile[]): Buffer[] {
  const output = git(clone, ['cat-file', '--batch'], files.map(({ id }) => `${id}\n`).join(''));
  const contents: Buffer[] = [];
  for (let at = 0; at < output.length;) {
    const end = output.indexOf('\n', at);
    const size = Number(output.toString('latin1', at, end).split(' ')[2]);
    contents.push(output.subarray(end + 1, end + 1 + size));
    at = end + size + 2;
  }
  return contents;
}

function makeTree(folder: string, clones: string): void {
  if (existsSync(folder)) throw new Error(`${folder} is there already: name a new folder`);
  let [count, bytes] = [0, 0];
  for (const [repository, commit] of REPOSITORIES.map((one) => one.split('@'))) {
    const [owner = '', name = ''] = repository?.split('/') ?? [];
    const clone = clones.replaceAll('{owner}', owner).replaceAll('{name}', name);
    const files = filesOf(clone, commit ?? '');
    for (const [index, content] of contentsOf(clone, files).entries()) {
      const target = join(folder, name, files[index]?.path ?? '');
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, content);
      bytes += content.length;
    }
    count += files.length;
  }
  console.log(`${folder}: ${count} files, ${(bytes / 1e6).toFixed(1)} MB`);
}

const [folder, clones] = process.argv.slice(2);
if (folder === undefined || clones === undefined) {
  console.error("Usage: node bench/tree.ts FOLDER 'CLONES/{owner}/{name}'");
  process.exitCode = 2;
} else makeTree(folder, clones);
