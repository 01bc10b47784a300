/** More folders with charts than a person changes at once. */
const MAX_FOLDERS = 400;

/** What only charts have, beside files that may be manifests. */
const IN_CHARTS =
  /(?:^|\/)(?:templates|charts|ci)\/|(?:^|\/)(?:Chart|requirements)\.(?:ya?ml|lock)$|\.(?:ya?ml|tpl|tgz)$|(?:^|\/)\.helmignore$/;

/** Where a chart of a changed file may be: the paths of `Chart.yaml` above it, the outermost first. */
export function chartFilesAbove(changed: readonly string[]): string[] {
  const folders = new Map<string, number>();
  for (const path of changed.filter((one) => IN_CHARTS.test(one))) {
    const steps = path.split('/').slice(0, -1);
    for (let depth = 0; depth <= steps.length; depth++) {
      folders.set(steps.slice(0, depth).join('/'), depth);
    }
  }
  return [...folders]
    .toSorted(([, one], [, other]) => one - other)
    .slice(0, MAX_FOLDERS)
    .map(([folder]) => chartFileIn(folder));
}

/** The file that makes a folder a chart. */
export function chartFileIn(folder: string): string {
  return folder === '' ? 'Chart.yaml' : `${folder}/Chart.yaml`;
}

/** The folders of these files named `Chart.yaml`. */
export function foldersOf(chartFiles: Iterable<string>): Set<string> {
  return new Set([...chartFiles].map((path) => path.slice(0, Math.max(0, path.lastIndexOf('/')))));
}

/**
 * The chart that a file is part of: the nearest above, and for one that another chart vendors, that one.
 *
 * @param charts the folders of all charts
 */
export function chartAround(path: string, charts: ReadonlySet<string>): string | undefined {
  const steps = path.split('/').slice(0, -1);
  const above = steps.map((_, index) => steps.slice(0, steps.length - index).join('/'));
  const around = [...above, ''].filter((folder) => charts.has(folder));
  const [nearest, ...outer] = around;
  if (nearest === undefined) return undefined;
  return outer.reduce((chart, other) => (isVendoredBy(other, chart) ? other : chart), nearest);
}

function isVendoredBy(other: string, chart: string): boolean {
  return chart.startsWith(other === '' ? 'charts/' : `${other}/charts/`);
}
