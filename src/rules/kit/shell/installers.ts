/** How a program that installs software is called. */
interface Installer {
  /** The subcommands that install, update or take away software; several words for nested ones. */
  readonly verbs: readonly string[];
  /** The options that take the next word as their value. */
  readonly valued?: readonly string[];
  /** Whether it works on the directory that it is called in, unless told `--global`. */
  readonly isLocal?: boolean;
  /** Whether it installs when it is called with no subcommand. */
  readonly isVerbOptional?: boolean;
}

const APT: Installer = {
  verbs: [
    ...['install', 'reinstall', 'upgrade', 'dist-upgrade', 'full-upgrade', 'safe-upgrade'],
    ...['remove', 'purge', 'autoremove', 'build-dep'],
  ],
  valued: ['-o', '--option', '-c', '--config-file', '-t', '--target-release', '--default-release'],
};
const YUM: Installer = {
  verbs: [
    ...['install', 'localinstall', 'groupinstall', 'reinstall', 'update', 'upgrade'],
    ...['distro-sync', 'remove', 'erase'],
  ],
  valued: ['-c', '--config', '-x', '--exclude', '--setopt', '--installroot', '-R', '-d', '-e'],
};
const PIP: Installer = {
  verbs: ['install', 'uninstall'],
  valued: ['--proxy', '--cache-dir', '--log', '--cert', '--python', '--timeout', '--retries'],
};
const NPM: Installer = {
  verbs: ['install', 'i', 'add', 'ci', 'install-ci', 'update', 'up', 'upgrade'],
  valued: ['--prefix', '-C', '--registry', '--cache', '--userconfig', '-w', '--workspace'],
  isLocal: true,
};
const CONDA: Installer = { verbs: ['install', 'update', 'create', 'env create', 'env update'] };

/**
 * Programs that install software from elsewhere, by name, as their manuals describe them. What only
 * refreshes the lists of packages (`apt-get update`) is no verb: it changes no software. `npx` is
 * not here, because it runs what is installed already where it can.
 */
const INSTALLERS: Readonly<Record<string, Installer>> = {
  apt: APT,
  'apt-get': APT,
  aptitude: APT,
  apk: {
    verbs: ['add', 'upgrade', 'del', 'fix'],
    valued: ['-X', '--repository', '-p', '--root', '--repositories-file', '--cache-dir', '--arch'],
  },
  yum: YUM,
  dnf: YUM,
  dnf5: YUM,
  microdnf: YUM,
  tdnf: YUM,
  zypper: {
    verbs: ['install', 'in', 'update', 'up', 'patch', 'dist-upgrade', 'dup', 'remove', 'rm'],
    valued: ['-R', '--root', '-c', '--config'],
  },
  opkg: { verbs: ['install', 'upgrade', 'remove'] },
  brew: { verbs: ['install', 'upgrade', 'uninstall'] },
  snap: { verbs: ['install', 'refresh', 'remove'] },
  pip: PIP,
  pipx: { verbs: ['install', 'inject', 'upgrade', 'run'] },
  uv: {
    verbs: ['pip install', 'pip sync', 'tool install', 'tool run', 'add', 'sync'],
    valued: ['--directory', '--project', '--cache-dir'],
    isLocal: true,
  },
  poetry: { verbs: ['install', 'add', 'update'], valued: ['-C', '--directory'], isLocal: true },
  pipenv: { verbs: ['install', 'sync', 'update'], isLocal: true },
  conda: CONDA,
  mamba: CONDA,
  micromamba: CONDA,
  npm: NPM,
  pnpm: { ...NPM, verbs: [...NPM.verbs, 'dlx'], valued: ['-C', '--dir', '-F', '--filter'] },
  yarn: {
    verbs: ['install', 'add', 'upgrade', 'up', 'dlx', 'global add'],
    valued: ['--cwd'],
    isLocal: true,
    isVerbOptional: true,
  },
  bun: { verbs: ['install', 'i', 'add', 'update'], valued: ['--cwd'], isLocal: true },
  gem: { verbs: ['install', 'update'] },
  bundle: { verbs: ['install', 'update'], isLocal: true, isVerbOptional: true },
  composer: {
    verbs: ['install', 'update', 'require', 'global require'],
    valued: ['-d', '--working-dir'],
    isLocal: true,
  },
  go: { verbs: ['install', 'get'], valued: ['-C'] },
  cargo: { verbs: ['install', 'binstall'] },
  dotnet: { verbs: ['tool install', 'tool update'] },
  pecl: { verbs: ['install', 'upgrade'] },
  luarocks: { verbs: ['install'] },
  helm: { verbs: ['plugin install', 'plugin update'] },
  kubectl: { verbs: ['krew install', 'krew upgrade'] },
  gcloud: { verbs: ['components install', 'components update'] },
  az: { verbs: ['extension add', 'extension update'] },
  choco: { verbs: ['install', 'upgrade'] },
  winget: { verbs: ['install', 'upgrade'] },
};

/** Options that name the directory to install into. */
const TARGETS = ['--target', '-t', '--prefix', '--root', '--installroot', '-p', '-C', '--dir'];
const MORE_TARGETS = ['--cwd', '--directory', '--working-dir'];

/** With these nothing is changed. */
const HARMLESS = /^(--dry-run|--simulate|--just-print|--help|--version|--download-only)$/;

/** A call of a program that installs software. */
export interface Installation {
  /** The program and its subcommand, `apt-get install`. */
  readonly call: string;
  /** The directory that it is told to install into. */
  readonly target: string | undefined;
  /** Whether it installs into the directory that it is called in. */
  readonly isLocal: boolean;
}

/** Reads the words of a command, without what stands before the program; undefined for other commands. */
export function readInstallation(
  program: string,
  args: readonly string[],
): Installation | undefined {
  if (args.some((argument) => HARMLESS.test(argument))) return undefined;
  if (isPython(program)) return readModule(args);
  const name = /^pip[23]?(?:\.\d+)?$/.test(program) ? 'pip' : program;
  const installer = Object.hasOwn(INSTALLERS, name) ? INSTALLERS[name] : undefined;
  if (installer === undefined) return readOddOne(program, args);
  const operands = operandsOf(args, installer.valued);
  const verb = installer.verbs.find((words) =>
    words.split(' ').every((word, index) => operands[index] === word),
  );
  if (verb === undefined && !(installer.isVerbOptional && args.length === 0)) return undefined;
  const isGlobal = args.some((word) => /^(-g|--global|global)$/.test(word));
  return {
    call: verb === undefined ? program : `${program} ${verb}`,
    target: optionOf(args, [...TARGETS, ...MORE_TARGETS]),
    isLocal: installer.isLocal === true && !isGlobal,
  };
}

/** The words that are neither options nor values of the options that take one. */
export function operandsOf(args: readonly string[], valued: readonly string[] = []): string[] {
  return args.filter((word, index) => {
    const before = args[index - 1];
    return !word.startsWith('-') && (before === undefined || !valued.includes(before));
  });
}

/** The value of an option, in the next word or after an equals sign. */
export function optionOf(args: readonly string[], names: readonly string[]): string | undefined {
  for (const [index, word] of args.entries()) {
    if (names.includes(word)) return args[index + 1];
    const name = names.find((each) => each.startsWith('--') && word.startsWith(`${each}=`));
    if (name !== undefined) return word.slice(name.length + 1);
  }
  return undefined;
}

function isPython(program: string): boolean {
  return /^python[23]?(?:\.\d+)?$/.test(program);
}

/** `python -m pip install`. */
function readModule(args: readonly string[]): Installation | undefined {
  const at = args.indexOf('-m');
  const [module = '', ...rest] = at === -1 ? [] : args.slice(at + 1);
  return /^(pip|pipx|uv)$/.test(module) ? readInstallation(module, rest) : undefined;
}

/** Programs that have options where others have subcommands. */
function readOddOne(program: string, args: readonly string[]): Installation | undefined {
  const isInstallation =
    (program === 'pacman' && isPacmanChange(args)) ||
    (program === 'dpkg' &&
      args.some((word) => /^(-i|--install|-r|-P|--purge|--remove)$/.test(word))) ||
    (program === 'rpm' &&
      args.some((word) => /^(-[iUFe][vh]*|--install|--upgrade|--erase)$/.test(word))) ||
    (program === 'npx' && args.some((word) => /^(-y|--yes)$/.test(word))) ||
    (program === 'nix-env' && args.some((word) => /^-[iu]|^--(install|upgrade)$/.test(word))) ||
    (/^(uvx|bunx|cpanm|docker-php-ext-install|install-php-extensions)$/.test(program) &&
      operandsOf(args).length > 0);
  return isInstallation
    ? { call: program, target: optionOf(args, TARGETS), isLocal: false }
    : undefined;
}

/** `-S` installs, unless it only searches, lists or prints; `-Sy` alone refreshes lists. */
function isPacmanChange(args: readonly string[]): boolean {
  return args.some(
    (word) =>
      /^-[URS][a-z]*$/.test(word) &&
      !/[silgpc]/.test(word.slice(2)) &&
      (word.includes('u') || operandsOf(args).length > 0),
  );
}
