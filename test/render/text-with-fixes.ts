import type { CheckReport } from '../../src/report/check-report.ts';
import { checkText } from '../../src/report/check-text.ts';
import { fixOf } from '../../src/report/file-report.ts';
import { plain } from '../../src/report/style.ts';
import { toldFindings } from '../../src/report/told-findings.ts';
import { visible } from '../../src/text/shown.ts';

/** The report in text, with the safety of each finding's fix beside its rule: `(no-privileged, fix: unsafe)`. */
export function textWithFixes(): CheckReport {
  const text = checkText(plain);
  return {
    ...text,
    file(file) {
      const lines = text.file(file).join('').split('\n');
      let at = 0;
      for (const { finding } of toldFindings(file.findings)) {
        const { line, column, rule } = finding;
        const place = `${file.path}:${line}:${column}  `;
        at = lines.findIndex(
          (one, from) => from >= at && one.startsWith(place) && one.endsWith(`(${rule})`),
        );
        if (at === -1) throw new Error(`The text does not have ${place}${rule}`);
        const { safety } = fixOf(file, finding) ?? {};
        if (safety) lines[at] = `${lines[at]?.slice(0, -1)}, fix: ${safety})`;
        at++;
      }
      return file.findings.length === 0 ? [] : [visible(lines.join('\n'))];
    },
  };
}
