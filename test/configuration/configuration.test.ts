import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readConfiguration } from '../../src/configuration/configuration.ts';
import { exemptionFaults } from '../../src/configuration/exemption-faults.ts';
import { NO_EXEMPTIONS } from '../../src/rules/kit/exemption.ts';
import { FULL } from './full.ts';

const path = '.github/podseal.yml';
const isValid = new Ajv({ allErrors: true }).compile(
  JSON.parse(readFileSync('schema/podseal.schema.json', 'utf8')),
);

function faults(text: string): string[] {
  const read = readConfiguration({ path, text });
  return 'faults' in read
    ? read.faults.map(({ line, column, message }) => `${line}:${column}: ${message}`)
    : [];
}

describe('a configuration', () => {
  it('has options, severities, and exemptions with their places', () => {
    expect(readConfiguration({ path, text: FULL })).toEqual({
      path,
      given: {
        profile: 'strict',
        files: ['deploy/**/*.yaml', '!deploy/vendor/**'],
        scope: 'introduced',
        'fail-on': 'warning',
        'scratch-size': '2Gi',
        'request-changes': true,
      },
      severities: { 'pinned-image': 'off', 'bounded-scratch': 'notice', 'no-privileged': 'error' },
      allowed: { 'no-privileged': 'configuration' },
      extends: [
        {
          base: { repository: undefined, path: '.github/more.yml' },
          text: './more.yml',
          line: 2,
          column: 11,
        },
        {
          base: { repository: 'acme/.github', path: 'podseal.yml' },
          text: 'acme/.github:podseal.yml',
          line: 2,
          column: 23,
        },
      ],
      allow: { 'no-writable-host-path': ['/var/log/**'] },
      kinds: [
        {
          kinds: ['Workflow', 'CronWorkflow'],
          apiVersion: 'acme.io/*',
          pods: ['spec.steps[].template'],
          partial: true,
          source: `${path}:18`,
        },
      ],
      charts: [],
      kustomizations: [],
      sources: {
        profile: `${path}:3`,
        files: `${path}:4`,
        scope: `${path}:5`,
        'fail-on': `${path}:6`,
        'scratch-size': `${path}:7`,
        'request-changes': `${path}:8`,
        'rules.pinned-image.severity': `${path}:10`,
        'rules.bounded-scratch.severity': `${path}:11`,
        'rules.no-privileged.severity': `${path}:13`,
        'rules.no-privileged.exemptions': `${path}:14`,
        'rules.no-writable-host-path.allow': `${path}:16`,
      },
      exemptions: [
        {
          rules: ['no-privileged', 'no-host-namespaces'],
          path: 'deploy/csi/**',
          kind: 'DaemonSet',
          reason: 'The CSI driver mounts volumes.',
          expires: '2027-01-31',
          source: '.github/podseal.yml:23',
        },
        {
          rules: ['run-as-non-root'],
          image: 'registry.example.com/legacy/*',
          reason: 'The vendor ships no other image.',
          source: '.github/podseal.yml:28',
        },
      ],
    });
  });

  it('may be empty, or only comments', () => {
    for (const text of ['', '# nothing\n', '{}\n']) {
      expect(readConfiguration({ path, text })).toMatchObject({ path, exemptions: [] });
    }
  });

  it.each([
    ['fial-on: error', '1:1: "fial-on" is not a key here; did you mean "fail-on"?'],
    [
      'profile: strcit',
      '1:10: "profile" is "strcit", and must be one of immutable, strict, baseline, restricted. Did you mean strict?',
    ],
    ['files: "**/*.yaml"', '1:8: "files" must be a list'],
    ['files: ["a/[b"]', '1:9: "files[0]" is "a/[b", a glob with an open or empty part'],
    ['request-changes: maybe', '1:18: "request-changes" must be true or false'],
    [
      'rules:\n  no-priviledged: off',
      '2:3: "rules.no-priviledged" is not a key here; did you mean "no-privileged"?',
    ],
    [
      'rules:\n  no-privileged: fatal',
      '2:18: "rules.no-privileged" is "fatal", and must be one of error, warning, notice, off',
    ],
    [
      'rules:\n  no-privileged: on',
      '2:18: "rules.no-privileged" must be one of error, warning, notice, off',
    ],
    [
      'rules:\n  no-privileged:\n    exemptions: none',
      '3:17: "rules.no-privileged.exemptions" is "none", and must be one of anywhere, configuration, nowhere',
    ],
    ['exemptions:\n  - rule: no-privileged', '2:5: "exemptions[0].reason" is missing'],
    [
      'exemptions:\n  - {rule: no-privileged, reason: ""}',
      '2:35: "exemptions[0].reason" is empty: say why the finding may stay',
    ],
    [
      'exemptions:\n  - {rule: no-privileged, reason: "agent: <why>"}',
      '2:35: "exemptions[0].reason" still has <why> in it: replace it',
    ],
    [
      'exemptions:\n  - {rule: x, reason: z}',
      /^2:12: "exemptions\[0\]\.rule" is "x", and must be one of /,
    ],
    [
      'exemptions:\n  - {rule: [], reason: z}',
      '2:12: "exemptions[0].rule" is empty: remove it, or add an item',
    ],
    [
      'exemptions:\n  - {rule: no-privileged, reason: z, expires: 2027-02-30}',
      '2:47: "exemptions[0].expires" is "2027-02-30", and there is no such day',
    ],
    [
      'exemptions:\n  - {rule: no-privileged, reason: z, expires: soon}',
      '2:47: "exemptions[0].expires" is "soon": write a day as 2027-01-31',
    ],
    [
      'exemptions:\n  - {rule: no-privileged, reason: z, containers: a}',
      '2:38: "exemptions[0].containers" is not a key here; did you mean "container"?',
    ],
    ['extends: stict', '1:10: "extends" is "stict": did you mean strict?'],
    [
      'extends: acme/.github',
      '1:10: "extends" is "acme/.github": write ./file.yml, owner/repository:file.yml, or a profile',
    ],
    [
      'extends: [strict, podseal-base.yml]',
      '1:19: "extends[1]" is "podseal-base.yml": write ./file.yml, owner/repository:file.yml, or a profile',
    ],
    ['extends: {file: ./a.yml}', '1:10: "extends" must be text'],
    [
      'rules:\n  pinned-image: {allow: ["*"]}',
      '2:18: "rules.pinned-image.allow" is not a key here; the keys are severity, exemptions',
    ],
    [
      'rules:\n  no-writable-host-path: {allow: [var/log]}',
      '2:35: "rules.no-writable-host-path.allow[0]" is "var/log": write a path that starts with /',
    ],
    [
      'rules:\n  no-writable-host-path: {alow: [/var/log]}',
      '2:27: "rules.no-writable-host-path.alow" is not a key here; did you mean "allow"?',
    ],
    [
      'rules:\n  drop-capabilities: {allow: [NET_RWA]}',
      '2:31: "rules.drop-capabilities.allow[0]" is "NET_RWA"; did you mean NET_RAW?',
    ],
    ['kinds: [{kind: Workflow}]', '1:9: "kinds[0].pods" is missing'],
    ['charts: [{chart: charts/web}]', '1:10: "charts[0].values" is missing'],
    ['kustomizations: overlays/*', '1:17: "kustomizations" must be a list'],
    ['kustomizations: []', '1:17: "kustomizations" is empty: remove it, or add an item'],
    [
      'kustomizations: ["overlays/["]',
      '1:18: "kustomizations[0]" is "overlays/[", a glob with an open or empty part',
    ],
    [
      'kinds: [{kind: workflow, pods: spec}]',
      '1:16: "kinds[0].kind" is "workflow": write a kind such as Workflow',
    ],
    [
      'kinds: [{kind: Workflow, pods: [spec..template]}]',
      '1:33: "kinds[0].pods[0]" is "spec..template": write keys with dots between them, such as spec.template or spec.jobs[].template',
    ],
    [
      'kinds: [{kind: Workflow, apiVersion: "acme.io/[", pods: spec}]',
      '1:38: "kinds[0].apiVersion" is "acme.io/[", a glob with an open or empty part',
    ],
    [
      'kinds: [{kind: Workflow, pods: spec, parital: true}]',
      '1:38: "kinds[0].parital" is not a key here; did you mean "partial"?',
    ],
    ['- a', '1:1: the file must be a mapping'],
    ['a: [', /^1:\d+: not valid YAML: /],
    ['profile: strict\nprofile: baseline', '1:1: "profile" is there twice: remove one'],
    ['a: 1\n---\nb: 2', '2:1: the file must be one YAML document'],
  ])('%j is refused in plain words, with its place', (text, fault) => {
    const [first] = faults(text);
    if (typeof fault === 'string') expect(first).toBe(fault);
    else expect(first).toMatch(fault);
  });

  it('is accepted and refused as the schema for editors does', () => {
    const lines = FULL.split('\n');
    let refused = 0;
    for (const at of lines.keys()) {
      const line = lines[at] ?? '';
      for (const change of [[], [line.replace(/: .*/, ': 7')], [line.replace(/(\w+):/, 'x$1:')]]) {
        const text = [...lines.slice(0, at), ...change, ...lines.slice(at + 1)].join('\n');
        let data: unknown;
        try {
          data = parse(text);
        } catch {
          continue;
        }
        const isRefused = faults(text).length > 0;
        if (isRefused) refused++;
        expect([text, isRefused]).toEqual([text, !isValid(data)]);
      }
    }
    expect(refused).toBeGreaterThan(20);
  });
});

describe('the exemptions of a project', () => {
  const exemption = { rules: ['no-privileged'], reason: 'x', source: '.github/podseal.yml:3' };
  const ruleSet = (more: object) => ({
    ruleSet: {
      profile: 'immutable' as const,
      exemptions: { ...NO_EXEMPTIONS, today: '2026-11-28', ...more },
    },
  });
  const nothing = { exempted: [] };

  it('are told of when they fit nothing, once all was looked at', () => {
    const options = ruleSet({ exemptions: [exemption] });
    expect(exemptionFaults(options, nothing, true)).toEqual([
      {
        file: '.github/podseal.yml',
        line: 3,
        message: 'this exemption fits no finding: remove it',
      },
    ]);
    expect(exemptionFaults(options, nothing, false)).toEqual([]);
  });

  it('are told of when they have ended', () => {
    const options = ruleSet({ exemptions: [{ ...exemption, expires: '2026-11-28' }] });
    expect(exemptionFaults(options, nothing, false)).toEqual([
      {
        file: '.github/podseal.yml',
        line: 3,
        message: 'this exemption ended on 2026-11-28: renew it, or remove it',
      },
    ]);
  });
});
