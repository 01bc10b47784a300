import type { CheckReport } from './check-report.ts';
import { type Shown, joinShown, jsonLines, shown } from '../text/shown.ts';
import { exemptedJson, findingsJson } from './finding-json.ts';

/** Findings as JSON, for programs: as `JSON.stringify` writes it, piece by piece. */
export function checkJson(): CheckReport {
  return {
    start: shown`{\n  "version": 1,\n  "findings": [`,
    between: shown`,`,
    file: (file) => findingsJson(file).map(element),
    end({ errors, warnings, notices, skips, files, exempted, baseline, faults }) {
      const findings = errors + warnings + notices === 0 ? shown`]` : shown`\n  ]`;
      const fields = [
        shown`"skipped": ${jsonLines(skips, 1)}`,
        shown`"exempted": ${jsonLines(exempted.map(exemptedJson), 1)}`,
        shown`"baseline": ${baseline.length}`,
        shown`"exemptionFaults": ${jsonLines(faults, 1)}`,
        shown`"files": ${files}`,
      ].map((field) => shown`\n  ${field}`);
      return shown`${findings},${joinShown(fields, ',')}\n}\n`;
    },
  };
}

function element(data: unknown): Shown {
  return shown`\n    ${jsonLines(data, 2)}`;
}
