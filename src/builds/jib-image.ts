import type { BuiltImage } from '../images/built-image.ts';
import type { NonRoot, User } from '../images/facts.ts';
import type { ProjectImages } from '../images/project-images.ts';
import { code } from '../text/markdown.ts';
import { baseFacts } from './dockerfile/base-facts.ts';
import { type JibSettings, jibSettings } from './links/jib.ts';
import { baseOf, joinPath } from './paths.ts';
import { builtByTool } from './tool-image.ts';

const BUILD_FILES: readonly string[] = ['pom.xml', 'build.gradle', 'build.gradle.kts'];

/** The build file that configures Jib: the one that names the image, or else that of the folder. */
export function jibFile(
  evidence: string | undefined,
  context: string | undefined,
  tree: ReadonlySet<string>,
): string | undefined {
  if (evidence !== undefined && BUILD_FILES.includes(baseOf(evidence))) return evidence;
  const paths = BUILD_FILES.flatMap((name) => joinPath(context ?? '', name) ?? []);
  return context === undefined ? undefined : paths.find((path) => tree.has(path));
}

/** What is known of an image that Jib builds, by the build file that configures it. */
export function builtByJib(
  file: { readonly path: string; readonly text: string } | undefined,
  evidence: string | undefined,
  own: ProjectImages | undefined,
): BuiltImage {
  const built = builtByTool('jib', evidence);
  const settings = file && jibSettings(file.text);
  if (!file || !settings) return built;
  const base = settings.base === undefined ? undefined : baseFacts(settings.base, own);
  const user = userOf(settings.user) ?? base?.known?.user;
  if (!user) return built;
  const isOther = user.uid !== undefined && user.uid > 0;
  const isPlain = settings.isPlain && (base?.isPlain ?? true);
  const { writes = [] } = built.facts;
  const caveats = isOther && isPlain ? [] : built.caveats;
  const nonRoot = nonRootOf(user) ?? base?.known?.nonRoot;
  return {
    ...built,
    says: describe(settings, file.path),
    facts: {
      ...{ user, writes },
      ...(nonRoot && { nonRoot }),
      ...(caveats.length === 0 && { readOnlyRoot: { works: 'as-is' } }),
    },
    caveats,
    asOther: { writes, isWhole: isPlain, caveats: isPlain ? [] : built.caveats },
    notes: isOther ? [] : built.notes,
    sources: [file.path],
  };
}

function nonRootOf({ declared, uid, gid }: User): NonRoot | undefined {
  if (declared === 'root' || uid === undefined) return undefined;
  return { works: 'as-is', uid, ...(gid !== undefined && { gid }) };
}

/** `1000`, `1000:1000`, or a name; undefined for one that a property has. */
function userOf(text: string | undefined): User | undefined {
  const [, name = '', group] = /^([\w.-]{1,64})(?::([\w.-]{1,64}))?$/.exec(text ?? '') ?? [];
  if (name === '') return undefined;
  if (name === 'root' || /^0+$/.test(name)) return { declared: 'root' };
  if (!/^\d{1,9}$/.test(name)) return { declared: 'name', name };
  const gid = /^\d{1,9}$/.test(group ?? '') ? { gid: Number(group) } : {};
  return { declared: 'numeric', uid: Number(name), ...gid };
}

function describe({ user, base }: JibSettings, path: string): string {
  const where = code(path, Infinity);
  if (user !== undefined) return `has the user ${code(user)} by ${where}`;
  return `has the base ${code(base ?? '')} by ${where}, and no user of its own`;
}
