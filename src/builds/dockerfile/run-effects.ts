import { readCommand } from '../../rules/kit/shell/read-command.ts';
import { operandsOf, optionOf } from '../../rules/kit/shell/installers.ts';
import type { Account, ImageState } from './image-state.ts';
import type { Instruction } from './parse.ts';
import { applySetcap } from './set-capabilities.ts';

/**
 * Programs that make nothing that belongs to another user than the one that runs them, apart from what
 * is read below. Packages give files to users of their own. `tar` is not here: root keeps the owners.
 */
const PLAIN = new Set(
  (
    'apt apt-get apk dpkg yum dnf microdnf tdnf zypper rpm pip pip3 npm yarn pnpm gem bundle ' +
    'addgroup adduser groupadd useradd usermod groupmod chmod chown chgrp install mkdir rm rmdir mv ' +
    'cp ln touch echo printf cat sed awk grep cut tr sort head tail tee find xargs test [ set cd export ' +
    'unset true false : curl wget unzip gunzip sha256sum sha512sum gpg which command type exec eval ' +
    'update-ca-certificates ldconfig locale-gen date sleep setcap strip ls id uname env sh bash ash ' +
    'deluser delgroup userdel passwd corepack wait exit return local read source . if then fi'
  ).split(' '),
);

/** Applies what a `RUN` does to users and owners. */
export function applyRun(instruction: Instruction, state: ImageState, isRoot: boolean): void {
  const script = withValues(scriptOf(instruction), state.variables);
  for (const [, name = '', uid, gid] of script.matchAll(PASSWD_LINE)) {
    state.accounts.set(name, { uid: Number(uid), gid: Number(gid), home: undefined });
  }
  const { uses, writes } = readCommand(['sh', '-c', script], {
    workingDir: state.workdir,
    mounts: [],
  });
  for (const { program, args } of uses) {
    applyAccount(program, args, state);
    if (program === 'setcap') applySetcap(args, state);
    if (isRoot && !PLAIN.has(program) && !/^pip3?\.\d+$/.test(program)) state.untold ??= program;
  }
  const { line } = instruction;
  const own = (path: string): void => void state.owned.push({ path, line });
  for (const { program, args } of uses)
    if (isMadeFor(program, args)) operandsOf(args, MODES).map(own);
  for (const { by, path } of writes) if (isRoot ? isGiven(by, uses, path) : true) own(path);
}

/** `install -d -o web /data`. */
function isMadeFor(program: string, args: readonly string[]): boolean {
  const has = (pattern: RegExp): boolean => args.some((word) => pattern.test(word));
  return program === 'install' && has(/^-\w*d/) && has(/^(?:-o|--owner)/);
}

const MODES = ['-o', '-g', '-m', '--owner', '--group', '--mode'];

/** The owner of a path is changed, or others may write to it. */
function isGiven(
  by: string,
  uses: readonly { readonly program: string; readonly args: readonly string[] }[],
  path: string,
): boolean {
  if (!['chown', 'chgrp', 'chmod', 'install'].includes(by)) return false;
  const calls = uses.filter(
    ({ program, args }) => program === by && args.some((one) => ends(path, one)),
  );
  if (by === 'chmod') return calls.some(({ args }) => args.some((one) => OPENS.test(one)));
  if (by === 'install')
    return calls.some(({ args }) => args.some((one) => /^(?:-o|--owner)/.test(one)));
  const isRoot = /^(?:root|0)(?::(?:root|0)?)?$/;
  return calls.some(({ args }) => !isRoot.test(operandsOf(args)[0] ?? ''));
}

function ends(path: string, written: string): boolean {
  const trimmed = written.replace(/^\.\//, '').replace(/(?<!\/)\/+$/, '');
  return trimmed === '.' || path.endsWith(trimmed);
}

/** Modes by which others than the owner may write. */
const OPENS = /^[0-7]?[0-7](?:[2367][0-7]|[0-7][2367])$|^(?:[augo]*[ago])?[+=][rxXst]*w|^g=u$/;

const PASSWD_LINE = /(?<![a-z0-9_-])([a-z_][a-z0-9_-]{0,31}):[x*!]?:(\d{1,10}):(\d{1,10}):/g;

function scriptOf({ text, words }: Instruction): string {
  if (words) return words.map((word) => (/^[\w./:=-]+$/.test(word) ? word : `'${word}'`)).join(' ');
  // A here-document is the script where nothing else is said.
  const [, body] = /^<<-?["']?\w[^\n]*\n([\s\S]*)$/.exec(text) ?? [];
  return body?.replace(/\n[\w]+\s*$/, '') ?? text;
}

/** Only what is known: the rest is for the shell. */
function withValues(script: string, variables: ReadonlyMap<string, string>): string {
  return script.replaceAll(
    /\$(?:\{([A-Za-z_]\w*)\}|([A-Za-z_]\w*))/g,
    (whole, braced?: string, plain?: string) => variables.get(braced ?? plain ?? '') ?? whole,
  );
}

const VALUED = (
  '-u --uid -g --gid -G --groups --ingroup -d --home --home-dir -h -s --shell -c --comment --gecos ' +
  '-k -p --password -K'
).split(' ');

function applyAccount(program: string, args: readonly string[], state: ImageState): void {
  const { accounts, groups } = state;
  const operands = operandsOf(args, VALUED);
  if (program === 'groupadd' || program === 'addgroup') {
    const gid = number(optionOf(args, ['-g', '--gid']));
    if (gid !== undefined && operands[0] !== undefined) groups.set(operands[0], gid);
  }
  if (program === 'useradd') {
    const name = operands.at(-1);
    if (name !== undefined) accounts.set(name, readAccount(program, args, state, name));
  }
  // With two names, `adduser` puts a user into a group.
  if (program === 'adduser' && operands.length === 1) {
    const [name = ''] = operands;
    accounts.set(name, readAccount(program, args, state, name));
  }
  if (program === 'usermod') {
    const [name, before] = [operands.at(-1) ?? '', accounts.get(operands.at(-1) ?? '')];
    const uid = number(optionOf(args, ['-u', '--uid']));
    if (uid !== undefined) accounts.set(name, { gid: before?.gid, home: before?.home, uid });
  }
}

function readAccount(
  program: string,
  args: readonly string[],
  { groups }: ImageState,
  name: string,
): Account {
  const group = optionOf(args, ['-g', '--gid', '-G', '--ingroup']);
  const home = optionOf(args, ['-d', '--home', '--home-dir', '-h']) ?? `/home/${name}`;
  const isHomeless =
    args.some((word) => /^(?:-[a-zA-Z]*[HM]|--no-create-home)$/.test(word)) ||
    // `useradd` of Debian makes none unless it is told to, that of Red Hat does.
    (program === 'useradd' && args.some((word) => /^(?:-r|--system)$/.test(word)));
  return {
    uid: number(optionOf(args, ['-u', '--uid'])),
    gid: number(group) ?? (group === undefined ? undefined : groups.get(group)),
    home: isHomeless ? undefined : home,
  };
}

function number(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,10}$/.test(text) ? Number(text) : undefined;
}
