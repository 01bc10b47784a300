import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Finding } from '../judge.ts';

/**
 * The keys of findings in a baseline, 16 hex digits each: by rule, object and container, and by their
 * order where a file has several alike. Neither the path nor the lines are in it, so that a file may
 * be renamed and its lines may move.
 */
export function baselineKeys<Kind extends Pick<Finding, 'identity'>>(
  findings: readonly Kind[],
): Map<Kind, string> {
  const seen = new Map<string, number>();
  return new Map(
    findings.map((finding) => {
      const [, ...others]: unknown[] = JSON.parse(finding.identity);
      const identity = JSON.stringify(others);
      const count = seen.get(identity) ?? 0;
      seen.set(identity, count + 1);
      const key = bytesToHex(sha256(utf8ToBytes(`baseline ${identity}#${count}`))).slice(0, 16);
      return [finding, key];
    }),
  );
}
