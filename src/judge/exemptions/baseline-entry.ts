import { sha256Hex } from '../../text/sha256.ts';
import { parseImageReference } from '../../kubernetes/image-reference.ts';
import type { Severity } from '../../rules/kit/rule.ts';
import { field, textOf } from '../../yaml/value.ts';
import type { Finding } from '../judge.ts';

/** A finding as a baseline lists it. */
export interface BaselineEntry {
  /** 16 hex digits. The first six say what is wrong, and the others in which object and container. */
  readonly key: string;
  /** The file, from the root of the repository. */
  readonly path: string;
  readonly rule: string;
  /** A graver finding than that is another one. */
  readonly severity: Severity;
  readonly kind: string;
  /** With the namespace before it: `shop/web`. */
  readonly name: string;
  /** Empty for a finding about the object. */
  readonly container: string;
  /** The image of the container, without its version. */
  readonly image: string;
}

/** Digits of a key that say what is wrong: the rule, the kind, and what of the rule's subjects is meant. */
const ABOUT_DIGITS = 6;
const KEY_DIGITS = 16;

/** What of a finding an entry is made of. */
export type Listable = Pick<Finding, 'rule' | 'severity' | 'identity' | 'subject'>;

/**
 * The entries of the findings of a file. Neither the path nor the lines are in their keys, so that a
 * file may be renamed and its lines may move. Findings that are alike have their order in the file.
 */
export function entriesOf<Kind extends Listable>(
  findings: readonly Kind[],
  path: string,
): Map<Kind, BaselineEntry> {
  const seen = new Map<string, number>();
  return new Map(
    findings.map((finding) => {
      const count = seen.get(finding.identity) ?? 0;
      seen.set(finding.identity, count + 1);
      return [finding, { key: keyOf(finding, count), path, ...describe(finding) }];
    }),
  );
}

/** What is wrong, wherever it is. */
export function aboutOf({ key }: BaselineEntry): string {
  return key.slice(0, ABOUT_DIGITS);
}

function keyOf({ identity }: Listable, count: number): string {
  const [, rule, kind, namespace, name, place, container, detail]: unknown[] = JSON.parse(identity);
  const about = digits(['baseline', rule, kind, place, detail]);
  const who = digits(['baseline', namespace, name, container, count]);
  return about.slice(0, ABOUT_DIGITS) + who.slice(0, KEY_DIGITS - ABOUT_DIGITS);
}

function digits(parts: readonly unknown[]): string {
  return sha256Hex(JSON.stringify(parts));
}

function describe({ rule, severity, subject: { resource, container } }: Listable) {
  const image = textOf(field(container?.value, 'image')?.value) ?? '';
  const reference = parseImageReference(image);
  return {
    rule,
    severity,
    kind: resource.kind,
    name: [resource.namespace, resource.name].filter(Boolean).join('/'),
    container: container?.name ?? '',
    image: [reference?.registry, reference?.repository].filter(Boolean).join('/'),
  };
}
