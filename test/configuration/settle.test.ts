import { describe, expect, it } from 'vitest';
import { settle } from '../../src/configuration/settle.ts';
import { valuesOf } from '../../src/options/option.ts';
import { type Given, OPTIONS } from '../../src/options/options.ts';
import { FULL } from './full.ts';

const path = '.github/podseal.yml';

describe('how a repository is judged', () => {
  const told = { today: '2026-11-28', where: ' on the base branch' };

  it('follows what was given, then the configuration, then the defaults', () => {
    const configuration = { path, text: FULL };
    const extended = ['.github/more.yml', 'acme/.github:podseal.yml'].map((name) => ({
      path: name,
      text: '',
    }));
    const settled = settle(
      { configuration, extended },
      { ...told, values: (configured) => valuesOf(OPTIONS, { scope: 'all' }, configured) },
    );
    expect(settled).toMatchObject({
      scope: 'all',
      failOn: 'warning',
      requestChanges: true,
      files: ['deploy/**/*.yaml', '!deploy/vendor/**'],
      ruleSet: {
        profile: 'strict',
        scratch: { sizeLimit: '2Gi' },
        exemptions: { today: '2026-11-28' },
        allow: { 'no-writable-host-path': ['/var/log/**'] },
        kinds: [{ kinds: ['Workflow', 'CronWorkflow'] }],
      },
    });
    const plain = settle({}, { ...told, values: (configured) => valuesOf(OPTIONS, configured) });
    expect(plain).toMatchObject({
      scope: 'introduced',
      failOn: 'error',
      ruleSet: { severities: {} },
    });
  });

  it('is not settled by what can’t be read', () => {
    const values = () => valuesOf(OPTIONS);
    const text = 'fial-on: error\nprofil: strict\n';
    expect(() => settle({ configuration: { path, text } }, { ...told, values })).toThrow(
      `.github/podseal.yml:1:1: "fial-on" is not a key here; did you mean "fail-on"?
.github/podseal.yml:2:1: "profil" is not a key here; did you mean "profile"?
Correct the configuration on the base branch: https://github.com/podseal/podseal/blob/main/docs/configuration.md has the keys.`,
    );
    const baseline = { path: '.github/podseal.baseline', text: '# x\nnonsense\n' };
    expect(() => settle({ baseline }, { ...told, values })).toThrow(
      '.github/podseal.baseline:2: this is not a line of a baseline on the base branch. Write the file anew: podseal baseline.',
    );
    const unfit = { path, text: 'fail-on: error\npod-security-version: v1.31\n' };
    const withFile = (configured: Given) => valuesOf(OPTIONS, configured);
    expect(() => settle({ configuration: unfit }, { ...told, values: withFile })).toThrow(
      `.github/podseal.yml:2: pod-security-version v1.31 needs the profile baseline or restricted; the profile is immutable.
Correct the configuration on the base branch.`,
    );
  });
});
