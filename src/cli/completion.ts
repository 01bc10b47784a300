import { UserError } from '../errors/user-error.ts';
import { visible } from '../text/shown.ts';
import type { CommandRow } from './commands.ts';
import { type CommandName, helpOf, namesOf, optionsOf } from './given-options.ts';
import { print } from './terminal.ts';

/** A command as a shell completes it. */
interface Completed {
  readonly name: string;
  readonly description: string;
  readonly flags: readonly {
    readonly name: string;
    readonly help: string;
    readonly takes: boolean;
  }[];
}

const SHELLS: Readonly<Record<string, (commands: readonly Completed[]) => string>> = {
  bash,
  zsh,
  fish,
};

/** Prints the completions of a shell. */
export async function completion(
  shell: string,
  commands: Readonly<Record<CommandName, CommandRow>>,
): Promise<number> {
  const write = Object.hasOwn(SHELLS, shell) ? SHELLS[shell] : undefined;
  if (!write)
    throw new UserError('There are completions for bash, zsh and fish: name one of them.');
  await print(visible(write(namesOf(commands).map((name) => completed(name, commands[name])))));
  return 0;
}

function completed(name: CommandName, { description, place }: CommandRow): Completed {
  const options = Object.entries(optionsOf(name, place));
  return {
    name,
    description,
    flags: options.map(([key, option]) => ({
      name: `--${key}`,
      help: helpOf(option),
      takes: option.kind !== 'flag',
    })),
  };
}

function bash(commands: readonly Completed[]): string {
  const cases = commands.map(
    ({ name, flags }) => `    ${name}) flags="${flags.map((flag) => flag.name).join(' ')}" ;;\n`,
  );
  return `# eval "$(podseal completion bash)"
_podseal() {
  local word="\${COMP_WORDS[COMP_CWORD]}" flags=""
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "${commands.map(({ name }) => name).join(' ')}" -- "$word"))
    return
  fi
  case "\${COMP_WORDS[1]}" in
${cases.join('')}  esac
  case "$word" in
    -*) COMPREPLY=($(compgen -W "$flags" -- "$word")) ;;
    *) compopt -o default 2>/dev/null ;;
  esac
}
complete -F _podseal podseal
`;
}

function zsh(commands: readonly Completed[]): string {
  const names = commands.map(
    ({ name, description }) => `    ${quoted(`${name}:${description.replaceAll(':', ' ')}`)}\n`,
  );
  const cases = commands.map(({ name, flags }) => {
    const rows = flags.map(
      (flag) =>
        ` \\\n        ${quoted(`*${flag.name}[${bracketed(flag.help)}]${flag.takes ? ':value:_files' : ''}`)}`,
    );
    return `    ${name}) _arguments '*:file:_files'${rows.join('')} ;;\n`;
  });
  return `#compdef podseal
# source <(podseal completion zsh)
_podseal() {
  local -a commands=(
${names.join('')}  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  local name=$words[2]
  shift words
  (( CURRENT-- ))
  case $name in
${cases.join('')}  esac
}
compdef _podseal podseal
`;
}

function fish(commands: readonly Completed[]): string {
  const rows = commands.flatMap(({ name, description, flags }) => [
    `complete -c podseal -n __fish_use_subcommand -f -a ${name} -d ${quoted(description)}\n`,
    ...flags.map((flag) => {
      const takes = flag.takes ? ' -r' : '';
      const on = quoted(`__fish_seen_subcommand_from ${name}`);
      return `complete -c podseal -n ${on} -l ${flag.name.slice(2)}${takes} -d ${quoted(flag.help)}\n`;
    }),
  ]);
  return `# podseal completion fish | source\n${rows.join('')}`;
}

/** A word for a shell, in single quotes: fish knows a backslash in them, and the others do not. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", '’').replaceAll('\\', '/')}'`;
}

function bracketed(text: string): string {
  return text.replaceAll('[', '(').replaceAll(']', ')').replaceAll(':', ' ');
}
