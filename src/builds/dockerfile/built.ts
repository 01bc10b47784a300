import type { BuiltImage, BuiltWrites } from '../../images/built-image.ts';
import type { ReadOnlyRoot } from '../../images/facts.ts';
import type { ProjectImages } from '../../images/project-images.ts';
import { code } from '../../text/markdown.ts';
import { type Match } from '../links/match.ts';
import { type BaseFacts, baseFacts } from './base-facts.ts';
import { type ScriptEffects, readScripts } from '../../rules/kit/shell/read-scripts.ts';
import { startPrograms } from './entrypoint.ts';
import type { ImageState } from './image-state.ts';
import type { Dockerfile } from './parse.ts';
import { startCapabilities } from './set-capabilities.ts';
import { type StartUser, startUserOf } from './start-user.ts';
import { lastStage, userEdit } from './user-edit.ts';
import { builtWrites } from './writes.ts';

/** A Dockerfile, and what it makes of an image. */
export interface Built {
  readonly file: Dockerfile;
  readonly state: ImageState;
  readonly match: Match;
  /** The scripts that it starts with. */
  readonly scripts: readonly { readonly path: string; readonly text: string }[];
}

/** What is known of an image by its Dockerfile. */
export function describeBuilt(
  { file, state, match, scripts }: Built,
  own: ProjectImages | undefined,
): BuiltImage {
  const { link, isExact } = match;
  const base = baseFacts(state.base, own);
  const start = startUserOf(state, base);
  const programs = startPrograms(state);
  const isOfBase =
    (state.entrypoint ?? state.cmd) === undefined ||
    programs.some((name) => name === base.known?.id || base.known?.programs.includes(name));
  const read = readScripts(
    scripts.map(({ text }) => text),
    state,
  );
  const uid = start.user?.declared === 'root' ? 0 : start.user?.uid;
  const { path } = file;
  const sources = { state, base, uid, scripts: read, programs, isOfBase, dockerfile: path };
  const script = scripts[0]?.path;
  const written = builtWrites({ ...sources, script });
  return {
    dockerfile: path,
    tool: undefined,
    evidence: link.evidence,
    ...{ isExact, isVouched: true, says: start.says, volumes: state.volumes },
    userLine: state.user?.line ?? lastStage(file, link.target)?.line ?? 1,
    facts: {
      ...factsOf(start, written, state),
      ...capabilitiesOf(state, scripts.length > 0 ? [] : programs, isOfBase ? base : undefined),
    },
    asOther: builtWrites({ ...sources, script, uid: 'other' }),
    programs: isOfBase ? [...programs, ...(base.known?.programs ?? [])] : programs,
    caveats: written.caveats,
    notes: notesOf(read, script),
    baseCaveats: state.bases.flatMap((one) => one.caveats),
    sources: [path, ...[...state.bases, ...scripts].map((one) => one.path)],
    userEdit: editOf(file, link.target, start),
  };
}

/** Where the image starts as root or as a name, and a number is known. */
function editOf(
  file: Dockerfile,
  target: string | undefined,
  { user, nonRoot }: StartUser,
): BuiltImage['userEdit'] {
  const needsNumber = user?.declared === 'name' || user?.declared === 'root' || user?.uid === 0;
  const uid = nonRoot?.uid;
  return needsNumber && uid !== undefined ? userEdit(file, target, String(uid)) : undefined;
}

function factsOf(
  { user, nonRoot }: StartUser,
  { writes, isWhole }: BuiltWrites,
  { ports }: ImageState,
): BuiltImage['facts'] {
  const readOnlyRoot: ReadOnlyRoot | undefined = isWhole ? { works: 'as-is' } : undefined;
  return {
    ...(user && { user }),
    ...(nonRoot && { nonRoot }),
    ...(readOnlyRoot && { readOnlyRoot }),
    ports: [...ports],
    writes,
  };
}

/** @param programs that it starts with; none where scripts start others */
function capabilitiesOf(
  { capable }: ImageState,
  programs: readonly string[],
  base: BaseFacts | undefined,
): Pick<BuiltImage['facts'], 'fileCapabilities'> {
  const own = startCapabilities(capable, programs.length > 0 ? programs : undefined);
  const all = new Set([...(base?.known?.fileCapabilities ?? []), ...own]);
  return all.size > 0 ? { fileCapabilities: [...all] } : {};
}

function notesOf({ becomes, asksUser, changesOwners }: ScriptEffects, script?: string): string[] {
  if (script === undefined || (becomes === undefined && !changesOwners)) return [];
  const what = [
    ...(changesOwners ? ['changes owners'] : []),
    ...(becomes === undefined ? [] : [`changes to the user ${code(becomes)}`]),
  ].join(' and ');
  const asks = asksUser ? 'asks which user it runs as before' : 'needs root for it';
  return [`The script ${code(script, Infinity)} ${what}, and ${asks}.`];
}
