import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import sarifSchema from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json' with { type: 'json' };
import { CheckedFile } from '../../src/report/file-report.ts';
import { rules } from '../../src/judge/rules.generated.ts';
import { applyEdits } from '../../src/yaml/edit/edit.ts';
import { indexLines } from '../../src/yaml/lines.ts';
import { deployment, judgeText } from '../judging.ts';
import { CONTEXT, allReports, written } from './all-reports.ts';
import { FILES, reportOf } from './reported.ts';

interface Result {
  ruleId: string;
  ruleIndex: number;
  partialFingerprints: Record<string, string>;
  suppressions: { kind: string; justification: string }[];
  locations: [{ physicalLocation: Physical }];
  fixes?: [{ artifactChanges: [{ replacements: Replacement[] }] }];
}
interface Physical {
  artifactLocation: { uri: string; uriBaseId: string };
  region: Region;
}
interface Region {
  startLine: number;
  startColumn: number;
  endLine: number;
  endColumn: number;
}
interface Replacement {
  deletedRegion: Region;
  insertedContent: { text: string };
}

function sarifRun(text: string): { results: Result[]; tool: { driver: { rules: object[] } } } {
  const log: { runs: [{ results: Result[]; tool: { driver: { rules: object[] } } }] } =
    JSON.parse(text);
  return log.runs[0];
}

describe('sarif', () => {
  it('is valid by the schema of SARIF 2.1.0, without findings also', () => {
    // It is a schema of draft 4, of which it uses nothing that later drafts read otherwise.
    const { $schema: _draft, id: _id, ...schema } = sarifSchema;
    const validate = new Ajv({
      strict: false,
      validateFormats: false,
      unicodeRegExp: false,
    }).compile(schema);
    for (const judged of [FILES, []]) {
      expect([validate(JSON.parse(reportOf('sarif', judged))), validate.errors]).toEqual([
        true,
        null,
      ]);
    }
  });

  it('names files from the root of the repository, and results as code scanning tells them apart', () => {
    const { results, tool } = sarifRun(reportOf('sarif'));
    const uris = new Set(
      results.map(({ locations: [{ physicalLocation }] }) => physicalLocation.artifactLocation.uri),
    );
    expect([...uris]).toEqual([
      'deploy/web.yaml',
      'deploy/a%20b%23%C3%BC.yaml',
      'deploy/odd%26%3C.yaml',
    ]);
    for (const { ruleId, ruleIndex, partialFingerprints } of results) {
      expect(tool.driver.rules[ruleIndex]).toMatchObject({ id: ruleId });
      expect(partialFingerprints['primaryLocationLineHash']).toMatch(/^[0-9a-f]{16}:1$/);
    }
    const below = sarifRun(
      written(
        allReports({ ...CONTEXT, folders: { root: '/project', working: '/project/charts' } }).sarif,
        [judgeText(deployment('web'), '../deploy/web.yaml')],
      ),
    );
    expect(below.results[0]?.locations[0].physicalLocation.artifactLocation.uri).toBe(
      'deploy/web.yaml',
    );
  });

  it('has exempt findings as suppressed results', () => {
    const suppressed = sarifRun(reportOf('sarif')).results.filter(
      ({ suppressions }) => suppressions.length > 0,
    );
    expect(suppressed).toHaveLength(1);
    expect(suppressed[0]).toMatchObject({
      ruleId: 'run-as-non-root',
      suppressions: [{ kind: 'inSource', justification: 'it binds <port> 80 & more' }],
    });
  });

  it('has fixes that make of a file what podseal makes of it', () => {
    const text = deployment('wéb𐐀');
    const judged = judgeText(text);
    const [result] = sarifRun(written(allReports().sarif, [judged])).results;
    const lines = indexLines(text);
    const at = (line: number, column: number): number => lines.span(line).start + column - 1;
    const edits = (result?.fixes?.[0].artifactChanges[0].replacements ?? []).map(
      ({ deletedRegion: region, insertedContent }) => ({
        start: at(region.startLine, region.startColumn),
        end: at(region.endLine, region.endColumn),
        text: insertedContent.text,
      }),
    );
    expect(edits.length).toBeGreaterThan(0);
    const [fix] = new CheckedFile(judged).fixes();
    expect(applyEdits(text, edits)).toBe(applyEdits(text, fix?.edits ?? []));
  });

  it('describes all rules, in Markdown also, within what code scanning takes', () => {
    const { tool } = sarifRun(reportOf('sarif', []));
    expect(tool.driver.rules).toHaveLength(rules.length);
    for (const rule of tool.driver.rules) {
      expect(rule).toMatchObject({
        shortDescription: { text: expect.stringMatching(/^[^`]{10,1024}$/) as string },
        help: { markdown: expect.stringContaining('docs/rules/') as string },
      });
    }
  });
});
