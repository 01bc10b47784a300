import { operandsOf, optionOf } from './installers.ts';

/** The paths that a call of a program writes to, as they are written. */
export function writtenPaths(program: string, args: readonly string[]): readonly string[] {
  const write = Object.hasOwn(WRITERS, program) ? WRITERS[program] : undefined;
  return write?.(args) ?? [];
}

/**
 * Whether a program puts something below the path that it is given, so that a volume which is mounted
 * there may be what it writes to: `cp -R tls /etc/app`, with a volume on `/etc/app/tls`.
 */
export function writesBelow(program: string): boolean {
  return /^(?:cp|install|ln|mv|tar|unzip)$/.test(program);
}

/** Whether a program names the file itself that it downloads: `wget URL`, `curl -O URL`. */
export function savesByName(program: string, args: readonly string[]): boolean {
  if (program === 'curl') {
    const isNamed = args.some((word) =>
      /^(?:-[fgikLRsSv]*O[fgikLRsSv]*|--remote-name.*)$/.test(word),
    );
    return isNamed && !args.some((word) => word.startsWith('--output-dir'));
  }
  const isElsewhere = args.some((word) =>
    /^(?:-[a-zA-Z]*[OP]|--(?:output-document|directory-prefix|spider)(?:=|$))/.test(word),
  );
  return program === 'wget' && !isElsewhere && args.some((word) => /^[\w$]/.test(word));
}

type Writer = (args: readonly string[]) => readonly string[];

const all: Writer = (args) => operandsOf(args, ['-m', '--mode', '-d', '-s', '-r']);

/** `chmod MODE FILE`, `chown OWNER FILE`. */
const allButFirst: Writer = (args) => {
  const operands = operandsOf(args);
  return args.some((word) => word.startsWith('--reference')) ? operands : operands.slice(1);
};

/** `cp FILE... TARGET`. */
const last: Writer = (args) => {
  const target = optionOf(args, ['-t', '--target-directory']);
  const operands = operandsOf(args, ['-m', '--mode', '-o', '-g', '-S', '-t']);
  return target === undefined ? operands.slice(1).slice(-1) : [target];
};

/** `sed -i SCRIPT FILE`. */
const edited: Writer = (args) => {
  if (!args.some((word) => /^(-[a-zA-Z]*i|--in-place)/.test(word))) return [];
  const hasScript = args.some((word) => /^(-[a-zA-Z]*[ef]$|--expression|--file)/.test(word));
  const operands = operandsOf(args, ['-e', '-f', '--expression', '--file', '-l']);
  return hasScript ? operands : operands.slice(1);
};

/** Options in one word, of which the last takes a value: `-sSLo FILE`. */
function behindCluster(args: readonly string[], letter: string): string[] {
  const isCluster = (word: string): boolean => word.endsWith(letter) && /^-[a-zA-Z]+$/.test(word);
  return args.flatMap((word, index) => (isCluster(word) ? (args[index + 1] ?? []) : []));
}

function behind(letters: string, names: readonly string[]): Writer {
  return (args) => {
    const clustered = Array.from(letters).flatMap((letter) => behindCluster(args, letter));
    const named = optionOf(args, names);
    return named === undefined ? clustered : [...clustered, named];
  };
}

/** `git clone REPOSITORY FOLDER`. */
const cloned: Writer = (args) => {
  const [verb, , folder] = operandsOf(args, ['-b', '--branch', '--depth', '-C', '-c', '--config']);
  return verb === 'clone' && folder !== undefined ? [folder] : [];
};

/** `keytool -importcert -keystore FILE`, `keytool -importkeystore -destkeystore FILE`. */
const keystore: Writer = (args) => {
  if (!args.some((word) => /^-(?:import|gen|delete|changealias)/.test(word))) return [];
  const target = optionOf(args, ['-destkeystore']) ?? optionOf(args, ['-keystore']);
  return target === undefined ? [] : [target];
};

/** `mknod NAME TYPE`. */
const first: Writer = (args) => operandsOf(args, ['-m']).slice(0, 1);

/** `openssl req -keyout FILE -out FILE`. */
const keysAndCertificates: Writer = (args) =>
  ['-out', '-keyout'].flatMap((name) => optionOf(args, [name]) ?? []);

/** `dd of=FILE`. */
const converted: Writer = (args) =>
  args.flatMap((word) => (word.startsWith('of=') ? word.slice('of='.length) : []));

/** Downloads without a name for the file are in the folder that the program runs in. */
const downloaded =
  (program: string, named: Writer): Writer =>
  (args) =>
    savesByName(program, args) ? ['.', ...named(args)] : named(args);

/** `mktemp`, `mktemp -p FOLDER`, `mktemp FOLDER/nameXXXXXX`. */
const temporary: Writer = (args) => {
  const folder = optionOf(args, ['-p', '--tmpdir']);
  const [template] = operandsOf(args, ['-p', '--suffix']);
  return [folder ?? (template === undefined || args.includes('-t') ? '/tmp' : template)];
};

const unpacked: Writer = (args) => {
  const isExtraction = args.some(
    (word, index) =>
      /^(-[a-zA-Z]*x|--extract$|--get$)/.test(word) ||
      (index === 0 && /^[a-zA-Z]+$/.test(word) && word.includes('x')),
  );
  return isExtraction ? behind('C', ['--directory'])(args) : [];
};

const WRITERS: Readonly<Record<string, Writer>> = {
  chgrp: allButFirst,
  chmod: allButFirst,
  chown: allButFirst,
  cp: last,
  curl: downloaded('curl', behind('o', ['--output', '--output-dir'])),
  dd: converted,
  git: cloned,
  install: last,
  keytool: keystore,
  ln: last,
  mkdir: all,
  mkfifo: all,
  mknod: first,
  mktemp: temporary,
  mv: last,
  openssl: keysAndCertificates,
  rm: all,
  rmdir: all,
  rsync: last,
  sed: edited,
  tar: unpacked,
  tee: all,
  touch: all,
  truncate: all,
  unzip: behind('d', []),
  wget: downloaded('wget', behind('OP', ['--output-document', '--directory-prefix'])),
  // These change files that they know themselves.
  adduser: () => ['/etc/passwd'],
  addgroup: () => ['/etc/group'],
  groupadd: () => ['/etc/group'],
  useradd: () => ['/etc/passwd'],
  usermod: () => ['/etc/passwd'],
  'update-ca-certificates': () => ['/etc/ssl/certs'],
  'update-ca-trust': () => ['/etc/pki/ca-trust/extracted'],
};
