import type { SourceFile } from '../../kubernetes/manifest.ts';
import { fill, marked } from '../template.ts';
import type { BuildLink } from './build-link.ts';

/** More than a build file has, and than its part about Jib. */
const MAX_TEXT = 256 * 1024;
const MAX_PART = 4000;

/** What a `pom.xml` or a `build.gradle` says that builds its image with Jib. */
export function jibLinks({ path, text }: SourceFile): BuildLink[] {
  const part = partOf(text);
  const image = part === undefined ? undefined : imageIn(part, 'to');
  if (image === undefined) return [];
  const about = { context: undefined, target: undefined, args: new Map<string, string>() };
  return [{ ...about, image: fill(image, new Map()), by: { tool: 'jib' }, evidence: path }];
}

/** How Jib is configured; what a property has is left out. */
export interface JibSettings {
  readonly user: string | undefined;
  readonly base: string | undefined;
  /** Whether it adds no files that may be open to others than root. */
  readonly isPlain: boolean;
}

/** How a build file configures Jib; undefined where it does not. */
export function jibSettings(text: string): JibSettings | undefined {
  const part = partOf(text);
  if (part === undefined) return undefined;
  const [, user] =
    /<user>([^<\s]+)<\/user>/.exec(between(part, '<container>', '</container>')) ??
    /\buser\s*=\s*["']([^"'\n]+)["']/.exec(between(part, 'container {', '}')) ??
    [];
  const isPlain = !/extraDirector/.test(part);
  return { user: told(user), base: told(imageIn(part, 'from')), isPlain };
}

function partOf(text: string): string | undefined {
  const start = text.slice(0, MAX_TEXT);
  const at = start.search(/jib-maven-plugin|\bjib\s*\{/);
  if (at === -1) return undefined;
  const part = start.slice(at, at + MAX_PART);
  const end = part.indexOf('</plugin>');
  return end === -1 ? part : part.slice(0, end);
}

function imageIn(part: string, name: 'from' | 'to'): string | undefined {
  return name === 'to'
    ? (/<to>\s*<image>([^<\s]+)<\/image>/.exec(part)?.[1] ??
        /\bto\s*\{\s*image\s*=\s*["']([^"'\n]+)["']/.exec(part)?.[1])
    : (/<from>\s*<image>([^<\s]+)<\/image>/.exec(part)?.[1] ??
        /\bfrom\s*\{\s*image\s*=\s*["']([^"'\n]+)["']/.exec(part)?.[1]);
}

function between(text: string, open: string, close: string): string {
  const start = text.indexOf(open);
  const end = text.indexOf(close, start);
  return start === -1 || end === -1 ? '' : text.slice(start + open.length, end);
}

function told(text: string | undefined): string | undefined {
  const filled = text === undefined ? undefined : fill(text, new Map());
  return filled === undefined || marked(filled) ? undefined : filled;
}
