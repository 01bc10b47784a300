import { describe, expect, it } from 'vitest';
import { matcher } from '../../src/options/globs.ts';
import { DEFAULT_FILES } from '../../src/options/options.ts';

describe('globs', () => {
  it('take YAML and JSON by default, in hidden folders too', () => {
    const matches = matcher(DEFAULT_FILES);
    const paths = ['a.yaml', 'b/c.yml', 'd.json', '.github/e.yaml', 'f.md', 'yaml'];
    expect(paths.filter(matches)).toEqual(['a.yaml', 'b/c.yml', 'd.json', '.github/e.yaml']);
  });

  it('take files out, and in again, in their order', () => {
    const matches = matcher(['**/*.yaml', '!test/**', 'test/keep/**']);
    const paths = ['a.yaml', 'test/b.yaml', 'test/keep/c.yaml'];
    expect(paths.filter(matches)).toEqual(['a.yaml', 'test/keep/c.yaml']);
  });

  it('that only take files out take them out of the default, and none are the default', () => {
    const paths = ['a.yaml', 'test/b.yaml', 'c.md'];
    expect(paths.filter(matcher(['!test/**']))).toEqual(['a.yaml']);
    expect(paths.filter(matcher([]))).toEqual(['a.yaml', 'test/b.yaml']);
    expect(paths.filter(matcher(['']))).toEqual(['a.yaml', 'test/b.yaml']);
  });
});
