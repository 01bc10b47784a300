import type { ExemptedData } from '../judge/exempted-data.ts';
import { type Shown, visibleLine } from '../text/shown.ts';
import { subjectName } from './names.ts';

/** An exempt finding on a line: what was found, why it is exempt, and where that is written. */
export function exemptLine({ finding, reason, expires, source }: ExemptedData): Shown {
  const { file, line, column, rule, message } = finding;
  const what = `${file}:${line}:${column}  ${subjectName(finding)}: ${message} (${rule})`;
  const end = expires === undefined ? '' : `, until ${expires}`;
  return visibleLine(`${what}: ${reason} [${source}${end}]`);
}
