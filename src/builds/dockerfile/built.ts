import type { BuiltImage, BuiltWrites } from '../../images/built-image.ts';
import type { ReadOnlyRoot } from '../../images/facts.ts';
import type { ProjectImages } from '../../images/project-images.ts';
import { code } from '../../text/markdown.ts';
import { type Match } from '../links/match.ts';
import { type BaseFacts, baseAccount, baseFacts } from './base-facts.ts';
import { isProgramOf } from '../../rules/kit/container-image.ts';
import { type ScriptEffects, readScripts } from '../../rules/kit/shell/read-scripts.ts';
import { startPrograms } from './entrypoint.ts';
import type { ImageState } from './image-state.ts';
import { whyOnlyRoot } from './only-root.ts';
import type { Dockerfile } from './parse.ts';
import { startCapabilities } from './set-capabilities.ts';
import { type StartUser, startUserOf } from './start-user.ts';
import { lastStage, userEdit } from './user-edit.ts';
import { type WriteSources, builtWrites } from './writes.ts';

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
  const programs = startPrograms(state);
  const read = readScripts(
    scripts.map(({ text }) => text),
    state,
  );
  const isOfBase =
    (state.entrypoint ?? state.cmd) === undefined ||
    [...programs, ...read.programs].some((name) => base.known && isProgramOf(base.known, name));
  const script = scripts[0]?.path;
  const start = withReason(startUserOf(state, base), whyOnlyRoot(state, read, script));
  const uid = start.user?.declared === 'root' ? 0 : start.user?.uid;
  const { path } = file;
  const from = { state, base, uid, scripts: read, script, programs, isOfBase, dockerfile: path };
  const written = builtWrites(from);
  return {
    dockerfile: path,
    tool: undefined,
    evidence: link.evidence,
    ...{ isExact, isVouched: true, says: start.says, volumes: state.volumes },
    userLine: state.user?.line ?? lastStage(file, link.target)?.line ?? 1,
    facts: {
      ...factsOf(start, written, state),
      ...becomesOf(from, start),
      ...capabilitiesOf(state, scripts.length > 0 ? [] : programs, isOfBase ? base : undefined),
    },
    asOther: builtWrites({ ...from, uid: 'other' }),
    programs: isOfBase ? [...programs, ...(base.known?.programs ?? [])] : programs,
    caveats: written.caveats,
    notes: notesOf(read, script),
    baseCaveats: state.bases.flatMap((one) => one.caveats),
    sources: [path, ...[...state.bases, ...scripts].map((one) => one.path)],
    userEdit: editOf(file, link.target, start),
  };
}

/** An image that starts as root, and as no other user where there is a reason. */
function withReason(start: StartUser, how: string | undefined): StartUser {
  if (how === undefined || start.user?.declared !== 'root') return start;
  return { ...start, nonRoot: { ...start.nonRoot, works: 'never', how } };
}

/** Whom an image that starts as root changes to: by its script, or by the program of its base. */
function becomesOf(
  { state, base, isOfBase, scripts }: WriteSources,
  { user }: StartUser,
): Pick<BuiltImage['facts'], 'becomes'> {
  const { becomes: name } = scripts;
  const ofBase = isOfBase ? base.known?.becomes : undefined;
  if (user?.declared !== 'root') return {};
  if (name === undefined) return ofBase ? { becomes: ofBase } : {};
  const { uid = baseAccount(name, base), gid } = state.accounts.get(name) ?? {};
  const numbers = { ...(uid !== undefined && { uid }), ...(gid !== undefined && { gid }) };
  return { becomes: { name, ...numbers } };
}

/** Where the image starts as root or as a name, and a number is known. */
function editOf(
  file: Dockerfile,
  target: string | undefined,
  { user, nonRoot }: StartUser,
): BuiltImage['userEdit'] {
  const needsNumber = user?.declared === 'name' || user?.declared === 'root' || user?.uid === 0;
  const uid = nonRoot?.works === 'never' ? undefined : nonRoot?.uid;
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
