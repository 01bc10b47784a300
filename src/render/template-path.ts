import type { ChartFolder } from './chart.ts';

/** The path of a template by its name: sub-charts with an alias have folders of another name. */
export function pathIn(folders: readonly ChartFolder[], template: string): string | undefined {
  const found = folders
    .filter(({ name }) => template.startsWith(`${name}/`))
    .toSorted((a, b) => b.name.length - a.name.length)[0];
  return found && join(found.folder, template.slice(found.name.length + 1));
}

/** A path below a folder of the chart; the chart's own folder is empty. */
export function join(folder: string, path: string): string {
  return folder === '' ? path : `${folder}/${path}`;
}
