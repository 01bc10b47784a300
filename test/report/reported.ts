import { CheckCounter } from '../../src/report/check-report.ts';
import type { ReportFormat } from '../../src/options/report-formats.ts';
import type { Judged } from '../../src/judge/judge.ts';
import { deployment, judgeText } from '../judging.ts';
import { allReports, written } from './all-reports.ts';

const EXEMPT = deployment(
  'web',
  'securityContext: # podseal-ignore run-as-non-root: it binds <port> 80 & more',
  '  readOnlyRootFilesystem: true',
);

/** Names as nobody should have, and a file that has wide characters before what is found. */
const ODD = deployment('web').replace(
  '- name: app',
  '- {name: "ü𐐀<b>&\\u0007\\u202E]]>", image: "x|y"}\n        - name: app',
);

export const FILES: readonly Judged[] = [
  judgeText(deployment('web'), 'deploy/web.yaml'),
  judgeText(EXEMPT, 'deploy/a b#ü.yaml'),
  judgeText(ODD, 'deploy/odd&<.yaml'),
  judgeText(
    deployment('good', 'securityContext: {readOnlyRootFilesystem: true, runAsNonRoot: true}'),
    'good.yaml',
  ),
];

function totalsWith(): CheckCounter {
  const totals = new CheckCounter();
  totals.addUnread({ file: 'broken & <.yaml', reason: 'line 3: not valid "YAML"\u0007' });
  totals.addFault({ file: 'a.yaml', line: 3, message: 'no rule is called `x`' });
  return totals;
}

/** What a format says of these files, and of one that could not be read. */
export function reportOf(format: ReportFormat, judged = FILES): string {
  return written(allReports()[format], judged, totalsWith());
}
