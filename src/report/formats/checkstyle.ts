import type { FindingData } from '../../judge/finding-data.ts';
import type { Severity } from '../../rules/kit/rule.ts';
import { type Shown, joinShown, shown, xmlText } from '../../text/shown.ts';
import type { CheckReport } from '../check-report.ts';
import { plainMessage } from './plain-message.ts';

const SEVERITIES = {
  error: shown`error`,
  warning: shown`warning`,
  notice: shown`info`,
} satisfies Record<Severity, Shown>;

/** The XML of Checkstyle's own report (checkstyle.org, XMLLogger), which many programs read. */
export function checkstyle(): CheckReport {
  return {
    start: shown`<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle version="10.0">\n`,
    between: shown``,
    file({ path, findings }) {
      if (findings.length === 0) return [];
      const rows = joinShown(findings.map(errorOf), '');
      return [shown`  <file name="${xmlText(path)}">\n${rows}  </file>\n`];
    },
    end({ skips }) {
      const rows = skips.map(({ file, reason }) => {
        const message = xmlText(`not analyzed: ${reason}`);
        return shown`  <file name="${xmlText(file)}">\n    <error line="1" severity="warning" message="${message}" source="podseal"/>\n  </file>\n`;
      });
      return shown`${joinShown(rows, '')}</checkstyle>\n`;
    },
  };
}

function errorOf(finding: FindingData): Shown {
  const { line, column, severity, rule } = finding;
  const message = xmlText(plainMessage(finding));
  return shown`    <error line="${line}" column="${column}" severity="${SEVERITIES[severity]}" message="${message}" source="podseal.${xmlText(rule)}"/>\n`;
}
