import type { SourceFile } from '../../kubernetes/manifest.ts';
import { fill } from '../template.ts';
import type { BuildLink } from './build-link.ts';

/** More than a build file has. */
const MAX_TEXT = 256 * 1024;

/** What a `pom.xml` or a `build.gradle` says that builds its image with Jib. */
export function jibLinks({ path, text }: SourceFile): BuildLink[] {
  const start = text.slice(0, MAX_TEXT);
  const at = start.search(/jib-maven-plugin|\bjib\s*\{/);
  if (at === -1) return [];
  const part = start.slice(at, at + 4000);
  const image =
    /<to>\s*<image>([^<\s]+)<\/image>/.exec(part)?.[1] ??
    /\bto\s*\{\s*image\s*=\s*["']([^"'\n]+)["']/.exec(part)?.[1];
  if (image === undefined) return [];
  const about = { context: undefined, target: undefined, args: new Map<string, string>() };
  return [{ ...about, image: fill(image, new Map()), by: { tool: 'jib' }, evidence: path }];
}
