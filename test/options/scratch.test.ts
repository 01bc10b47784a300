import { describe, expect, it } from 'vitest';
import { readScratch } from '../../src/options/scratch.ts';

describe('the size of scratch volumes', () => {
  it.each(['500Mi', '2Gi', '1.5Gi', '.5Gi', '100M', '64k', '1073741824'])('may be %s', (size) => {
    expect(readScratch(size, 'disk')).toEqual({ sizeLimit: size });
  });

  it.each([
    '',
    '0',
    '0Gi',
    '0.0',
    '-1Gi',
    '+1Gi',
    '1gi',
    '1K',
    '1Gb',
    '1 Gi',
    '1e9',
    '100m',
    'big',
  ])('may not be %j', (size) => {
    expect(() => readScratch(size, 'disk')).toThrow('such as 500Mi or 2Gi');
  });

  it('is of memory where that is asked for', () => {
    expect(readScratch('64Mi', 'memory')).toEqual({ sizeLimit: '64Mi', medium: 'Memory' });
  });
});
