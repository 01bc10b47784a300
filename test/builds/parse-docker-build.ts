import { buildCommands } from '../../src/builds/links/commands.ts';

/** The images that a command builds, each with its Dockerfile. */
export function parseDockerBuild(command: string): [image: string, dockerfile: string][] {
  const place = { variables: new Map<string, string>(), folder: '', evidence: 'build.sh' };
  return buildCommands(command, place).map(({ image, by }) => [
    image,
    'dockerfile' in by ? by.dockerfile : by.tool,
  ]);
}
