import { baseOf, folderOf, isForeign } from '../builds/paths.ts';

/** As many as one request to GitHub asks for. */
const MAX_MANIFESTS = 90;

/** Folders and names in which workloads are kept. */
const LIKELY =
  /(?:^|[/_.-])(?:k8s|kube\w*|manifests?|deploy\w*|kustomize|overlays?|base|charts?|gitops|apps?)(?:[/_.-]|$)/i;

/** Files of other programs, by their names. */
const OTHER =
  /^(?:docker-compose|compose|skaffold|mkdocs\.|pnpm-lock\.|package|openapi|swagger)|lint/i;

function isManifest(path: string): boolean {
  return !path.startsWith('.github/') && !OTHER.test(baseOf(path));
}

/**
 * The manifests that most likely use what these Dockerfiles make, bounded: those with the name of a
 * Dockerfile's folder, then those in folders for manifests.
 */
export function manifestsFor(dockerfiles: readonly string[], paths: readonly string[]): string[] {
  if (dockerfiles.length === 0) return [];
  const names = dockerfiles.flatMap((path) =>
    folderOf(path)
      .split('/')
      .filter((name) => name.length > 2),
  );
  const rank = (path: string): number => {
    if (names.some((name) => baseOf(path).includes(name))) return 0;
    if (names.some((name) => folderOf(path).includes(name))) return 1;
    return LIKELY.test(path) ? 2 : 3;
  };
  return paths
    .filter((path) => /\.ya?ml$/.test(path) && !isForeign(path) && isManifest(path))
    .map((path) => ({ path, rank: rank(path), depth: path.split('/').length }))
    .toSorted((one, other) => one.rank - other.rank || one.depth - other.depth)
    .slice(0, MAX_MANIFESTS)
    .map(({ path }) => path);
}
