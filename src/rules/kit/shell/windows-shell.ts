/** How PowerShell and cmd.exe are told to run the rest of their words. */
const SHELL = /^(?:powershell|pwsh|cmd)$/i;

/** A statement that starts so installs software. */
const INSTALLATION =
  /(?:^|[;&|{\n])[^\S\n]*(choco(?:\.exe)?\s+(?:install|upgrade)|winget\s+install|Install-(?:Package|Module|Script|WindowsFeature))\b/i;

/** What is piped into something that runs it. It starts where a statement or a part of a pipe does. */
const RUN_CODE = /(?<![^;\n|])([^;\n|]*)(?=\|\s*(iex|Invoke-Expression)\b)/gi;

const DOWNLOAD = /\b(?:Invoke-WebRequest|Invoke-RestMethod|iwr|irm|curl)\b/i;

/** Quoted text is no statement. A quote that is not closed ends with its line. */
const QUOTED = /"[^"\n]*"|'[^'\n]*'/g;

/** What a command of a Windows shell does: `Install-Module`, `iwr | iex`. */
export interface WindowsChange {
  readonly kind: 'install' | 'remote';
  readonly by: string;
}

/** Reads a call of PowerShell or cmd.exe as far as it installs software or runs what it downloads. */
export function readWindowsShell(
  program: string,
  args: readonly string[],
): WindowsChange | undefined {
  if (!SHELL.test(program)) return undefined;
  // A word that starts an argument starts a statement, if it is one at all.
  const script = args.join('\n').replace(QUOTED, '""');
  const installation = INSTALLATION.exec(script)?.[1];
  if (installation) return { kind: 'install', by: installation.replace(/\s+/g, ' ') };
  for (const [, piped = '', runner = ''] of script.matchAll(RUN_CODE)) {
    const source = DOWNLOAD.exec(piped)?.[0];
    if (source) return { kind: 'remote', by: `${source} | ${runner}` };
  }
  return undefined;
}
