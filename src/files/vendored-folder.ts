import { lstatSync } from 'node:fs';
import { join } from 'node:path';

/** Where a project keeps charts that others publish, as archives. */
export const VENDORED_CHARTS = '.github/podseal.charts';

/** Whether a project keeps some. */
export function hasVendoredCharts(root: string): boolean {
  return lstatSync(join(root, VENDORED_CHARTS), { throwIfNoEntry: false })?.isDirectory() === true;
}
