import { a as optionsOf, i as namesOf, r as helpOf, u as UserError } from "./command-line.js";
import { Qt as visible, Ut as print } from "./check.js";
// src/cli/completion.ts
const SHELLS = {
	bash,
	zsh,
	fish
};
/** Prints the completions of a shell. */
async function completion(shell, commands) {
	const write = Object.hasOwn(SHELLS, shell) ? SHELLS[shell] : void 0;
	if (!write) throw new UserError("There are completions for bash, zsh and fish: name one of them.");
	await print(visible(write(namesOf(commands).map((name) => completed(name, commands[name])))));
	return 0;
}
function completed(name, { description, place }) {
	return {
		name,
		description,
		flags: Object.entries(optionsOf(name, place)).map(([key, option]) => ({
			name: `--${key}`,
			help: helpOf(option),
			takes: option.kind !== "flag"
		}))
	};
}
function bash(commands) {
	const cases = commands.map(({ name, flags }) => `    ${name}) flags="${flags.map((flag) => flag.name).join(" ")}" ;;\n`);
	return `# eval "$(podseal completion bash)"
_podseal() {
  local word="\${COMP_WORDS[COMP_CWORD]}" flags=""
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "${commands.map(({ name }) => name).join(" ")}" -- "$word"))
    return
  fi
  case "\${COMP_WORDS[1]}" in
${cases.join("")}  esac
  case "$word" in
    -*) COMPREPLY=($(compgen -W "$flags" -- "$word")) ;;
    *) compopt -o default 2>/dev/null ;;
  esac
}
complete -F _podseal podseal
`;
}
function zsh(commands) {
	const names = commands.map(({ name, description }) => `    ${quoted(`${name}:${description.replaceAll(":", " ")}`)}\n`);
	const cases = commands.map(({ name, flags }) => {
		return `    ${name}) _arguments '*:file:_files'${flags.map((flag) => ` \\\n        ${quoted(`*${flag.name}[${bracketed(flag.help)}]${flag.takes ? ":value:_files" : ""}`)}`).join("")} ;;\n`;
	});
	return `#compdef podseal
# source <(podseal completion zsh)
_podseal() {
  local -a commands=(
${names.join("")}  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  local name=$words[2]
  shift words
  (( CURRENT-- ))
  case $name in
${cases.join("")}  esac
}
compdef _podseal podseal
`;
}
function fish(commands) {
	return `# podseal completion fish | source\n${commands.flatMap(({ name, description, flags }) => [`complete -c podseal -n __fish_use_subcommand -f -a ${name} -d ${quoted(description)}\n`, ...flags.map((flag) => {
		const takes = flag.takes ? " -r" : "";
		return `complete -c podseal -n ${quoted(`__fish_seen_subcommand_from ${name}`)} -l ${flag.name.slice(2)}${takes} -d ${quoted(flag.help)}\n`;
	})]).join("")}`;
}
/** A word for a shell, in single quotes: fish knows a backslash in them, and the others do not. */
function quoted(text) {
	return `'${text.replaceAll("'", "’").replaceAll("\\", "/")}'`;
}
function bracketed(text) {
	return text.replaceAll("[", "(").replaceAll("]", ")").replaceAll(":", " ");
}
export { completion };
