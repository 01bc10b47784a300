import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { REPORT_FORMATS } from '../../src/options/report-formats.ts';
import { judge } from '../../src/judge/judge.ts';
import { readManifest } from '../../src/kubernetes/manifest.ts';
import { FEW_RULES, deployment, judgeText } from '../judging.ts';
import { CONTEXT, allReports, written } from './all-reports.ts';
import { FILES, reportOf } from './reported.ts';

/** The elements of an XML text, in their order; throws where it is not well-formed. */
function elementsOf(text: string): { name: string; attributes: Record<string, string> }[] {
  const found: { name: string; attributes: Record<string, string> }[] = [];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => found.push({ name, attributes }));
  parser.write(text).close();
  return found;
}

describe('junit', () => {
  it('is well-formed, and fails for what fails the run', () => {
    const elements = elementsOf(reportOf('junit'));
    const suites = elements.filter(({ name }) => name === 'testsuite');
    expect(suites.map(({ attributes }) => Object.values(attributes))).toEqual([
      ['deploy/web.yaml', '2', '2', '0', '0'],
      ['deploy/a b#ü.yaml', '1', '0', '0', '1'],
      ['deploy/odd&<.yaml', '4', '4', '0', '0'],
      ['good.yaml', '1', '0', '0', '0'],
      ['not analyzed', '1', '0', '0', '1'],
    ]);
    const failures = elements.filter(({ name }) => name === 'failure');
    expect(failures).toHaveLength(6);
    const never = written(allReports({ ...CONTEXT, failOn: 'never' }).junit, FILES);
    expect(elementsOf(never).filter(({ name }) => name === 'failure')).toEqual([]);
  });

  it('shows what XML has no way to write', () => {
    const messages = elementsOf(reportOf('junit')).map(({ attributes }) => attributes['message']);
    expect(messages).toContainEqual(expect.stringContaining('ü𐐀<b>&\uFFFD\u202E]]>: '));
    expect(messages).toContain('not analyzed: line 3: not valid "YAML"\uFFFD');
  });
});

describe('checkstyle', () => {
  it('is well-formed, with a line and a column for each finding', () => {
    const elements = elementsOf(reportOf('checkstyle'));
    expect(elements[0]?.name).toBe('checkstyle');
    expect(
      elements.filter(({ name }) => name === 'file').map(({ attributes }) => attributes['name']),
    ).toEqual(['deploy/web.yaml', 'deploy/odd&<.yaml', 'broken & <.yaml']);
    expect(elements.find(({ name }) => name === 'error')?.attributes).toMatchObject({
      line: '15',
      column: '11',
      severity: 'error',
      source: 'podseal.read-only-root-filesystem',
    });
  });
});

/** As docs.gitlab.com says of Code Quality's report format; GitLab publishes no schema of it. */
const GITLAB_SCHEMA = {
  type: 'array',
  items: {
    type: 'object',
    required: ['description', 'check_name', 'fingerprint', 'severity', 'location'],
    properties: {
      description: { type: 'string' },
      check_name: { type: 'string' },
      fingerprint: { type: 'string' },
      severity: { enum: ['info', 'minor', 'major', 'critical', 'blocker'] },
      location: {
        type: 'object',
        required: ['path', 'lines'],
        properties: {
          path: { type: 'string', pattern: '^(?!\\./|/)' },
          lines: {
            type: 'object',
            required: ['begin'],
            properties: { begin: { type: 'integer', minimum: 1 } },
          },
        },
      },
    },
  },
};

it('gitlab has what GitLab asks for, and no fingerprint twice', () => {
  const validate = new Ajv().compile(GITLAB_SCHEMA);
  const issues: { fingerprint: string }[] = JSON.parse(reportOf('gitlab'));
  expect([validate(issues), validate.errors]).toEqual([true, null]);
  // The same in another file is another issue.
  const twins = ['a.yaml', 'b.yaml'].map((path) => judgeText(deployment('web'), path));
  const found: { fingerprint: string }[] = JSON.parse(written(allReports().gitlab, twins));
  expect(new Set(found.map(({ fingerprint }) => fingerprint)).size).toBe(4);
});

interface Diagnostic {
  severity: string;
  location: { path: string; range: { start: { line: number; column: number } } };
  suggestions?: { range: { start: Place; end: Place }; text: string }[];
}
interface Place {
  line: number;
  column: number;
}

it('rdjson counts columns in bytes, and has fixes as one replacement', () => {
  const text = `apiVersion: v1\nkind: Pod\nmetadata: {name: ü}\nspec: {containers: [{name: "ü𐐀", image: i}, {name: b, image: i}]}\n`;
  const judged = judgeText(text, 'pod.yaml');
  const report: { diagnostics: Diagnostic[] } = JSON.parse(written(allReports().rdjson, [judged]));
  const second = report.diagnostics.find(
    (one) => one.location.range.start.column > text.split('\n')[3]!.indexOf('{name: b') + 1,
  );
  const line = Buffer.from(text.split('\n')[3] ?? '');
  const { start } = second!.location.range;
  expect(line.subarray(start.column - 1).toString()).toMatch(/^\{?name: b/);
  const [suggestion] = second?.suggestions ?? [];
  const from = suggestion!.range.start;
  const to = suggestion!.range.end;
  expect([from.line, to.line]).toEqual([4, 4]);
  const fixed = Buffer.concat([
    line.subarray(0, from.column - 1),
    Buffer.from(suggestion!.text),
    line.subarray(to.column - 1),
  ]).toString();
  expect(judgeText(text.split('\n').with(3, fixed).join('\n')).findings.length).toBe(
    judged.findings.length - 1,
  );
});

describe('markdown', () => {
  it('has a heading for each file and its fixes as diffs', () => {
    const text = reportOf('markdown');
    expect(text).toContain('## `deploy/web.yaml`\n\n- **error**, line 15, column 11: `app`: ');
    expect(text).toContain('  ```diff\n  @@ ');
    expect(text).toContain('**6 errors, 0 warnings, 0 notices** in 5 files');
    // Nothing from outside is a tag.
    expect(text.replace(/`[^`]*`/g, '')).not.toMatch(/<(?!\/?(?:details|summary)>)/);
  });
});

describe('patch', () => {
  it('applies with git, wherever a file is and whatever its name', () => {
    const folder = mkdtempSync(join(tmpdir(), 'podseal-patch-'));
    const texts = new Map([
      ['web.yaml', deployment('web')],
      ['a "b" ü.yaml', deployment('cart').trimEnd()],
      ['crlf.yaml', deployment('shop').replaceAll('\n', '\r\n')],
    ]);
    for (const [path, text] of texts) writeFileSync(join(folder, path), text);
    const judged = [...texts].map(([path, text]) => judgeText(text, path));
    const hidden = judgeText(deployment('x').replace('app:1', 'app:1 # \u202E'), 'hidden.yaml');
    writeFileSync(join(folder, 'fixes.patch'), written(allReports().patch, [hidden, ...judged]));
    const { status, stderr } = spawnSync('git', ['apply', '--check', '--verbose', 'fixes.patch'], {
      cwd: folder,
      encoding: 'utf8',
    });
    rmSync(folder, { recursive: true });
    expect({ status, checked: stderr.match(/Checking patch/g)?.length }).toEqual({
      status: 0,
      checked: 3,
    });
  });

  it('has safe fixes only, unless the others are asked for', () => {
    const judged = judge(
      readManifest({
        path: 'a.yaml',
        text: deployment('web').replace(
          'image: example/app:1',
          'image: example/app:1\n          securityContext: {privileged: true}',
        ),
      }),
      FEW_RULES,
    );
    expect(written(allReports({ ...CONTEXT, unsafe: false }).patch, [judged])).toBe('');
    expect(written(allReports().patch, [judged])).toContain('+++ b/a.yaml');
  });
});

it.each(REPORT_FORMATS)('%s is complete when nothing was found', (format) => {
  const text = reportOf(format, []);
  if (['json', 'sarif', 'gitlab', 'rdjson'].includes(format)) {
    expect(() => JSON.parse(text) as unknown).not.toThrow();
  } else if (['junit', 'checkstyle'].includes(format)) expect(elementsOf(text)).not.toEqual([]);
  else expect(text === '').toBe(format === 'patch');
});
