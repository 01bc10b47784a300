import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { KEPT_CHARTS } from '../reach/kept-folder.ts';

/** Whether a project keeps some. */
export function hasVendoredCharts(root: string): boolean {
  return lstatSync(join(root, KEPT_CHARTS), { throwIfNoEntry: false })?.isDirectory() === true;
}
