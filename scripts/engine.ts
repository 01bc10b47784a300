/** Builds the engine, which needs Go: `npm run build:engine` and the comparison of `npm test` do. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ENGINE = fileURLToPath(new URL('../engine', import.meta.url));

/** Where the built engine is, compressed, and the licenses of what is in it. */
export const ENGINE_FILE = 'dist/engine.wasm.br';
export const ENGINE_LICENSES = 'dist/engine.licenses.txt';

const TAGS = ['-tags', 'podseal'];
const WASI = { GOOS: 'wasip1', GOARCH: 'wasm' };

/** What `engine/` builds to. */
export interface BuiltEngine {
  readonly wasm: Buffer;
  readonly licenses: string;
}

/** The version of Go, such as `go1.26.8`; undefined where there is none. */
export function goVersion(): string | undefined {
  const { status, stdout } = spawnSync('go', ['env', 'GOVERSION'], {
    cwd: ENGINE,
    encoding: 'utf8',
  });
  return status === 0 ? stdout.trim() : undefined;
}

/** Whether Go has the modules that the engine needs, or can get them. */
export function hasModules(): boolean {
  const { status } = spawnSync('go', ['list', '-deps', ...TAGS, '.'], {
    cwd: ENGINE,
    stdio: 'ignore',
    env: { ...process.env, ...WASI },
  });
  return status === 0;
}

/** The first line of the licenses, by which a comparison knows whether it can be made. */
export function builtWith(version: string): string {
  return `engine.wasm.br was built with ${version} and has parts of these modules.\n`;
}

/** Builds the engine: the same bytes in each folder, with one version of Go. */
export function buildEngine(): BuiltEngine {
  const folder = mkdtempSync(join(tmpdir(), 'podseal-engine-'));
  try {
    go(['run', './overlay', folder]);
    const wasm = join(folder, 'engine.wasm');
    const laid = [`-overlay=${join(folder, 'overlay.json')}`, `-modfile=${join(folder, 'go.mod')}`];
    go(['build', ...TAGS, ...laid, '-trimpath', '-ldflags=-s -w', '-o', wasm, '.'], WASI);
    return { wasm: readFileSync(wasm), licenses: licenses() };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function go(args: readonly string[], environment: Readonly<Record<string, string>> = {}): string {
  const { status, stdout, stderr } = spawnSync('go', args, {
    cwd: ENGINE,
    encoding: 'utf8',
    env: { ...process.env, ...environment },
  });
  if (status !== 0) throw new Error(`go ${args.join(' ')}: ${stderr}`);
  return stdout;
}

/** Part of the file name of a license, and what its text must say. */
const LICENSE_FILE = /^(?:LICEN[CS]E|COPYING|NOTICE)(?:\.(?:txt|md|MIT|BSD|libyaml))?$/i;
const ALLOWED = [
  /Apache License,?\s+Version 2\.0/,
  /Permission is hereby granted, free of charge/,
  /Redistribution and use in source and binary forms/,
];
/** These packages of a module have another license than what is used of it. */
const REFUSED = /^github\.com\/cyphar\/filepath-securejoin\/pathrs-lite/;

function licenses(): string {
  const format =
    '{{.ImportPath}}|{{with .Module}}{{if not .Main}}{{.Path}} {{.Version}}|{{.Dir}}|{{with .Replace}}ours{{end}}{{end}}{{end}}';
  const packages = go(['list', '-deps', ...TAGS, '-f', format, '.'], WASI)
    .trim()
    .split('\n');
  const modules = new Map<string, string>();
  for (const line of packages) {
    const [path = '', name = '', folder = '', ours = ''] = line.split('|');
    if (REFUSED.test(path)) throw new Error(`${path}: its license is not allowed.`);
    if (name !== '' && ours === '') modules.set(name, folder);
  }
  const parts = [...modules].map(([name, folder]) => licenseOf(name, folder));
  const library = licenseOf('The Go standard library', go(['env', 'GOROOT']).trim());
  return [builtWith(goVersion() ?? ''), library, ...parts].join(`\n${'-'.repeat(80)}\n\n`);
}

function licenseOf(name: string, folder: string): string {
  const texts = readdirSync(folder)
    .filter((file) => LICENSE_FILE.test(file))
    .toSorted()
    .map((file) => readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim());
  if (!texts.some((text) => ALLOWED.some((allowed) => allowed.test(text)))) {
    throw new Error(`${name}: no license that is known and allowed.`);
  }
  return `${name}\n\n${texts.join('\n\n')}\n`;
}
