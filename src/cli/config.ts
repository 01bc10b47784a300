import type { Given } from '../options/options.ts';
import { configurationLines } from '../configuration/describe-configuration.ts';
import { shown, visible, visibleLine } from '../text/shown.ts';
import { settleHere } from './settle-here.ts';
import { print } from './terminal.ts';

/** Prints the effective configuration, with who says so beside each value. Returns the exit code. */
export async function config(given: Given): Promise<number> {
  const { wanted, source, ...settled } = await settleHere('.', given);
  const lines = configurationLines({ ...settled, files: wanted.globs }, given);
  await print(shown`# ${visibleLine(source)}\n`);
  await print(visible(lines.map((line) => `${line}\n`).join('')));
  return 0;
}
