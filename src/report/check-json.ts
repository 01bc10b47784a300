import type { CheckReport } from './check-report.ts';
import { findingsJson } from './finding-json.ts';

/** Findings as JSON, for programs: as `JSON.stringify` writes it, piece by piece. */
export function checkJson(): CheckReport {
  let isEmpty = true;
  const head = '{\n  "version": 1,\n  "findings": [';
  const element = (data: unknown): string => {
    const lead = isEmpty ? `${head}\n    ` : ',\n    ';
    isEmpty = false;
    return lead + indented(data, '    ');
  };
  return {
    file: (judged) => findingsJson(judged).map(element).join(''),
    end({ skips, files }) {
      const findings = isEmpty ? `${head}]` : '\n  ]';
      return `${findings},\n  "skipped": ${indented(skips, '  ')},\n  "files": ${files}\n}\n`;
    },
  };
}

function indented(data: unknown, margin: string): string {
  return JSON.stringify(data, null, 2).replaceAll('\n', `\n${margin}`);
}
