import { join } from 'node:path';
import {
  BASELINE_PATH,
  CONFIGURATION_PATHS,
  onlyConfiguration,
} from '../configuration/configuration.ts';
import type { ConfigurationFiles } from '../configuration/settle.ts';
import { projectRoot, readProjectFile } from './project-images.ts';

/** How the project around a path is judged, and where that project is. */
export interface Project {
  /** The root of the git repository, or the working folder where there is none. */
  readonly root: string;
  readonly files: ConfigurationFiles;
}

/**
 * Reads the files that say how the project around a path is judged, as they are now.
 *
 * @throws UserError for one that can't be read
 */
export async function readProject(place: string): Promise<Project> {
  const root = await projectRoot(place);
  const [baseline, ...configurations] = await Promise.all(
    [BASELINE_PATH, ...CONFIGURATION_PATHS].map(async (path) => {
      const file = await readProjectFile(join(root, path));
      // As in a review, its name starts at the root.
      return file && { path, text: file.text };
    }),
  );
  return { root, files: { baseline, configuration: onlyConfiguration(configurations) } };
}
