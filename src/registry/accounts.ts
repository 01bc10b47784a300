import type { ImageFiles } from '../images/image-files.ts';

/** Distributions have some twenty; what comes after so many is not read. */
const MAX_LINES = 500;
/** As `useradd` takes names (shadow, lib/chkname.c), and short. */
const NAME = /^[a-zA-Z_][\w.-]{0,63}\$?$/;
const ID = /^\d{1,10}$/;
/** The API takes ids up to the largest signed 32-bit number. */
const MAX_ID = 2_147_483_647;

/** The users of an `/etc/passwd`; lines of another form are left out. */
export function readAccounts(text: string): ImageFiles['accounts'] {
  return new Map(
    linesOf(text).flatMap(([name = '', , uid = '', gid = '', , home = '']) =>
      NAME.test(name) && isId(uid) && isId(gid)
        ? [[name, { uid: Number(uid), gid: Number(gid), home }] as const]
        : [],
    ),
  );
}

/** The groups of an `/etc/group`. */
export function readGroups(text: string): ImageFiles['groups'] {
  return new Map(
    linesOf(text).flatMap(([name = '', , gid = '', members = '']) =>
      NAME.test(name) && isId(gid)
        ? [[name, { gid: Number(gid), members: members.split(',').slice(0, MAX_LINES) }] as const]
        : [],
    ),
  );
}

function linesOf(text: string): string[][] {
  // The first line of a name counts (getpwnam(3)), and in a map the last one.
  const lines = text.split('\n', MAX_LINES).toReversed();
  return lines.map((line) => line.trim().split(':'));
}

function isId(text: string): boolean {
  return ID.test(text) && Number(text) <= MAX_ID;
}
