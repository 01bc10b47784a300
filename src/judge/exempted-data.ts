import type { Exempted } from './exemptions/exempt.ts';
import { type FindingData, toData } from './finding-data.ts';

/** A finding that is exempt, as plain data. */
export interface ExemptedData extends Omit<Exempted, 'finding'> {
  readonly finding: FindingData;
}

/** An exempt finding without the parse tree that it is about. */
export function toExemptedData({ finding, ...ground }: Exempted): ExemptedData {
  return { ...ground, finding: toData(finding) };
}
